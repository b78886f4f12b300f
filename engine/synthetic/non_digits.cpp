#include "engine/synthetic/non_digits.h"

#include "engine/drawing/mnist_recipe.h"
#include "engine/synthetic/curve.h"
#include "engine/synthetic/handwriting_variation.h"
#include "engine/synthetic/non_digit_templates.h"
#include "engine/synthetic/scribbles.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

/// One sequence for the shape, one for its pen; apart from those of synthetic digits.
enum class Use : std::uint64_t { Shape = 0x6e6f6e6469676974, Pen };

Random randomFor(Use use, std::uint64_t seed, std::uint64_t index, NonDigitFamily family)
{
    return Random(Purpose::Synthesis, {seed, std::uint64_t(use), index, std::uint64_t(family)});
}

/// In hundredths. Letters are what people try first.
constexpr std::uint64_t shareOf(NonDigitKind kind)
{
    switch (kind) {
    case NonDigitKind::Letter: return 34;
    case NonDigitKind::Symbol: return 17;
    case NonDigitKind::Hangul: return 12;
    case NonDigitKind::Scribble: return 15;
    case NonDigitKind::Dots: return 4;
    case NonDigitKind::CrossedOut: return 6;
    case NonDigitKind::SeveralDigits: return 7;
    case NonDigitKind::Lines: return 5;
    }
    return 0;
}

NonDigitKind chosenKind(Random& random)
{
    std::uint64_t left = random.below(100);
    for (const NonDigitKind kind : nonDigitKinds) {
        if (left < shareOf(kind))
            return kind;
        left -= shareOf(kind);
    }
    return nonDigitKinds.back();
}

/// How one writer varies all strokes of a sign.
class Variation
{
public:
    explicit Variation(Random& random)
    {
        const float turn = normalWithin(random, 0, 0.1f, -0.25f, 0.25f);
        const float slant = normalWithin(random, 0.1f, 0.18f, -0.4f, 0.6f);
        const float stretch = std::exp(normalWithin(random, 0, 0.2f, -0.5f, 0.5f)); // width over height
        m_carelessness = random.uniform(1, 4.5f);
        const float c = std::cos(turn), s = std::sin(turn);
        m_xx = c * stretch;
        m_xy = -c * slant - s;
        m_yx = s * stretch;
        m_yy = c - s * slant;
    }

    /// The stroke misses its place a little, and so does every point of it; a corner, given twice, misses it once.
    Stroke jittered(const Stroke& stroke, Random& random) const
    {
        const auto missed = [&](const PenPoint& point, float deviation) {
            const float x = point.x + deviation * random.normal();
            return PenPoint{x, point.y + deviation * random.normal()};
        };
        const PenPoint offset = missed({}, 0.7f * m_carelessness);
        Stroke moved;
        for (std::size_t i = 0; i < stroke.size(); ++i)
            moved.push_back(i > 0 && stroke[i] == stroke[i - 1]
                                ? moved.back()
                                : missed({stroke[i].x + offset.x, stroke[i].y + offset.y}, m_carelessness));
        return moved;
    }

    void warp(Stroke& stroke) const
    {
        for (PenPoint& point : stroke)
            point = {m_xx * point.x + m_xy * point.y, m_yx * point.x + m_yy * point.y};
    }

private:
    float m_xx = 1, m_xy = 0, m_yx = 0, m_yy = 1;
    float m_carelessness = 0;
};

std::vector<Stroke> written(NonDigitKind kind, NonDigitFamily family, Random& random)
{
    const auto templates = nonDigitTemplates(kind, family);
    const NonDigitTemplate& ideal = *templates[random.below(templates.size())];
    const Variation variation(random);
    std::vector<Stroke> strokes;
    for (const Stroke& points : ideal.strokes) {
        strokes.push_back(curveThrough(variation.jittered(points, random)));
        variation.warp(strokes.back());
    }
    return strokes;
}

std::vector<Stroke> drawn(NonDigitKind kind, NonDigitFamily family, Random& random)
{
    switch (kind) {
    case NonDigitKind::Scribble: return scribble(random, family);
    case NonDigitKind::Dots: return dots(random, family);
    case NonDigitKind::CrossedOut: return crossedOutDigit(random, family);
    case NonDigitKind::SeveralDigits: return severalDigits(random, family);
    case NonDigitKind::Lines: return lines(random, family);
    default: return written(kind, family, random);
    }
}

} // namespace

std::string_view nameOf(NonDigitKind kind)
{
    switch (kind) {
    case NonDigitKind::Letter: return "letters";
    case NonDigitKind::Symbol: return "symbols";
    case NonDigitKind::Hangul: return "hangul";
    case NonDigitKind::Scribble: return "scribbles";
    case NonDigitKind::Dots: return "dots and dashes";
    case NonDigitKind::CrossedOut: return "crossed-out digits";
    case NonDigitKind::SeveralDigits: return "several digits";
    case NonDigitKind::Lines: return "lines";
    }
    return {};
}

NonDigit nonDigit(std::uint64_t seed, std::uint64_t index, NonDigitFamily family)
{
    Random random = randomFor(Use::Shape, seed, index, family);
    const NonDigitKind kind = chosenKind(random);
    return {kind, drawn(kind, family, random)};
}

std::vector<Stroke> nonDigitStrokes(std::uint64_t seed, std::uint64_t index, NonDigitFamily family)
{
    return nonDigit(seed, index, family).strokes;
}

Dataset nonDigits(std::size_t count, std::uint64_t seed, NonDigitFamily family)
{
    Dataset drawings;
    drawings.labels.assign(count, noClass);
    drawings.pixels.reserve(count * drawings.sampleShape.elements());
    for (std::size_t i = 0; i < count; ++i) {
        // As wide as the pens of MNIST, see syntheticDigits().
        Random random = randomFor(Use::Pen, seed, i, family);
        const float pen = std::exp(normalWithin(random, std::log(2.5f), 0.26f, std::log(1.7f), std::log(4.0f)));
        const DigitImage image = *digitFromStrokes(nonDigitStrokes(seed, i, family), double(pen));
        drawings.pixels.insert(drawings.pixels.end(), image.begin(), image.end());
    }
    return drawings;
}

} // namespace engine
