#include "app/cli/train_ensemble.h"

#include "app/cli/data_option.h"
#include "app/cli/joint_evaluation.h"
#include "app/cli/text.h"
#include "app/cli/training_run.h"

#include "app/session/data_location.h"

#include "engine/gallery/ensemble.h"
#include "engine/inspect/ensemble.h"
#include "engine/io/ensemble_file.h"

#include <ostream>
#include <sstream>

namespace cli {
namespace {

std::vector<std::string> presetsOf(const TrainOptions& options)
{
    if (options.count)
        return std::vector<std::string>(*options.count, options.of.value());
    if (!options.members)
        return engine::ensemblePreset().members;
    std::vector<std::string> names;
    std::istringstream list(*options.members);
    for (std::string name; std::getline(list, name, ',');)
        names.push_back(name);
    return names;
}

/// Each member's recipe, with what the other options change in all of them. The seed counts on from member to member.
std::vector<engine::Recipe> recipesOf(const TrainOptions& options)
{
    const std::vector<std::string> presets = presetsOf(options);
    if (presets.empty() || presets.size() > engine::maxMembers)
        throw UsageError("an ensemble of " + std::to_string(presets.size()) + " networks is not possible, expected 1 to "
                         + std::to_string(engine::maxMembers));
    std::vector<engine::Recipe> recipes;
    for (const std::string& preset : presets) {
        RecipeOptions own = options.recipe;
        own.preset = preset;
        recipes.push_back(recipeOf(own));
        recipes.back().seed += recipes.size() - 1;
        engine::requireOneTask(recipes.front(), recipes.back());
    }
    return recipes;
}

void tellTogether(const std::vector<engine::SavedModel>& members, const engine::Dataset& test,
                  const TrainOptions& options, const Console& console)
{
    const JointEvaluation evaluation = evaluateTogether(members, test, options.threads);
    if (options.json)
        writeLine(console.out,
                  {{"members", membersOf(evaluation, members, "test_")},
                   {"samples", evaluation.joint.samples},
                   {"test_loss", evaluation.joint.loss},
                   {"test_accuracy", evaluation.joint.accuracy},
                   {"parameters", evaluation.parameters}});
    else
        printMembers(evaluation, members, console.out << '\n');
}

} // namespace

bool isEnsemble(const TrainOptions& options)
{
    const bool isChosen = options.recipe.preset == engine::ensemblePreset().name;
    if (!isChosen && (options.members || options.count || options.of))
        throw UsageError("--members, --count and --of belong to --preset ensemble");
    return isChosen;
}

int trainEnsemble(const TrainOptions& options, const Console& console)
{
    if (options.resume)
        throw UsageError("--resume goes on with one network and not with an ensemble");
    if (options.count.has_value() != options.of.has_value())
        throw UsageError("--count N and --of PRESET belong together");
    std::vector<engine::Recipe> recipes = recipesOf(options);
    const auto data = openData(options.data, recipes.front(), options.limit, console);
    if (!options.recipe.layers)
        for (engine::Recipe& recipe : recipes)
            recipe = presetFor(recipe, *data, console);
    const Interruption interruption;
    std::vector<engine::SavedModel> members;
    std::exception_ptr error;
    for (std::size_t i = 0; i < recipes.size() && interruption.signal() == 0 && !error; ++i) {
        const engine::Recipe& recipe = recipes[i];
        if (!options.json)
            console.out << (i > 0 ? "\n" : "") << "member " << i + 1 << " of " << recipes.size() << ": " << recipe.name
                        << ", seed " << recipe.seed << std::endl;
        engine::Trainer trainer(recipe, data, options.threads);
        engine::TrainingControls controls;
        engine::SavedModel run{.recipe = recipe, .trainedOn = {}, .checkpoint = {}};
        noteData(run, *data);
        TrainingReport report(reportOf(trainer, {{"member", i + 1}, {"name", recipe.name}, {"seed", recipe.seed}}),
                              options.json, console);
        error = runToEnd(trainer, controls, report, interruption, run);
        engine::keepWeightsOnly(run);
        if (run.checkpoint.parameters.empty())
            continue;
        members.push_back(std::move(run));
        if (options.out)
            engine::saveEnsemble(members, *options.out); // the next one may take hours
    }
    if (options.out && !members.empty())
        console.err << "saved: " << *options.out << ", " << members.size() << " networks" << std::endl;
    if (error)
        std::rethrow_exception(error);
    if (interruption.signal() != 0)
        return 128 + interruption.signal();
    tellTogether(members, data->test, options, console);
    return 0;
}

} // namespace cli
