#pragma once

#include "app/cli/console.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace cli {

/// The subcommands as they are declared, and the one that the arguments chose.
struct Commands
{
    CLI::App& program;
    std::function<int(const Console&)> chosen; ///< returns the exit status

    void onUse(CLI::App* command, std::function<int(const Console&)> action)
    {
        command->callback([this, action = std::move(action)] { chosen = action; });
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
void addBench(Commands& commands);
void addDownload(Commands& commands);

// Options that several of them have.
void addJson(CLI::App* command, bool& json);
void addModelFile(CLI::App* command, std::string& file);
void addData(CLI::App* command, std::optional<std::string>& where);
void addThreads(CLI::App* command, std::size_t& threads);

/// A check for options that count: digits only, so that -1 is no huge number, and at least minimum.
CLI::Validator countFrom(std::uint64_t minimum);

} // namespace cli
