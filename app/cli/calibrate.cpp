#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/drawings.h"
#include "app/cli/joint_evaluation.h"
#include "app/cli/output_file.h"
#include "app/cli/text.h"

#include "app/session/builtin_models.h"
#include "app/session/data_location.h"

#include "engine/errors.h"
#include "engine/inspect/calibration_fit.h"
#include "engine/inspect/ensemble.h"
#include "engine/io/ensemble_file.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

namespace cli {
namespace {

struct CalibrateOptions
{
    std::string file;
    std::optional<std::string> data;
    std::optional<std::string> strokes;
    std::string split = "test";
    // Writers that it was not found on are rejected more often: half of the 1 % that may be.
    double rejected = 0.005;
    std::optional<std::string> like;
    std::optional<std::string> out;
    std::size_t threads = 0;
    bool json = false;
};

struct HeldOut
{
    std::string name;
    engine::Dataset samples;
};

HeldOut fromStrokes(const std::string& file, const std::vector<engine::SavedModel>& members, const Console& console)
{
    HeldOut heldOut{std::filesystem::path(file).filename().string(), {}};
    for (const Drawing& drawing : drawingsFromStrokes(file, members.front().input.drawing, engine::writerTransformOf(members), false, console).drawings) {
        if (!drawing.image || !drawing.isLabelled)
            continue;
        heldOut.samples.pixels.insert(heldOut.samples.pixels.end(), drawing.image->begin(), drawing.image->end());
        heldOut.samples.labels.push_back(drawing.label ? std::uint8_t(*drawing.label) : engine::noClass);
    }
    return heldOut;
}

HeldOut heldOutOf(const CalibrateOptions& options, const std::vector<engine::SavedModel>& members, const Console& console)
{
    if (options.strokes)
        return fromStrokes(*options.strokes, members, console);
    const auto splits = openData(options.data, members.front().recipe, {}, console, engine::writerTransformOf(members));
    return {describe(*splits), options.split == "train" ? splits->train : splits->test};
}

void requireDigits(const HeldOut& heldOut)
{
    const auto isDigit = [](std::uint8_t label) { return label != engine::noClass; };
    if (std::ranges::none_of(heldOut.samples.labels, isDigit))
        throw engine::FileError("%1 holds no labelled digit to calibrate on", heldOut.name);
}

std::vector<std::vector<float>> untempered(const std::vector<engine::SavedModel>& members, const HeldOut& heldOut,
                                           std::size_t threads)
{
    std::vector<std::vector<float>> said;
    for (const engine::SavedModel& member : members) {
        if (member.recipe.target != engine::Target::Label)
            throw engine::ShapeError("%1 names no class, so there is nothing to calibrate", member.recipe.name);
        said.push_back(
            engine::predictDataset(member.recipe, member.checkpoint.parameters, heldOut.samples, threads).probabilities);
    }
    return said;
}

Doubt doubtWith(const std::vector<engine::SavedModel>& members, std::vector<std::vector<float>> said, const HeldOut& heldOut)
{
    const std::size_t width = said.front().size() / heldOut.samples.size();
    for (std::size_t i = 0; i < said.size(); ++i)
        engine::temper(said[i], width, members[i].calibration.temperature);
    const auto joint = engine::meanProbabilities(std::vector<std::span<const float>>(said.begin(), said.end()));
    return doubtOf(joint, heldOut.samples.labels, thresholdOf(members));
}

void save(const std::vector<engine::SavedModel>& members, const std::string& file)
{
    if (members.size() == 1)
        engine::saveModel(members.front(), file);
    else
        engine::saveEnsemble(members, file);
}

/// What was found on digits that a sister had not learnt, for a network that has learnt them all.
int takeOver(const CalibrateOptions& options, const std::string& out, const Console& console)
{
    std::vector<engine::SavedModel> members = openModels(options.file);
    const std::vector<engine::SavedModel> sisters = openModels(*options.like);
    if (sisters.size() != members.size())
        throw engine::FileError("%1 holds %2 networks, expected %3 as in %4",
                                *options.like, sisters.size(), members.size(), options.file);
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!sisters[i].calibration.isFound())
            throw engine::FileError("%1 is not calibrated itself", *options.like);
        members[i].calibration = sisters[i].calibration;
    }
    save(members, out);
    console.err << "saved: " << out << ", calibrated as " << *options.like << std::endl;
    return 0;
}

int calibrate(const CalibrateOptions& options, const Console& console)
{
    if (int(options.data.has_value()) + int(options.strokes.has_value()) + int(options.like.has_value()) > 1)
        throw UsageError("calibrate takes either --data WHERE, --strokes FILE.jsonl or --like FILE");
    const std::string out = options.out.value_or(options.file);
    if (!options.out && options.file.starts_with("builtin"))
        throw UsageError(options.file + " cannot be written to, say --out FILE");
    requireWritable(out);
    if (options.like)
        return takeOver(options, out, console);
    std::vector<engine::SavedModel> members = openModels(options.file);
    const HeldOut heldOut = heldOutOf(options, members, console);
    requireDigits(heldOut);
    const auto said = untempered(members, heldOut, options.threads);
    const Doubt before = doubtWith(members, said, heldOut);
    const auto found = engine::calibrated(said, heldOut.samples.labels, said.front().size() / heldOut.samples.size(),
                                          options.rejected, heldOut.name);
    for (std::size_t i = 0; i < members.size(); ++i)
        members[i].calibration = found[i];
    const Doubt after = doubtWith(members, said, heldOut);
    save(members, out);

    if (options.json) {
        Json temperatures = Json::array();
        for (const engine::Calibration& calibration : found)
            temperatures.push_back(calibration.temperature);
        Json line{{"samples", found.front().samples},
                  {"temperature", members.size() == 1 ? temperatures.front() : temperatures},
                  {"threshold", found.front().threshold},
                  {"ece_before", before.calibrationError}};
        addDoubt(line, after);
        writeLine(console.out, line);
    } else {
        console.out << grouped(found.front().samples) << " digits\ntemperature ";
        for (const engine::Calibration& calibration : found)
            console.out << ' ' << fixed(calibration.temperature, 3);
        console.out << "\nece          " << fixed(after.calibrationError, 4) << ", it was " << fixed(before.calibrationError, 4)
                    << "\nthreshold    " << fixed(found.front().threshold, 3) << ", which rejects "
                    << fixed(100 * found.front().rejected, 2) << " % of them\n";
    }
    console.err << "saved: " << out << std::endl;
    return 0;
}

} // namespace

void addCalibrate(Commands& commands)
{
    Command command = commands.line.subcommand(
        "calibrate",
        "Make a model's probabilities honest, and find from where on a drawing is no digit, on digits that it has not learnt");
    const auto options = std::make_shared<CalibrateOptions>();
    addModelFile(command, options->file);
    addData(command, options->data);
    command.option("--strokes", &options->strokes, "Labelled drawings, one a line, instead of a data set")
        .valueName("FILE.jsonl");
    command.option("--like", &options->like,
                        "Take over the calibration of a model that was trained alike on fewer digits, so that some were left "
                        "to calibrate it")
        .valueName("FILE");
    command.option("--split", &options->split, "Which half of the data: train or test (the default)")
        .valueName("NAME")
        .oneOf({"train", "test"});
    command.option("--refuse", &options->rejected, "The share of these digits that may be taken for none; 0.005 when not given")
        .valueName("SHARE")
        .between(0.0, 0.5);
    command.option("--out", &options->out, "Where the calibrated model goes; over the old one when not given")
        .valueName("FILE");
    addThreads(command, options->threads);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return calibrate(*options, console); });
}

} // namespace cli
