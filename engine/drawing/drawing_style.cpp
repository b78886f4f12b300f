#include "engine/drawing/drawing_style.h"

#include "engine/drawing/mnist_recipe.h"
#include "engine/drawing/pen_width.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace engine {
namespace {

constexpr std::size_t looked = 1000; ///< pictures, evenly spread
constexpr float background = 32; ///< up to here: of 255
constexpr double enoughOfMnist = 0.95; ///< share of pictures that follow its recipe
/// Share of its box that a thing covers. Half of MNIST's digits cover less than a third, of Fashion-MNIST's things more
/// than two.
constexpr double solid = 0.45;
constexpr double thinnestPen = 0.8;

struct Look
{
    double side = 0; ///< of the ink's box, the longer
    double pen = 0;
    double cover = 0; ///< of its box
    double level = 0; ///< the median of its ink
    double massOff = 0; ///< squared distance of its centre of mass from the middle
    double boxOff = 0; ///< of its box's
    bool followsMnist = false;
};

double squared(double x)
{
    return x * x;
}

/// A tight box and where it lies.
struct Box
{
    std::size_t left, right, top, bottom; ///< right and bottom are beyond it
};

Box boxOf(std::span<const std::uint8_t> picture, std::size_t columns, float above)
{
    Box box{columns, 0, picture.size() / columns, 0};
    for (std::size_t i = 0; i < picture.size(); ++i) {
        if (float(picture[i]) <= above)
            continue;
        box = {std::min(box.left, i % columns), std::max(box.right, i % columns + 1), std::min(box.top, i / columns),
               std::max(box.bottom, i / columns + 1)};
    }
    return box;
}

bool followsMnist(std::span<const std::uint8_t> picture, double massX, double massY)
{
    const Box box = boxOf(picture, digitSide, 0);
    const std::size_t side = std::max(box.right - box.left, box.bottom - box.top);
    const auto isCentred = [](double centre) { return centre > 14 && centre <= 15; };
    return (side == digitBoxSide || side == digitBoxSide - 1) && isCentred(massX) && isCentred(massY);
}

/// picture: with something brighter than the background.
Look lookAt(std::span<const std::uint8_t> picture, std::size_t rows, std::size_t columns)
{
    const Box box = boxOf(picture, columns, background);
    InkPlane ink{box.right - box.left, box.bottom - box.top, {}};
    std::vector<float> levels;
    double mass = 0, x = 0, y = 0;
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column) {
            const float value = float(picture[row * columns + column]);
            mass += double(value);
            x += double(value) * (double(column) + 0.5);
            y += double(value) * (double(row) + 0.5);
            if (row >= box.top && row < box.bottom && column >= box.left && column < box.right)
                ink.values.push_back(value);
            if (value > background)
                levels.push_back(value);
        }
    const auto middle = levels.begin() + std::ptrdiff_t(levels.size() / 2);
    std::ranges::nth_element(levels, middle);
    const double centreX = double(columns) / 2, centreY = double(rows) / 2;
    return {.side = double(std::max(ink.width, ink.height)),
            .pen = penWidthOf(ink),
            .cover = double(levels.size()) / double(ink.values.size()),
            .level = double(*middle),
            // MNIST's middle lies half a pixel beyond the frame's, so both are allowed for.
            .massOff = squared(x / mass - centreX) + squared(y / mass - centreY),
            .boxOff = squared(double(box.left + box.right) / 2 - centreX) + squared(double(box.top + box.bottom) / 2 - centreY),
            .followsMnist = rows == digitSide && columns == digitSide && followsMnist(picture, x / mass, y / mass)};
}

double median(std::vector<Look>& looks, double Look::*part)
{
    const auto middle = looks.begin() + std::ptrdiff_t(looks.size() / 2);
    std::ranges::nth_element(looks, middle, {}, part);
    return (*middle).*part;
}

} // namespace

DrawingStyle drawingStyleFor(std::size_t rows, std::size_t columns)
{
    DrawingStyle style{.isMnist = rows == digitSide && columns == digitSide, .rows = rows, .columns = columns};
    const double share = double(std::min(rows, columns)) / double(digitSide);
    style.boxSide = std::max(1.0, double(digitBoxSide) * share);
    style.penWidth = std::clamp(mnistPenWidth * share, std::min(thinnestPen, style.boxSide / 2), style.boxSide / 2);
    return style;
}

DrawingStyle drawingStyleOf(std::span<const std::uint8_t> pictures, std::size_t rows, std::size_t columns)
{
    const std::size_t pixels = rows * columns;
    const std::size_t count = pictures.size() / pixels;
    const std::size_t step = std::max<std::size_t>(1, count / looked);
    std::vector<Look> looks;
    for (std::size_t i = 0; i < count; i += step) {
        const auto picture = pictures.subspan(i * pixels, pixels);
        if (float(std::ranges::max(picture)) > background)
            looks.push_back(lookAt(picture, rows, columns));
    }
    DrawingStyle style = drawingStyleFor(rows, columns);
    if (looks.empty())
        return style;
    style.isMnist = double(std::ranges::count_if(looks, &Look::followsMnist)) >= enoughOfMnist * double(looks.size());
    if (style.isMnist)
        return style;
    style.isByMass = median(looks, &Look::massOff) < median(looks, &Look::boxOff);
    style.boxSide = std::clamp(median(looks, &Look::side), 1.0, double(std::max(rows, columns)));
    style.isSolid = median(looks, &Look::cover) > solid;
    if (style.isSolid)
        style.level = median(looks, &Look::level);
    else
        style.penWidth = std::clamp(median(looks, &Look::pen), std::min(thinnestPen, style.boxSide / 2), style.boxSide / 2);
    return style;
}

} // namespace engine
