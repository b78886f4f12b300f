#include "engine/synthetic/scribbles.h"

#include "engine/synthetic/curve.h"
#include "engine/synthetic/synthetic_digits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace engine {
namespace {

constexpr float turn = 2 * std::numbers::pi_v<float>;

int between(Random& random, int low, int high)
{
    return low + int(random.below(std::uint64_t(high - low + 1)));
}

bool chance(Random& random, float share)
{
    return random.uniform() < share;
}

PenPoint somewhere(Random& random)
{
    const float x = random.uniform(0, 100);
    return {x, random.uniform(0, 100)};
}

PenPoint away(const PenPoint& from, float angle, float distance)
{
    return {from.x + distance * std::cos(angle), from.y + distance * std::sin(angle)};
}

Stroke randomCurve(Random& random)
{
    // Six points and more: a curve through fewer is a 2 or a 3 now and then.
    Stroke points(std::size_t(between(random, 6, 14)));
    for (PenPoint& point : points)
        point = somewhere(random);
    return curveThrough(points);
}

/// To and fro along one direction while it moves on across.
Stroke zigzag(Random& random, int turns, bool isRound)
{
    const float angle = random.uniform(0, turn);
    const float across = random.uniform(30, 110); // how far it moves on while each to and fro is 100 long
    const float unevenness = random.uniform(2, 14);
    Stroke points;
    for (int i = 0; i <= turns; ++i) {
        const float along = (i % 2 == 0 ? -50.0f : 50.0f) + unevenness * random.normal();
        const float on = across * (float(i) / float(turns) - 0.5f) + 0.3f * unevenness * random.normal();
        points.push_back(away(away({50, 50}, angle, along), angle + turn / 4, on));
        if (!isRound && i > 0 && i < turns)
            points.push_back(points.back());
    }
    return curveThrough(points);
}

Stroke spiral(Random& random)
{
    const float turns = random.uniform(2.3f, 5) * (chance(random, 0.5f) ? 1.0f : -1.0f);
    const float begin = random.uniform(0, turn);
    const float flatness = random.uniform(0.6f, 1);
    const float inner = random.uniform(0, 12);
    Stroke path;
    const int count = int(std::abs(turns) * 24);
    for (int i = 0; i <= count; ++i) {
        const float share = float(i) / float(count);
        const float radius = inner + (50 - inner) * share;
        const float angle = begin + turns * turn * share;
        path.push_back({50 + radius * std::cos(angle), 50 + flatness * radius * std::sin(angle)});
    }
    return path;
}

/// Loops in a row, as of a pen that is tried out.
Stroke coil(Random& random)
{
    const int loops = between(random, 3, 7);
    const float radius = random.uniform(0.6f, 1.5f) * 100 / float(loops);
    const float angle = random.uniform(-0.5f, 0.5f) + (chance(random, 0.25f) ? turn / 4 : 0);
    Stroke path;
    for (int i = 0; i <= 24 * loops; ++i) {
        const float phase = turn * float(i) / 24;
        const PenPoint base = away({50, 50}, angle, 100 * (float(i) / float(24 * loops) - 0.5f));
        path.push_back({base.x + radius * std::cos(phase), base.y + radius * 1.3f * std::sin(phase)});
    }
    return path;
}

/// A line whose direction changes at random, bouncing off the rim.
Stroke wanderingLine(Random& random)
{
    PenPoint place = somewhere(random);
    float angle = random.uniform(0, turn);
    float bend = 0;
    Stroke path{place};
    const int count = between(random, 70, 160);
    for (int i = 0; i < count; ++i) {
        bend = 0.8f * bend + 0.2f * random.normal();
        angle += bend;
        const PenPoint next = away(place, angle, 6);
        if (next.x < 0 || next.x > 100 || next.y < 0 || next.y > 100) {
            angle += turn / 3;
            continue;
        }
        place = next;
        path.push_back(place);
    }
    return path;
}

Stroke segment(const PenPoint& centre, float angle, float length)
{
    return {away(centre, angle, -length / 2), away(centre, angle, length / 2)};
}

std::vector<Stroke> digit(Random& random, int label)
{
    const std::uint64_t seed = random.bits();
    return syntheticStrokes(label, seed, random.bits());
}

/// Two digits of which neither hides in the other, as a 3 does in an 8 and a 1 in a 4.
std::pair<int, int> pairThatStaysTwo(Random& random)
{
    static constexpr std::array<std::pair<int, int>, 18> pairs{
        {{0, 2}, {0, 4}, {0, 7}, {1, 2}, {1, 3}, {1, 5}, {2, 4}, {2, 5}, {2, 6},
         {2, 8}, {3, 4}, {3, 6}, {4, 5}, {4, 6}, {4, 8}, {5, 7}, {6, 7}, {7, 8}}};
    return pairs[random.below(pairs.size())];
}

void shift(std::vector<Stroke>& strokes, float x, float y)
{
    for (Stroke& stroke : strokes)
        for (PenPoint& point : stroke)
            point = {point.x + x, point.y + y};
}

} // namespace

std::vector<Stroke> scribble(Random& random, NonDigitFamily family)
{
    if (family == NonDigitFamily::Training) {
        if (chance(random, 0.4f)) {
            const int turns = between(random, 4, 14);
            return {zigzag(random, turns, chance(random, 0.5f))};
        }
        std::vector<Stroke> strokes{randomCurve(random)};
        if (chance(random, 0.2f))
            strokes.push_back(randomCurve(random));
        return strokes;
    }
    switch (random.below(4)) {
    case 0:
        return {spiral(random)};
    case 1:
        return {coil(random)};
    case 2:
        return {wanderingLine(random)};
    default:
        // A patch scrubbed full, once more across.
        std::vector<Stroke> strokes;
        for (int i = 0; i < 2; ++i) {
            const int turns = between(random, 12, 24);
            strokes.push_back(zigzag(random, turns, false));
        }
        return strokes;
    }
}

std::vector<Stroke> dots(Random& random, NonDigitFamily family)
{
    if (family == NonDigitFamily::Training) {
        std::vector<Stroke> strokes{{somewhere(random)}};
        for (int more = chance(random, 0.4f) ? 0 : between(random, 1, 8); more > 0; --more)
            strokes.push_back({somewhere(random)});
        return strokes;
    }
    const float slope = random.uniform(-0.35f, 0.35f);
    switch (random.below(3)) {
    case 0:
        return {segment({50, 50}, slope, 100)};
    case 1: {
        std::vector<Stroke> strokes;
        const int count = between(random, 2, 5);
        for (int i = 0; i < count; ++i)
            strokes.push_back({away({50, 50}, slope, 100 * (float(i) / float(count - 1) - 0.5f))});
        return strokes;
    }
    default:
        std::vector<Stroke> strokes;
        for (int count = between(random, 3, 7); count > 0; --count) {
            const PenPoint place = somewhere(random);
            const float angle = random.uniform(0, turn);
            strokes.push_back(segment(place, angle, random.uniform(6, 24)));
        }
        return strokes;
    }
}

std::vector<Stroke> crossedOutDigit(Random& random, NonDigitFamily family)
{
    std::vector<Stroke> strokes = digit(random, between(random, 0, 9));
    const PenPoint middle{random.uniform(42, 58), random.uniform(42, 58)};
    if (family == NonDigitFamily::Training) {
        const float tilt = random.uniform(-0.2f, 0.2f);
        strokes.push_back(segment(middle, turn / 8 + tilt, random.uniform(95, 140)));
        strokes.push_back(segment(middle, 3 * turn / 8 + tilt, random.uniform(95, 140)));
    } else if (chance(random, 0.5f)) {
        const int count = between(random, 3, 5);
        const float slope = random.uniform(-0.4f, 0.4f);
        for (int i = 0; i < count; ++i)
            strokes.push_back(segment({middle.x, middle.y + 70 * (float(i) / float(count - 1) - 0.5f)}, slope,
                                      random.uniform(80, 130)));
    } else {
        const int turns = between(random, 5, 12);
        strokes.push_back(zigzag(random, turns, chance(random, 0.5f)));
    }
    return strokes;
}

std::vector<Stroke> severalDigits(Random& random, NonDigitFamily family)
{
    const bool isOnePlace = family == NonDigitFamily::Training;
    const auto [first, second] = isOnePlace ? pairThatStaysTwo(random)
                                            : std::pair{between(random, 0, 9), between(random, 0, 9)};
    std::vector<Stroke> strokes = digit(random, first);
    std::vector<Stroke> others = digit(random, second);
    const float right = isOnePlace ? random.uniform(-18, 18) : random.uniform(80, 130);
    shift(others, right, random.uniform(-15, 15));
    strokes.insert(strokes.end(), others.begin(), others.end());
    return strokes;
}

std::vector<Stroke> lines(Random& random, NonDigitFamily family)
{
    std::vector<Stroke> strokes;
    const int count = between(random, 4, 7); // fewer may be a 1, a 4 or a 7
    if (family == NonDigitFamily::Training) {
        for (int i = 0; i < count; ++i) {
            const PenPoint begin = somewhere(random);
            strokes.push_back({begin, somewhere(random)});
        }
        return strokes;
    }
    const float angle = random.uniform(0, turn);
    if (chance(random, 0.5f)) {
        const float width = random.uniform(40, 110);
        for (int i = 0; i < count; ++i) {
            const PenPoint centre = away({50, 50}, angle + turn / 4, width * (float(i) / float(count - 1) - 0.5f));
            const float slope = angle + 0.06f * random.normal();
            strokes.push_back(segment(centre, slope, random.uniform(75, 100)));
        }
        return strokes;
    }
    for (int i = 0; i < count; ++i) {
        const float ray = angle + turn * (float(i) + random.uniform(-0.2f, 0.2f)) / float(count);
        strokes.push_back({{50, 50}, away({50, 50}, ray, random.uniform(35, 50))});
    }
    return strokes;
}

} // namespace engine
