#include "engine/imaging/ink_parts.h"

namespace engine {

InkParts::InkParts(const InkPlane& ink)
    : m_ink(ink)
{
    std::vector<bool> seen(ink.values.size());
    for (std::size_t place = 0; place < ink.values.size(); ++place) {
        if (ink.values[place] > 0 && !seen[place])
            m_parts.push_back(flood(place, seen));
    }
    std::ranges::stable_sort(m_parts, {}, [](const Part& part) { return part.left + part.right; });
}

InkParts::Part InkParts::flood(std::size_t start, std::vector<bool>& seen) const
{
    Part part{{start}, start % m_ink.width, start / m_ink.width, 0, 0};
    seen[start] = true;
    for (std::size_t i = 0; i < part.places.size(); ++i) {
        const std::size_t x = part.places[i] % m_ink.width, y = part.places[i] / m_ink.width;
        part.left = std::min(part.left, x);
        part.top = std::min(part.top, y);
        part.right = std::max(part.right, x + 1);
        part.bottom = std::max(part.bottom, y + 1);
        for (std::size_t ny = y - (y > 0); ny <= std::min(y + 1, m_ink.height - 1); ++ny) {
            for (std::size_t nx = x - (x > 0); nx <= std::min(x + 1, m_ink.width - 1); ++nx) {
                const std::size_t next = ny * m_ink.width + nx;
                if (m_ink.values[next] > 0 && !seen[next]) {
                    seen[next] = true;
                    part.places.push_back(next);
                }
            }
        }
    }
    return part;
}

double InkParts::massOf(std::size_t part) const
{
    double mass = 0;
    for (const std::size_t place : placesOf(part))
        mass += double(m_ink.values[place]);
    return mass;
}

bool InkParts::isOnOutline(std::size_t place) const
{
    const std::size_t x = place % m_ink.width, y = place / m_ink.width;
    if (x == 0 || y == 0 || x + 1 == m_ink.width || y + 1 == m_ink.height)
        return true;
    return m_ink.values[place - 1] <= 0 || m_ink.values[place + 1] <= 0 || m_ink.values[place - m_ink.width] <= 0
        || m_ink.values[place + m_ink.width] <= 0;
}

std::vector<PieceShape> InkParts::shapes() const
{
    constexpr std::size_t mostSamples = 128;
    std::vector<PieceShape> shapes;
    for (const Part& part : m_parts) {
        std::vector<PenPoint> outline;
        for (const std::size_t place : part.places) {
            if (isOnOutline(place))
                outline.push_back({float(place % m_ink.width) + 0.5f, float(place / m_ink.width) + 0.5f});
        }
        PieceShape shape{{float(part.left), float(part.top), float(part.right), float(part.bottom)}, {}};
        const std::size_t step = (outline.size() + mostSamples - 1) / mostSamples;
        for (std::size_t i = 0; i < outline.size(); i += step)
            shape.samples.push_back(outline[i]);
        shapes.push_back(std::move(shape));
    }
    return shapes;
}

InkPlane InkParts::inkOf(std::span<const std::size_t> parts) const
{
    Part all = m_parts[parts.front()];
    for (const std::size_t index : parts) {
        all.left = std::min(all.left, m_parts[index].left);
        all.top = std::min(all.top, m_parts[index].top);
        all.right = std::max(all.right, m_parts[index].right);
        all.bottom = std::max(all.bottom, m_parts[index].bottom);
    }
    InkPlane box{all.right - all.left, all.bottom - all.top, {}};
    box.values.resize(box.width * box.height);
    for (const std::size_t index : parts) {
        for (const std::size_t place : m_parts[index].places) {
            const std::size_t x = place % m_ink.width - all.left, y = place / m_ink.width - all.top;
            box.values[y * box.width + x] = m_ink.values[place];
        }
    }
    return box;
}

} // namespace engine
