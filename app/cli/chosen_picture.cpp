#include "app/cli/chosen_picture.h"

#include "app/cli/data_option.h"
#include "app/cli/stroke_line.h"

#include "app/session/picture_file.h"

#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "engine/imaging/picture_of.h"

#include <QString>

namespace cli {
namespace {

void take(ChosenPicture& chosen, std::span<const std::uint8_t> pixels, const engine::Model& model)
{
    const engine::Shape& shape = model.network->inputShape();
    if (pixels.size() != shape.elements())
        throw engine::ShapeError("the picture has %1 pixels, and the network %2 reads %3", pixels.size(),
                                 model.recipe.name, shape.text());
    chosen.input.resize(pixels.size());
    engine::scale(pixels, chosen.input);
}

void takeSample(ChosenPicture& chosen, const PictureOptions& options, const engine::Model& model,
                const Console& console)
{
    chosen.data = openData(options.data, model.recipe, {}, console, model.input.writer);
    const engine::Dataset& samples = options.split == "train" ? chosen.data->train : chosen.data->test;
    if (*options.index >= samples.size())
        throw engine::Error("--index %1: the %2 part of the data has %3 samples, counted from 0", *options.index,
                            options.split, samples.size());
    take(chosen, samples.sample(std::size_t(*options.index)), model);
}

} // namespace

void addPictureOptions(Command command, PictureOptions& options)
{
    command.option("IMAGE", &options.image, "PNG or JPEG of one digit, dark on light or light on dark");
    command.option("--strokes", &options.strokes, "A file of drawings, one a line: {\"strokes\": [[[x, y], …], …]}")
        .valueName("FILE.jsonl");
    command.option("--line", &options.line, "Which line of it, 1 being the first and the default")
        .valueName("N")
        .countFrom(1);
    addData(command, options.data);
    command.option("--split", &options.split, "Which half of the data: train or test (the default)")
        .valueName("NAME")
        .oneOf({"train", "test"});
    command.option("--index", &options.index, "Which sample of the data, counted from 0").valueName("I").countFrom(0);
}

void requireOnePicture(const PictureOptions& options)
{
    const int named
        = int(options.image.has_value()) + int(options.strokes.has_value()) + int(options.index.has_value());
    if (named == 0 && options.data)
        throw UsageError("--data needs --index I, which says which of its samples is meant");
    if (named != 1)
        throw UsageError("expected one picture: IMAGE, --strokes FILE.jsonl --line N, or --data WHERE --index I");
}

ChosenPicture choosePicture(const PictureOptions& options, const engine::Model& model, const Console& console)
{
    ChosenPicture chosen;
    if (options.index) {
        takeSample(chosen, options, model, console);
        return chosen;
    }
    std::optional<engine::Picture> picture;
    if (options.strokes) {
        chosen.strokes = strokeLine(*options.strokes, options.line).strokes;
        picture
            = engine::pictureOfStrokes(engine::transformed(chosen.strokes, model.input.writer), model.input.drawing);
    } else {
        picture = engine::pictureOfImage(readPicture(QString::fromStdString(*options.image)), model.input.drawing);
    }
    if (!picture)
        throw engine::Error("%1 shows no ink", options.image ? *options.image : *options.strokes);
    take(chosen, *picture, model);
    return chosen;
}

} // namespace cli
