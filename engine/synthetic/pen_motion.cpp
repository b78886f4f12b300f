#include "engine/synthetic/pen_motion.h"

#include "engine/synthetic/curve.h"
#include "engine/synthetic/handwriting_variation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine {
namespace {

constexpr float step = 4; ///< units between the points of a written path: four fifths of a pixel

/// Each point becomes the mean of those that came before, the newest counting most: what a pen does that has mass. Once
/// forwards and once backwards, so that nothing is late; the ends stay where they are.
void smooth(Stroke& path, float reach)
{
    const float keep = reach / (reach + step);
    const auto pass = [keep](auto from, auto to) {
        PenPoint mean = *from;
        for (auto point = from; point != to; ++point) {
            mean.x = keep * mean.x + (1 - keep) * point->x;
            mean.y = keep * mean.y + (1 - keep) * point->y;
            *point = mean;
        }
    };
    const PenPoint first = path.front(), last = path.back();
    pass(path.begin(), path.end());
    path.back() = last;
    pass(path.rbegin(), path.rend());
    path.front() = first;
}

/// The direction in which the path arrives at its end, of length 1.
PenPoint arrival(const Stroke& path)
{
    const PenPoint& last = path.back();
    const PenPoint& before = path[path.size() - std::min<std::size_t>(path.size(), 4)];
    const float dx = last.x - before.x, dy = last.y - before.y;
    const float length = std::sqrt(dx * dx + dy * dy);
    return length > 0 ? PenPoint{dx / length, dy / length} : PenPoint{0, 0};
}

void goOn(Stroke& path, const PenPoint& direction, float length)
{
    const PenPoint from = path.back();
    const int points = std::max(1, int(length / step));
    for (int i = 1; i <= points; ++i) {
        const float part = length * float(i) / float(points);
        path.push_back({from.x + direction.x * part, from.y + direction.y * part});
    }
}

/// length < 0: the end is not written.
void changeEnd(Stroke& path, float length)
{
    if (length > 0) {
        goOn(path, arrival(path), length);
        return;
    }
    const auto missing = std::size_t(-length / step);
    path.resize(std::max(path.size() - std::min(missing, path.size() / 6), std::min<std::size_t>(path.size(), 2)));
}

/// The pen turns away as it lifts.
void addHook(Stroke& path, Random& random)
{
    const PenPoint direction = arrival(path);
    const float side = random.uniform() < 0.5f ? -1.0f : 1.0f;
    const float angle = side * random.uniform(0.5f, 2.4f);
    const float c = std::cos(angle), s = std::sin(angle);
    goOn(path, {c * direction.x - s * direction.y, s * direction.x + c * direction.y}, random.uniform(3, 11));
}

} // namespace

PenMotion::PenMotion(Random& random)
    : m_cutting(std::max(0.0f, random.uniform(-2, 6)))
    , m_tremor(std::max(0.0f, random.uniform(-0.5f, 0.8f)))
    , m_carelessEnds(random.uniform(0, 5))
    , m_hooks(random.uniform() < 0.35f ? 0.45f : 0.0f)
    , m_staysDown(random.uniform() < 0.05f)
{
}

void PenMotion::joinStrokes(std::vector<Stroke>& paths, Random& random) const
{
    if (!m_staysDown || paths.size() < 2)
        return;
    Stroke joined = paths.front();
    const float sag = random.uniform(-0.15f, 0.15f); // the way over is bent
    const PenPoint from = joined.back(), to = paths[1].front();
    joined.push_back({(from.x + to.x) / 2 + sag * (to.y - from.y), (from.y + to.y) / 2 - sag * (to.x - from.x)});
    joined.insert(joined.end(), paths[1].begin(), paths[1].end());
    paths.erase(paths.begin());
    paths.front() = std::move(joined);
}

Stroke PenMotion::follow(const Stroke& path, Random& random) const
{
    Stroke written = evenlySpaced(path, step);
    if (written.size() < 4)
        return written;
    const float late = m_carelessEnds * random.normal(), onward = m_carelessEnds * random.normal();
    const bool hookBefore = random.uniform() < m_hooks, hookAfter = random.uniform() < m_hooks;
    changeEnd(written, onward);
    if (hookAfter)
        addHook(written, random);
    std::ranges::reverse(written);
    changeEnd(written, late);
    if (hookBefore)
        addHook(written, random);
    std::ranges::reverse(written);
    if (m_cutting > 0)
        smooth(written, m_cutting);
    return written;
}

void PenMotion::tremble(Stroke& path, Random& random) const
{
    if (m_tremor <= 0)
        return;
    // Neighbours tremble alike: an auto-regressive sequence of correlation 0.6 and deviation 1.
    PenPoint offset{random.normal(), random.normal()};
    for (PenPoint& point : path) {
        offset = {0.6f * offset.x + 0.8f * random.normal(), 0.6f * offset.y + 0.8f * random.normal()};
        point.x += m_tremor * offset.x;
        point.y += m_tremor * offset.y;
    }
}

} // namespace engine
