#include "engine/data/synthetic_digits.h"

#include "engine/data/digit_recipe.h"
#include "engine/data/digit_templates.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace engine {
namespace {

constexpr std::uint64_t trainSeed = 1;
constexpr std::uint64_t testSeed = 2;
constexpr PenPoint centre{50, 50};

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

float normalWithin(Random& random, float mean, float deviation, float low, float high)
{
    return std::clamp(mean + deviation * random.normal(), low, high);
}

const DigitTemplate& chosenTemplate(int label, Random& random)
{
    const auto templates = templatesOf(label);
    float total = 0;
    for (const DigitTemplate& candidate : templates)
        total += candidate.weight;
    float left = random.uniform(0, total);
    for (const DigitTemplate& candidate : templates) {
        left -= candidate.weight;
        if (left < 0)
            return candidate;
    }
    return templates.back();
}

/// Every point of the template misses its place a little; a corner, given twice, misses it once.
Stroke jittered(const Stroke& stroke, float deviation, Random& random)
{
    Stroke moved;
    moved.reserve(stroke.size());
    for (std::size_t i = 0; i < stroke.size(); ++i) {
        if (i > 0 && stroke[i] == stroke[i - 1])
            moved.push_back(moved.back());
        else
            moved.push_back(
                {stroke[i].x + deviation * random.normal(), stroke[i].y + deviation * random.normal()});
    }
    return moved;
}

/// The curve through the points: centripetal Catmull-Rom, which neither loops nor overshoots where points are
/// unevenly spaced (Yuksel, Schaefer and Keyser 2011). A point given twice ends one curve and begins the
/// next.
class Curve
{
public:
    explicit Curve(const Stroke& points)
        : m_points(points)
    {
    }

    Stroke drawn() const
    {
        Stroke path{m_points.front()};
        for (std::size_t i = 0; i + 1 < m_points.size(); ++i) {
            if (m_points[i] == m_points[i + 1])
                continue;
            for (int step = 1; step <= steps; ++step)
                path.push_back(at(i, float(step) / steps));
        }
        return path;
    }

private:
    static constexpr int steps = 5;

    static PenPoint mix(const PenPoint& a, const PenPoint& b, float share)
    {
        return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
    }
    static float knotSpan(const PenPoint& a, const PenPoint& b)
    {
        return std::sqrt(std::hypot(b.x - a.x, b.y - a.y));
    }

    PenPoint at(std::size_t i, float share) const
    {
        const PenPoint& b = m_points[i];
        const PenPoint& c = m_points[i + 1];
        // Beyond an end or a corner the curve goes on straight.
        const bool beginsHere = i == 0 || m_points[i - 1] == b;
        const bool endsHere = i + 2 == m_points.size() || m_points[i + 2] == c;
        const PenPoint a = beginsHere ? mix(c, b, 2) : m_points[i - 1];
        const PenPoint d = endsHere ? mix(b, c, 2) : m_points[i + 2];

        // Barry and Goldman's pyramid over the knots t0 … t3.
        const float t1 = knotSpan(a, b), t2 = t1 + knotSpan(b, c), t3 = t2 + knotSpan(c, d);
        const float t = t1 + share * (t2 - t1);
        const PenPoint ab = mix(a, b, t / t1);
        const PenPoint bc = mix(b, c, (t - t1) / (t2 - t1));
        const PenPoint cd = mix(c, d, (t - t2) / (t3 - t2));
        return mix(mix(ab, bc, t / t2), mix(bc, cd, (t - t1) / (t3 - t1)), share);
    }

    const Stroke& m_points;
};

/// What one hand does to all strokes of a digit: slant, proportions, rotation, and a slow wave through the
/// whole.
class Hand
{
public:
    explicit Hand(Random& random)
    {
        const float turn = normalWithin(random, 0, 0.09f, -0.25f, 0.25f);
        const float slant = normalWithin(random, 0.16f, 0.22f, -0.4f, 0.75f); // most people lean to the right
        const float stretch = std::exp(normalWithin(random, -0.1f, 0.2f, -0.6f, 0.35f)); // width over height
        const float c = std::cos(turn), s = std::sin(turn);
        m_xx = c * stretch;
        m_xy = -c * slant - s;
        m_yx = s * stretch;
        m_yy = c - s * slant;
        for (Wave& wave : m_waves)
            wave = {random.uniform(-4, 4), random.uniform(0.6f, 1.5f),
                    random.uniform(0, 2 * std::numbers::pi_v<float>)};
    }

    PenPoint operator()(const PenPoint& point) const
    {
        const float x = point.x - centre.x + m_waves[0](point.y) + m_waves[1](point.x);
        const float y = point.y - centre.y + m_waves[2](point.x) + m_waves[3](point.y);
        return {centre.x + m_xx * x + m_xy * y, centre.y + m_yx * x + m_yy * y};
    }

private:
    struct Wave
    {
        float height = 0;
        float periods = 0; ///< over 100 units
        float phase = 0;

        float operator()(float place) const
        {
            return height * std::sin(phase + 2 * std::numbers::pi_v<float> * periods * place / 100);
        }
    };

    float m_xx = 1, m_xy = 0, m_yx = 0, m_yy = 1;
    std::array<Wave, 4> m_waves;
};

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
    const DigitTemplate& ideal = chosenTemplate(label, random);
    const float carelessness = random.uniform(1, 4);
    const Hand hand(random);
    std::vector<Stroke> strokes;
    for (const Stroke& points : ideal.strokes) {
        const Stroke moved = jittered(points, carelessness, random);
        Stroke path = Curve(moved).drawn();
        std::ranges::transform(path, path.begin(), hand);
        strokes.push_back(std::move(path));
    }
    return strokes;
}

Dataset syntheticDigits(std::size_t count, std::uint64_t seed)
{
    Dataset digits;
    digits.labels = shuffledLabels(count, seed);
    digits.pixels.reserve(count * digits.sampleShape.elements());
    for (std::size_t i = 0; i < count; ++i) {
        const int label = digits.labels[i];
        const auto strokes = syntheticStrokes(label, seed, i);
        // MNIST's strokes: median 2.5 pixels, nine in ten between 1.7 and 4.0.
        Random random = randomFor(Use::Pen, seed, i, label);
        const float pen
            = std::exp(normalWithin(random, std::log(2.5f), 0.26f, std::log(1.7f), std::log(4.0f)));
        const DigitImage image = *digitFromStrokes(strokes, double(pen));
        digits.pixels.insert(digits.pixels.end(), image.begin(), image.end());
    }
    return digits;
}

DataSplits syntheticSplits()
{
    return {.name = "synthetic digits",
            .train = syntheticDigits(20'000, trainSeed),
            .test = syntheticDigits(4'000, testSeed)};
}

} // namespace engine
