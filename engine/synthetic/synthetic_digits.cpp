#include "engine/synthetic/synthetic_digits.h"

#include "engine/synthetic/curve.h"
#include "engine/synthetic/digit_templates.h"
#include "engine/synthetic/handwriting_variation.h"
#include "engine/synthetic/pen_motion.h"
#include "engine/synthetic/pen_tip.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace engine {
namespace {

constexpr std::uint64_t trainSeed = 1;
constexpr std::uint64_t testSeed = 2;

// One sequence for the shape of a digit, one for its pen, one for the order of the labels.
enum class Use : std::uint64_t
{
    Shape,
    Pen,
    Labels
};

Random randomFor(Use use, std::uint64_t seed, std::uint64_t index, int label)
{
    return Random(Purpose::Synthesis, {seed, std::uint64_t(use), index, std::uint64_t(label)});
}

const DigitStyle& chosenStyle(int label, Random& random)
{
    const auto styles = stylesOf(label);
    float total = 0;
    for (const DigitStyle& candidate : styles)
        total += candidate.weight;
    float left = random.uniform(0, total);
    for (const DigitStyle& candidate : styles) {
        left -= candidate.weight;
        if (left < 0)
            return candidate;
    }
    return styles.back();
}

/// How much each drawing of the style counts. Mostly one or two of them stand out: squares of exponential numbers. All is
/// then taken a little further from the middle than the drawings go.
std::vector<float> mixture(std::size_t drawings, Random& random)
{
    constexpr float beyond = 1.2f;
    std::vector<float> shares(drawings);
    float sum = 0;
    for (float& share : shares) {
        const float exponential = -std::log(1 - random.uniform());
        share = exponential * exponential;
        sum += share;
    }
    const float even = 1 / float(drawings);
    for (float& share : shares)
        share = even + beyond * (share / sum - even);
    return shares;
}

Drawing mixed(const DigitStyle& style, Random& random)
{
    const std::vector<float> shares = mixture(style.drawings.size(), random);
    Drawing drawing = style.drawings.front();
    for (std::size_t stroke = 0; stroke < drawing.size(); ++stroke) {
        for (std::size_t i = 0; i < drawing[stroke].size(); ++i) {
            PenPoint point;
            for (std::size_t k = 0; k < shares.size(); ++k) {
                point.x += shares[k] * style.drawings[k][stroke][i].x;
                point.y += shares[k] * style.drawings[k][stroke][i].y;
            }
            drawing[stroke][i] = point;
        }
    }
    return drawing;
}

/// Every point misses its place a little, neighbours in much the same direction; a corner, given twice, misses it once.
Stroke misplaced(const Stroke& stroke, float deviation, Random& random)
{
    Stroke moved;
    moved.reserve(stroke.size());
    PenPoint offset{random.normal(), random.normal()};
    for (std::size_t i = 0; i < stroke.size(); ++i) {
        if (i > 0 && stroke[i] == stroke[i - 1]) {
            moved.push_back(moved.back());
            continue;
        }
        offset = {0.5f * offset.x + 0.866f * random.normal(), 0.5f * offset.y + 0.866f * random.normal()};
        moved.push_back({stroke[i].x + deviation * offset.x, stroke[i].y + deviation * offset.y});
    }
    return moved;
}

/// The pen comes down for each stroke a little beside where it should.
void shift(Stroke& stroke, float deviation, Random& random)
{
    const float x = deviation * random.normal(), y = deviation * random.normal();
    for (PenPoint& point : stroke)
        point = {point.x + x, point.y + y};
}

/// Labels in turn, shuffled, so that a set of 10·n digits has n of each.
std::vector<std::uint8_t> shuffledLabels(std::size_t count, std::uint64_t seed)
{
    std::vector<std::uint8_t> labels(count);
    for (std::size_t i = 0; i < count; ++i)
        labels[i] = std::uint8_t(i % 10);
    Random random = randomFor(Use::Labels, seed, 0, 0);
    shuffle(std::span(labels), random);
    return labels;
}

} // namespace

std::vector<Stroke> syntheticStrokes(int label, std::uint64_t seed, std::uint64_t index)
{
    Random random = randomFor(Use::Shape, seed, index, label);
    const Drawing drawing = mixed(chosenStyle(label, random), random);
    const float carelessness = random.uniform(0.5f, 4.2f);
    const PenMotion pen(random);
    const HandwritingVariation variation(random);

    std::vector<Stroke> strokes;
    for (const Stroke& points : drawing) {
        strokes.push_back(curveThrough(misplaced(points, carelessness, random)));
        shift(strokes.back(), drawing.size() > 1 ? carelessness : 0, random);
    }
    pen.joinStrokes(strokes, random);
    for (Stroke& stroke : strokes) {
        stroke = pen.follow(stroke, random);
        std::ranges::transform(stroke, stroke.begin(), variation);
        pen.tremble(stroke, random);
    }
    return strokes;
}

DigitImage syntheticDigit(int label, std::uint64_t seed, std::uint64_t index)
{
    Random random = randomFor(Use::Pen, seed, index, label);
    const PenTip penTip(random);
    return *penTip.draw(syntheticStrokes(label, seed, index), random);
}

Dataset syntheticDigits(std::size_t count, std::uint64_t seed)
{
    Dataset digits;
    digits.labels = shuffledLabels(count, seed);
    const std::size_t elements = digits.sampleShape.elements();
    digits.pixels.resize(count * elements);
    const auto drawSome = [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const DigitImage image = syntheticDigit(digits.labels[i], seed, i);
            std::ranges::copy(image, digits.pixels.begin() + std::ptrdiff_t(i * elements));
        }
    };

    // Every digit has a sequence of its own, so it does not matter who draws it.
    constexpr std::size_t worthAThread = 2'000;
    const std::size_t threads
        = std::clamp<std::size_t>(count / worthAThread, 1, std::max(1u, std::thread::hardware_concurrency()));
    std::vector<std::jthread> others;
    for (std::size_t k = 1; k < threads; ++k)
        others.emplace_back(drawSome, count * k / threads, count * (k + 1) / threads);
    drawSome(0, count / threads);
    others.clear(); // joins
    return digits;
}

DataSplits syntheticSplits()
{
    return {.name = "synthetic digits",
            .train = syntheticDigits(60'000, trainSeed),
            .test = syntheticDigits(10'000, testSeed)};
}

} // namespace engine
