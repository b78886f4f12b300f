#pragma once

#include "app/cli/console.h"
#include "app/cli/options.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace cli {

/// The subcommands as they are declared, and the one that the arguments chose.
struct Commands
{
    CommandLine& line;
    std::function<int(const Console&)> chosen; ///< returns the exit status

    void onUse(Command command, std::function<int(const Console&)> action)
    {
        command.onUse([this, action = std::move(action)] { chosen = action; });
    }
};

// One a file, each of its own name.
void addPresets(Commands& commands);
void addTrain(Commands& commands);
void addEnsemble(Commands& commands);
void addCalibrate(Commands& commands);
void addEval(Commands& commands);
void addPredict(Commands& commands);
void addDraw(Commands& commands);
void addInfo(Commands& commands);
void addExplain(Commands& commands);
void addCounterfactual(Commands& commands);
void addAblate(Commands& commands);
void addUnits(Commands& commands);
void addAttack(Commands& commands);
void addRobustness(Commands& commands);
void addGradients(Commands& commands);
void addBench(Commands& commands);
void addDownload(Commands& commands);

// Options that several of them have.
void addJson(Command command, bool& json);
void addModelFile(Command command, std::string& file);
void addData(Command command, std::optional<std::string>& where);
void addThreads(Command command, std::size_t& threads);

} // namespace cli
