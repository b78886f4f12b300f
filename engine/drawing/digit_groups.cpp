#include "engine/drawing/digit_groups.h"

#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

namespace engine {
namespace {

constexpr std::size_t mostPieces = 5; // of one digit: a 5 with a hat and a mended stroke or two
constexpr float widest = 2.2f; // in heights
constexpr float touching = 0.06f; // in heights; samples lie that far apart
constexpr float far = 1; // in heights; how much farther makes no difference

float apart(const Box& a, const Box& b)
{
    const float x = std::max({0.0f, a.left - b.right, b.left - a.right});
    const float y = std::max({0.0f, a.top - b.bottom, b.top - a.bottom});
    return std::hypot(x, y);
}

template<std::size_t n>
float weighted(const std::array<float, n>& weights, const std::array<float, n>& traits)
{
    return std::inner_product(weights.begin(), weights.end(), traits.begin(), 0.0f);
}

// Fitted by tests/bench/fit_digit_groups.cpp.
constexpr DigitGroups::Weights withNetwork{
    {1.44f, 1.28f, 1.77f, -2.37f, -2.10f, -5.53f, -1.58f, -1.69f, -3.38f, 2.39f, 0.73f},
    {-2.01f, 0.57f, 3.08f, 0.95f, -2.43f, -4.01f, -7.28f}};
constexpr DigitGroups::Weights geometryAlone{
    {1.57f, 0.00f, 1.57f, -2.50f, -2.06f, -5.58f, -1.62f, -1.61f, -3.49f, 2.47f, 0.69f},
    {-2.00f, 0.56f, 3.17f, 1.06f, -2.48f, -4.15f, -7.18f}};

} // namespace

DigitGroups::DigitGroups(std::vector<PieceShape> pieces)
    : m_pieces(std::move(pieces))
{
    if (m_pieces.empty())
        return;
    m_height = lineHeight();
    findDistances();
    std::vector<std::size_t> written(m_pieces.size());
    std::iota(written.begin(), written.end(), std::size_t{0});
    std::vector<std::size_t> fromLeft = written;
    std::ranges::stable_sort(fromLeft, {}, [this](std::size_t piece) { return m_pieces[piece].box.centre(); });
    addLattice(fromLeft);
    if (written != fromLeft)
        addLattice(written);
}

/// Bars, hats and dots are no measure: the median of all that reach half of the tallest.
float DigitGroups::lineHeight() const
{
    float tallest = 0, widestPiece = 0;
    for (const PieceShape& piece : m_pieces) {
        tallest = std::max(tallest, piece.box.height());
        widestPiece = std::max(widestPiece, piece.box.width());
    }
    std::vector<float> heights;
    for (const PieceShape& piece : m_pieces) {
        if (piece.box.height() >= tallest / 2)
            heights.push_back(piece.box.height());
    }
    std::ranges::nth_element(heights, heights.begin() + std::ptrdiff_t(heights.size() / 2));
    const float height = heights[heights.size() / 2];
    if (height > 0)
        return height;
    return widestPiece > 0 ? widestPiece : 1; // dashes, or dots
}

void DigitGroups::findDistances()
{
    m_distances.assign(m_pieces.size() * m_pieces.size(), far);
    for (std::size_t a = 0; a < m_pieces.size(); ++a) {
        for (std::size_t b = a + 1; b < m_pieces.size(); ++b) {
            if (apart(m_pieces[a].box, m_pieces[b].box) < far * m_height) {
                distance(a, b) = std::min(far, distanceBetween(m_pieces[a], m_pieces[b]) / m_height);
                distance(b, a) = distance(a, b);
            }
        }
    }
}

bool DigitGroups::isPossible(const DigitGroup& group) const
{
    return group.pieces.size() == 1 || group.box.width() <= widest * m_height;
}

std::size_t DigitGroups::candidateOf(std::vector<std::size_t> pieces)
{
    std::ranges::sort(pieces);
    const auto known = std::ranges::find(m_candidates, pieces, &DigitGroup::pieces);
    if (known != m_candidates.end())
        return std::size_t(known - m_candidates.begin());
    Box box = m_pieces[pieces.front()].box;
    for (const std::size_t piece : pieces)
        box = united(box, m_pieces[piece].box);
    m_candidates.push_back({std::move(pieces), box});
    return m_candidates.size() - 1;
}

void DigitGroups::addLattice(const std::vector<std::size_t>& order)
{
    std::vector<Node> nodes;
    for (std::size_t begin = 0; begin < order.size(); ++begin) {
        for (std::size_t end = begin + 1; end <= std::min(begin + mostPieces, order.size()); ++end) {
            const auto from = order.begin() + std::ptrdiff_t(begin), to = order.begin() + std::ptrdiff_t(end);
            DigitGroup group{{from, to}, m_pieces[*from].box};
            for (const std::size_t piece : group.pieces)
                group.box = united(group.box, m_pieces[piece].box);
            if (isPossible(group))
                nodes.push_back({candidateOf(std::move(group.pieces)), begin, end});
        }
    }
    m_lattices.push_back(std::move(nodes));
}

/// The longest of the shortest ways that hold the group together (its minimum spanning tree, Prim 1957).
float DigitGroups::bridgeOf(const DigitGroup& group) const
{
    std::vector<std::size_t> outside(group.pieces.begin() + 1, group.pieces.end());
    std::vector<float> reach(outside.size(), std::numeric_limits<float>::max());
    std::size_t joined = group.pieces.front();
    float bridge = 0;
    while (!outside.empty()) {
        for (std::size_t i = 0; i < outside.size(); ++i)
            reach[i] = std::min(reach[i], distance(joined, outside[i]));
        const auto next = std::ranges::min_element(reach) - reach.begin();
        bridge = std::max(bridge, reach[std::size_t(next)]);
        joined = outside[std::size_t(next)];
        outside.erase(outside.begin() + next);
        reach.erase(reach.begin() + next);
    }
    return bridge;
}

DigitGroups::GroupTraits DigitGroups::traitsOf(std::size_t candidate, std::span<const float> confidence) const
{
    const DigitGroup& group = m_candidates[candidate];
    // Seen from above: the widest gap between pieces, and how little they lie over each other.
    std::vector<Box> boxes;
    for (const std::size_t piece : group.pieces)
        boxes.push_back(m_pieces[piece].box);
    std::ranges::sort(boxes, {}, &Box::left);
    float gap = 0, apartness = 0, right = boxes.front().right, left = boxes.front().left;
    bool isInOrder = true;
    for (std::size_t i = 1; i < boxes.size(); ++i) {
        gap = std::max(gap, (boxes[i].left - right) / m_height);
        const float narrower = std::min(boxes[i].width(), right - left);
        const float overlap = std::min(right, boxes[i].right) - boxes[i].left;
        if (narrower > 0)
            apartness = std::max(apartness, 1 - std::clamp(overlap / narrower, 0.0f, 1.0f));
        right = std::max(right, boxes[i].right);
    }
    for (std::size_t i = 1; i < group.pieces.size(); ++i)
        isInOrder = isInOrder && group.pieces[i] == group.pieces[i - 1] + 1;

    const float bridge = bridgeOf(group);
    const float p = confidence.empty() ? 1 : std::clamp(confidence[candidate], 0.02f, 1.0f);
    const float size = std::max(group.box.height(), 0.01f * m_height) / m_height;
    return {1,
            std::log(p),
            p,
            std::min(1.5f, std::max(0.0f, -std::log(size))),
            std::max(0.0f, -std::log(size) - 0.8f),
            std::max(0.0f, group.box.width() / m_height - 0.9f),
            apartness,
            std::min(gap, 1.0f),
            std::min(bridge, 0.5f),
            group.pieces.size() > 1 ? std::max(0.0f, 1 - bridge / touching) : 0.0f,
            isInOrder ? 0.0f : 1.0f};
}

DigitGroups::BorderTraits DigitGroups::traitsBetween(std::size_t left, std::size_t right) const
{
    const DigitGroup& a = m_candidates[left];
    const DigitGroup& b = m_candidates[right];
    float nearest = far;
    for (const std::size_t p : a.pieces) {
        for (const std::size_t q : b.pieces)
            nearest = std::min(nearest, distance(p, q));
    }
    const float gap = (b.box.left - a.box.right) / m_height;
    const float narrower = std::min(a.box.width(), b.box.width());
    const float overlap = std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left);
    const float covered = narrower > 0 ? std::clamp(overlap / narrower, 0.0f, 1.0f) : (overlap >= 0 ? 1.0f : 0.0f);
    return {std::max(0.0f, -gap),
            std::clamp(gap, 0.0f, 0.5f),
            std::min(nearest, 0.3f),
            std::max(0.0f, 1 - nearest / touching),
            covered,
            a.pieces.front() > b.pieces.front() ? 1.0f : 0.0f,
            std::min(1.0f, std::abs(a.box.top + a.box.bottom - b.box.top - b.box.bottom) / (2 * m_height))};
}

std::vector<std::size_t> DigitGroups::best(std::span<const float> confidence) const
{
    const Weights& weights = confidence.empty() ? geometryAlone : withNetwork;
    std::vector<float> scores(m_candidates.size());
    for (std::size_t i = 0; i < scores.size(); ++i)
        scores[i] = weighted(weights.group, traitsOf(i, confidence));

    constexpr float never = -std::numeric_limits<float>::infinity();
    std::vector<std::size_t> best;
    float bestScore = never;
    for (const std::vector<Node>& nodes : m_lattices) {
        // Viterbi over nodes: the best way that ends with each of them.
        std::vector<float> reached(nodes.size(), never);
        std::vector<std::optional<std::size_t>> before(nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].begin == 0)
                reached[i] = scores[nodes[i].candidate];
            for (std::size_t j = 0; j < i; ++j) {
                if (nodes[j].end != nodes[i].begin || reached[j] == never)
                    continue;
                if (m_candidates[nodes[j].candidate].box.centre() > m_candidates[nodes[i].candidate].box.centre())
                    continue; // a number is read from left to right
                const float score = reached[j] + scores[nodes[i].candidate]
                    + weighted(weights.border, traitsBetween(nodes[j].candidate, nodes[i].candidate));
                if (score > reached[i]) {
                    reached[i] = score;
                    before[i] = j;
                }
            }
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].end != m_pieces.size() || !(reached[i] > bestScore))
                continue;
            bestScore = reached[i];
            best.clear();
            for (std::optional<std::size_t> at = i; at; at = before[*at])
                best.push_back(nodes[*at].candidate);
            std::ranges::reverse(best);
        }
    }
    return best;
}

} // namespace engine
