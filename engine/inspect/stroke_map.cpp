#include "engine/inspect/stroke_map.h"

#include "engine/data/data_loader.h"
#include "engine/imaging/picture_of.h"
#include "engine/inspect/logit_function.h"

namespace engine {
namespace {

/// The picture of some strokes in the frame of all, [0, 1].
std::vector<float> inputOf(std::span<const Stroke> some, const DrawingStyle& style, std::span<const Stroke> all)
{
    std::vector<float> input(style.rows * style.columns);
    if (const auto picture = pictureOfStrokes(some, style, all))
        scale(*picture, input);
    return input;
}

} // namespace

Attribution strokeMap(const Model& model, std::span<const Stroke> strokes, const AskedLogit& asked,
                      std::span<const StrokeBlame> blame)
{
    if (blame.empty())
        return {};
    const DrawingStyle& style = model.input.drawing;
    const std::vector<Stroke> upright = transformed(strokes, model.input.writer);
    const std::vector<float> whole = inputOf(upright, style, upright);
    Attribution attribution{.map = std::vector<float>(whole.size()),
                            .logit = LogitFunction(model, asked, 1).valueAt(whole)};
    for (std::size_t i = 0; i < upright.size(); ++i) {
        std::vector<Stroke> others = upright;
        others.erase(others.begin() + std::ptrdiff_t(i));
        const std::vector<float> without = inputOf(others, style, upright);
        std::vector<std::size_t> own;
        for (std::size_t pixel = 0; pixel < whole.size(); ++pixel)
            if (without[pixel] != whole[pixel])
                own.push_back(pixel);
        for (const std::size_t pixel : own)
            attribution.map[pixel] += float(blame[i].held / double(own.size()));
    }
    return attribution;
}

} // namespace engine
