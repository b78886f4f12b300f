#include "engine/inspect/stroke_occlusion.h"

#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "engine/imaging/picture_of.h"
#include "engine/inspect/logit_function.h"

#include <cstdint>
#include <optional>

namespace engine {

void requireReadsDrawings(const Model& model)
{
    const Shape& input = model.network->inputShape();
    const DrawingStyle& style = model.input.drawing;
    if (input.rank() != 3 || input.elements() != style.rows * style.columns)
        throw ShapeError("the model %1 reads %2, expected grey pictures of %3×%4, which drawings become",
                         model.recipe.name, input.text(), style.rows, style.columns);
}

std::vector<StrokeBlame> strokeOcclusion(const Model& model, std::span<const Stroke> strokes, const AskedLogit& asked,
                                         const std::stop_token& stop)
{
    requireReadsDrawings(model);
    const DrawingStyle& style = model.input.drawing;
    const std::vector<Stroke> upright = transformed(strokes, model.input.writer);
    const std::size_t pixels = style.rows * style.columns;
    const Picture empty(pixels);

    // The drawing, and without each stroke: held, then re-centred.
    std::vector<std::uint8_t> pictures;
    const auto add = [&](const std::optional<Picture>& picture) {
        const Picture& seen = picture ? *picture : empty;
        pictures.insert(pictures.end(), seen.begin(), seen.end());
    };
    add(pictureOfStrokes(upright, style));
    for (std::size_t i = 0; i < upright.size(); ++i) {
        std::vector<Stroke> left = upright;
        left.erase(left.begin() + std::ptrdiff_t(i));
        add(pictureOfStrokes(left, style, upright));
        add(pictureOfStrokes(left, style));
    }

    LogitFunction logit(model, asked);
    const std::vector<double> values = logit.values(
        pictures.size() / pixels,
        [&](std::size_t i, std::span<float> input) {
            scale(std::span<const std::uint8_t>(pictures).subspan(i * pixels, pixels), input);
        },
        stop);
    if (values.empty())
        return {};
    std::vector<StrokeBlame> blame;
    for (std::size_t i = 0; i < upright.size(); ++i)
        blame.push_back({.held = values[0] - values[1 + 2 * i], .recentred = values[0] - values[2 + 2 * i]});
    return blame;
}

} // namespace engine
