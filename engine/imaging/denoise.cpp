#include "engine/imaging/denoise.h"

#include <algorithm>

namespace engine {
namespace {

/// The connected parts of the ink; diagonal neighbours touch.
class NoiseFilter
{
public:
    explicit NoiseFilter(InkPlane& ink)
        : m_ink(ink)
        , m_part(ink.values.size(), none)
    {
    }

    void remove(float faintest, double smallestShare)
    {
        for (std::size_t i = 0; i < m_part.size(); ++i) {
            if (m_ink.values[i] > 0 && m_part[i] == none)
                m_parts.push_back(flood(i));
        }
        double largest = 0;
        for (const Part& part : m_parts)
            largest = std::max(largest, part.peak >= faintest ? part.mass : 0);
        for (std::size_t i = 0; i < m_part.size(); ++i) {
            if (m_part[i] == none)
                continue;
            const Part& part = m_parts[m_part[i]];
            if (part.peak < faintest || part.mass < smallestShare * largest)
                m_ink.values[i] = 0;
        }
    }

private:
    static constexpr std::size_t none = std::size_t(-1);
    struct Part
    {
        double mass = 0;
        float peak = 0;
    };

    Part flood(std::size_t start)
    {
        Part part;
        const std::size_t id = m_parts.size();
        m_part[start] = id;
        m_open.assign(1, start);
        while (!m_open.empty()) {
            const std::size_t place = m_open.back();
            m_open.pop_back();
            part.mass += double(m_ink.values[place]);
            part.peak = std::max(part.peak, m_ink.values[place]);
            const std::size_t x = place % m_ink.width, y = place / m_ink.width;
            for (std::size_t ny = y - (y > 0); ny <= std::min(y + 1, m_ink.height - 1); ++ny) {
                for (std::size_t nx = x - (x > 0); nx <= std::min(x + 1, m_ink.width - 1); ++nx) {
                    const std::size_t next = ny * m_ink.width + nx;
                    if (m_ink.values[next] > 0 && m_part[next] == none) {
                        m_part[next] = id;
                        m_open.push_back(next);
                    }
                }
            }
        }
        return part;
    }

    InkPlane& m_ink;
    std::vector<std::size_t> m_part;
    std::vector<Part> m_parts;
    std::vector<std::size_t> m_open;
};

} // namespace

void denoise(InkPlane& ink, float faintest, double smallestShare)
{
    NoiseFilter(ink).remove(faintest, smallestShare);
}

} // namespace engine
