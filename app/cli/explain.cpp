#include "app/cli/chosen_picture.h"
#include "app/cli/commands.h"
#include "app/cli/json_line.h"
#include "app/cli/map_picture.h"
#include "app/cli/one_network.h"
#include "app/cli/output_file.h"
#include "app/cli/text.h"

#include "engine/data/class_names.h"
#include "engine/errors.h"
#include "engine/inspect/attribution_methods.h"
#include "engine/inspect/integrated_gradients.h"
#include "engine/inspect/logit_function.h"
#include "engine/inspect/map_grades.h"
#include "engine/inspect/stroke_map.h"

#include <algorithm>
#include <memory>
#include <ostream>

namespace cli {
namespace {

const std::string byStrokes = "strokes"; ///< the one method that needs more than a picture

struct ExplainOptions
{
    std::string file;
    PictureOptions picture;
    std::string method;
    std::optional<std::uint64_t> askedClass;
    std::optional<std::uint64_t> against;
    std::optional<std::string> baseline;
    std::optional<std::uint64_t> steps;
    bool isGraded = false;
    std::optional<std::string> out;
    bool json = false;
};

/// All that is said of one picture.
struct Explanation
{
    engine::AskedLogit asked{};
    std::size_t prediction = 0;
    engine::Attribution attribution{};
    engine::MapGrades grades{};
    bool isGraded = false; ///< and there was ink to grade it by
    std::vector<engine::StrokeBlame> byStroke{}; ///< of the method strokes
};

void requireMeaning(const ExplainOptions& options)
{
    const bool isIntegrated = options.method == "integrated_gradients";
    if (options.baseline && !isIntegrated)
        throw UsageError("--baseline is for --method integrated_gradients, " + options.method
                         + " compares with no picture");
    if (options.steps && !isIntegrated && options.method != "smoothgrad")
        throw UsageError("--steps is for --method integrated_gradients and smoothgrad, " + options.method
                         + " has no steps");
    requireOnePicture(options.picture);
    if (options.picture.data && !options.picture.index && options.baseline != "mean")
        throw UsageError(
            "--data beside a picture is for --baseline mean; with --index I it says which sample is explained");
}

std::vector<float> baselineOf(const ExplainOptions& options, const engine::Model& model, const ChosenPicture& chosen,
                              const Console& console)
{
    const std::string name = options.baseline.value_or("black");
    if (name == "white")
        return std::vector<float>(chosen.input.size(), 1.0f);
    if (name == "blurred")
        return engine::blurredPicture(chosen.input, model.network->inputShape());
    if (name != "mean")
        return {};
    const auto data = chosen.data ? chosen.data : openData(options.picture.data, model.recipe, {}, console);
    std::vector<float> mean = engine::meanPicture(data->train);
    if (mean.size() != chosen.input.size())
        throw engine::ShapeError("--baseline mean: the data's pictures are %1, and the network %2 reads %3",
                                 data->train.sampleShape.text(), model.recipe.name, model.network->inputShape().text());
    return mean;
}

/// What is explained, and how; for other weights too.
struct Task
{
    ChosenPicture chosen;
    engine::AskedLogit asked;
    engine::AttributionRequest request;

    std::vector<engine::StrokeBlame> byStroke(const engine::Model& model) const
    {
        return engine::strokeOcclusion(model, chosen.strokes, asked);
    }
    engine::Attribution attribution(const engine::Model& model) const
    {
        return request.method == byStrokes ? engine::strokeMap(model, chosen.strokes, asked, byStroke(model))
                                           : engine::attribute(model, chosen.input, asked, request);
    }
};

Explanation explained(const ExplainOptions& options, const engine::Model& model, const Console& console)
{
    engine::requireExplainable(model); // before data are read
    Task task{.chosen = choosePicture(options.picture, model, console), .asked = {}, .request = {}};
    const std::vector<float>& input = task.chosen.input;
    if (options.method == byStrokes && task.chosen.strokes.empty())
        throw engine::Error(
            "--method strokes needs strokes, which a picture does not have: give it --strokes FILE.jsonl");
    Explanation explanation{.prediction = engine::namedClass(model, input)};
    task.asked = {std::size_t(options.askedClass.value_or(explanation.prediction)), options.against};
    task.request = {options.method, baselineOf(options, model, task.chosen, console), options.steps};
    explanation.asked = task.asked;
    if (options.method == byStrokes) {
        explanation.byStroke = task.byStroke(model);
        explanation.attribution = engine::strokeMap(model, task.chosen.strokes, task.asked, explanation.byStroke);
    } else {
        explanation.attribution = task.attribution(model);
    }
    if (!options.isGraded)
        return explanation;
    explanation.grades = engine::gradeMap(model, input, task.asked, explanation.attribution.map,
                                          [&](const engine::Model& other) { return task.attribution(other).map; });
    explanation.isGraded = !explanation.grades.deletion.empty();
    return explanation;
}

Json orNull(const std::optional<double>& number)
{
    return number ? Json(*number) : Json();
}

Json toJson(const ExplainOptions& options, const Explanation& explanation)
{
    const engine::Attribution& attribution = explanation.attribution;
    const engine::MapGrades& grades = explanation.grades;
    const auto area = [&](const engine::DeletionCurve& curve) {
        return explanation.isGraded ? Json(engine::areaUnder(curve)) : Json();
    };
    Json map = Json::array();
    for (const float value : attribution.map)
        map.push_back(shortest(value));
    Json object{{"method", options.method},
                {"class", explanation.asked.ofClass},
                {"prediction", explanation.prediction},
                {"logit", attribution.logit},
                {"baseline_logit", orNull(attribution.baselineLogit)},
                {"map", map},
                {"sum", attribution.sum()},
                {"completeness_error", orNull(attribution.completenessError())},
                {"deletion_auc", area(grades.deletion)},
                {"random_deletion_auc", area(grades.randomDeletion)},
                {"brightness_deletion_auc", area(grades.brightnessDeletion)},
                {"randomised_rank_correlation", orNull(grades.randomisedRankCorrelation)}};
    for (const engine::StrokeBlame& stroke : explanation.byStroke)
        object["by_stroke"].push_back({{"held", stroke.held}, {"recentred", stroke.recentred}});
    return object;
}

void print(const ExplainOptions& options, const Explanation& explanation, const engine::Model& model, std::ostream& out)
{
    const engine::Attribution& attribution = explanation.attribution;
    const auto line = [&out](const char* what, const std::string& value) { out << left(what, 20) << value << '\n'; };
    const auto nameOf = [&](std::size_t index) { return engine::className(model.classes, index); };
    const auto& against = explanation.asked.against;
    line("method", options.method);
    line("prediction", nameOf(explanation.prediction));
    line("asked", "why " + nameOf(explanation.asked.ofClass) + (against ? " and not " + nameOf(*against) : "") + '?');
    line(against ? "logits' difference" : "logit", fixed(attribution.logit, 4));
    if (attribution.baselineLogit)
        line("of the baseline", fixed(*attribution.baselineLogit, 4));
    line("sum of the map", fixed(attribution.sum(), 4));
    if (const auto error = attribution.completenessError())
        line("completeness error", fixed(100 * *error, 2) + " %");
    const auto [least, most] = std::ranges::minmax(attribution.map);
    line("map", fixed(double(least), 4) + " to " + fixed(double(most), 4)
             + (options.out ? ", drawn in " + *options.out : "; --out MAP.png draws it, --json lists it"));
    for (std::size_t i = 0; i < explanation.byStroke.size(); ++i)
        line(("without stroke " + std::to_string(i + 1)).c_str(),
             "the logit loses " + fixed(explanation.byStroke[i].held, 4) + "; "
                 + fixed(explanation.byStroke[i].recentred, 4) + " where what is left is centred anew");
    if (!explanation.isGraded)
        return;
    const engine::MapGrades& grades = explanation.grades;
    line("deletion curve", fixed(engine::areaUnder(grades.deletion), 4) + " on average, lower is better; random order "
             + fixed(engine::areaUnder(grades.randomDeletion), 4) + ", brightest first "
             + fixed(engine::areaUnder(grades.brightnessDeletion), 4));
    if (const auto correlation = grades.randomisedRankCorrelation)
        line("rank correlation", fixed(*correlation, 3) + " with the map of the network initialised anew"
                 + (grades.dependsOnNetwork() ? "" : ": it does not depend on the network, do not trust it"));
}

int explain(const ExplainOptions& options, const Console& console)
{
    requireMeaning(options);
    if (options.out)
        requireWritable(*options.out);
    const engine::Model model = openNetwork(options.file);
    const Explanation explanation = explained(options, model, console);
    if (options.out)
        writeMapPicture(*options.out, explanation.attribution.map, model.network->inputShape()[2]);
    if (options.json)
        writeLine(console.out, toJson(options, explanation));
    else
        print(options, explanation, model, console.out);
    return 0;
}

} // namespace

void addExplain(Commands& commands)
{
    Command command = commands.line.subcommand("explain", "Show which pixels make a network say what it says");
    const auto options = std::make_shared<ExplainOptions>();
    addModelFile(command, options->file);
    addPictureOptions(command, options->picture);
    command.option("--method", &options->method, "How the map is made")
        .valueName("NAME")
        .required()
        .oneOf({"gradient", "gradient_x_input", "integrated_gradients", "smoothgrad", "occlusion", "grad_cam",
                "lrp_epsilon", byStrokes});
    command.option("--class", &options->askedClass, "Why this class? Its prediction when not given")
        .valueName("K")
        .countFrom(0);
    command.option("--against", &options->against, "… and why not that one: the difference of their logits")
        .valueName("J")
        .countFrom(0);
    command
        .option("--baseline", &options->baseline,
                "What integrated_gradients compares with: black (paper, the default), white, the picture blurred, or "
                "the mean of the data's pictures")
        .valueName("NAME")
        .oneOf({"black", "white", "blurred", "mean"});
    command
        .option("--steps", &options->steps,
                "Passes of integrated_gradients (as many as it takes, 64 to 512, when not given) or smoothgrad (32)")
        .valueName("N")
        .between(std::uint64_t(1), std::uint64_t(100'000));
    command.flag("--grade", options->isGraded,
                 "Grade the map: its deletion curve, and whether it depends on the network at all");
    command.option("--out", &options->out, "Draw the map: red speaks for the class, blue against it")
        .valueName("MAP.png");
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return explain(*options, console); });
}

} // namespace cli
