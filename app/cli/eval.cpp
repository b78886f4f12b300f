#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/json_line.h"
#include "app/cli/text.h"

#include "app/builtin_models.h"

#include "engine/data/data_loader.h"
#include "engine/inspect/batch_predictor.h"
#include "engine/optim/regularizer.h"
#include "engine/train/evaluation.h"
#include "engine/train/fit.h"

#include <cmath>
#include <memory>
#include <ostream>

namespace cli {
namespace {

struct EvalOptions
{
    std::string file;
    std::optional<std::string> data;
    std::string split = "test";
    std::size_t threads = 0;
    bool json = false;
};

engine::Evaluation evaluate(const engine::SavedModel& model, const engine::Dataset& data, std::size_t threads)
{
    const auto network = std::make_shared<const engine::Sequential>(model.recipe.input, model.recipe.layers);
    engine::requireFit(*network, model.recipe, data);
    engine::BatchPredictor predictor(network, threads);
    const auto outputs = predictor.read(model.checkpoint.parameters, data.pixels);

    const engine::Objective objective(model.recipe);
    const std::size_t width = network->outputShape().elements();
    std::vector<float> input(data.sampleShape.elements());
    std::vector<float> memory(width);
    engine::LossSum sum;
    std::vector<std::uint8_t> predictions;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto row = outputs.subspan(i * width, width);
        engine::scale(data.sample(i), input);
        sum.add(objective.evaluate({input, std::span(data.labels).subspan(i, 1), memory}, row, 1.0f, {}));
        if (objective.namesClasses())
            predictions.push_back(engine::classNamedBy(row));
    }
    engine::Evaluation result = engine::tally(objective, data, {&sum, 1}, predictions);
    result.loss += engine::addPenalty(model.recipe.regularizer, network->parameters(), model.checkpoint.parameters, {});
    return result;
}

void print(const engine::Evaluation& evaluation, const engine::Dataset& data, std::size_t parameters, std::ostream& out)
{
    out << "samples     " << grouped(evaluation.samples) << "\nloss        " << fixed(evaluation.loss, 4)
        << "\naccuracy    " << fixed(evaluation.accuracy, 4) << "\nparameters  " << grouped(parameters) << '\n';
    const std::size_t classes = evaluation.confusion.size();
    if (classes == 0)
        return;
    out << "\nconfusion: a row for each label, a column for each prediction\n";
    constexpr std::size_t width = 7;
    out << right("", width);
    for (std::size_t column = 0; column < classes; ++column)
        out << right(std::to_string(column), width);
    out << '\n';
    for (std::size_t row = 0; row < classes; ++row) {
        out << right(std::to_string(row), width);
        for (const std::size_t count : evaluation.confusion[row])
            out << right(std::to_string(count), width);
        if (row < data.classNames.size() && data.classNames[row] != std::to_string(row))
            out << "  " << data.classNames[row];
        out << '\n';
    }
}

int evaluateModel(const EvalOptions& options, const Console& console)
{
    const engine::SavedModel model = openModel(options.file);
    const auto splits = openData(options.data, model.recipe, {}, console);
    const engine::Dataset& data = options.split == "train" ? splits->train : splits->test;
    const engine::Evaluation evaluation = evaluate(model, data, options.threads);
    const std::size_t parameters = model.checkpoint.parameters.size();
    if (options.json)
        writeLine(console.out,
                  {{"samples", evaluation.samples},
                   {"loss", evaluation.loss},
                   {"accuracy", evaluation.accuracy},
                   {"confusion", evaluation.confusion},
                   {"parameters", parameters}});
    else
        print(evaluation, data, parameters, console.out);
    return 0;
}

} // namespace

void addEval(Commands& commands)
{
    auto* command = commands.program.add_subcommand("eval", "Measure a model on a data set");
    const auto options = std::make_shared<EvalOptions>();
    addModelFile(command, options->file);
    addData(command, options->data);
    command->add_option("--split", options->split, "Which half of the data: train or test (the default)")
        ->type_name("NAME")
        ->check(CLI::IsMember({"train", "test"}));
    addThreads(command, options->threads);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return evaluateModel(*options, console); });
}

} // namespace cli
