#include "engine/drawing/stroke_variation.h"

#include "engine/drawing/mnist_recipe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace engine {
namespace {

float normalWithin(Random& random, float deviation, float limit)
{
    return std::clamp(deviation * random.normal(), -limit, limit);
}

/// What is done to all strokes of a drawing alike; lengths are shares of its longer side.
struct Habit
{
    float slant;
    float stretch; ///< width over height
    float turn; ///< radians
    float smoothness; ///< [0, 1] of the way from each point to the mean of its neighbours
    float shake; ///< by which each point misses its place
    std::size_t step; ///< stride at which points are kept

    static constexpr std::array<std::size_t, 4> steps{1, 1, 2, 3}; ///< a slow mouse is asked less often

    explicit Habit(Random& random)
        : slant(normalWithin(random, 0.12f, 0.3f))
        , stretch(std::exp(normalWithin(random, 0.12f, 0.3f)))
        , turn(normalWithin(random, 5, 12) * std::numbers::pi_v<float> / 180)
        , smoothness(random.uniform(0, 1))
        , shake(std::max(0.0f, random.uniform(-0.01f, 0.01f))) // half of them draw steadily
        , step(steps[random.below(steps.size())])
    {
    }
};

/// Both ends stay, whatever the step.
Stroke everyOther(const Stroke& stroke, std::size_t step)
{
    Stroke kept;
    for (std::size_t i = 0; i < stroke.size(); ++i)
        if (i % step == 0 || i + 1 == stroke.size())
            kept.push_back(stroke[i]);
    return kept;
}

Stroke smoothed(const Stroke& stroke, float share)
{
    Stroke result = stroke;
    for (std::size_t i = 1; i + 1 < stroke.size(); ++i) {
        const PenPoint &a = stroke[i - 1], &b = stroke[i], &c = stroke[i + 1];
        result[i] = {b.x + share * ((a.x + c.x) / 2 - b.x), b.y + share * ((a.y + c.y) / 2 - b.y)};
    }
    return result;
}

} // namespace

std::vector<Stroke> variedStrokes(std::span<const Stroke> strokes, Random& random)
{
    const Habit habit(random);
    std::vector<Stroke> finite(strokes.begin(), strokes.end());
    for (Stroke& stroke : finite)
        std::erase_if(stroke, [](const PenPoint& point) { return !std::isfinite(point.x) || !std::isfinite(point.y); });
    std::erase_if(finite, [](const Stroke& stroke) { return stroke.empty(); });
    const std::optional<Box> bounds = boundsOf(finite);
    if (!bounds)
        return finite;
    const Box& box = *bounds;
    // Halves, for the sum or difference of two floats may be beyond a float.
    const float side = 2 * std::max(box.right / 2 - box.left / 2, box.bottom / 2 - box.top / 2);
    if (!(side > 0) || !std::isfinite(side))
        return finite; // a dot is a dot
    const float centreX = box.left / 2 + box.right / 2, centreY = box.top / 2 + box.bottom / 2;
    const float c = std::cos(habit.turn), s = std::sin(habit.turn);
    for (Stroke& stroke : finite) {
        stroke = smoothed(everyOther(stroke, habit.step), habit.smoothness);
        const float aside = side * normalWithin(random, 0.015f, 0.04f), down = side * normalWithin(random, 0.015f, 0.04f);
        for (PenPoint& point : stroke) {
            const float y = point.y - centreY + down + side * habit.shake * random.normal();
            const float x = habit.stretch * (point.x - centreX + aside + side * habit.shake * random.normal()) - habit.slant * y;
            point = {c * x - s * y, s * x + c * y};
        }
    }
    return finite;
}

double variedPenWidth(Random& random)
{
    return std::clamp(mnistPenWidth * std::exp(0.26 * double(random.normal())), 1.7, 4.0);
}

} // namespace engine
