#include "engine/imaging/paper_light.h"

#include "engine/imaging/median.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

constexpr float leastReach = 8; // of 255, by which paper may be off the surface

/// Normal equations, the right-hand side last.
using Equations = std::array<std::array<double, 7>, 6>;

/// Gauss-Jordan. A little ridge keeps a picture of one row or column solvable.
std::array<double, 6> solved(Equations& equations)
{
    for (std::size_t pivot = 0; pivot < 6; ++pivot) {
        equations[pivot][pivot] += 1e-6;
        for (std::size_t row = 0; row < 6; ++row) {
            if (row == pivot)
                continue;
            const double factor = equations[row][pivot] / equations[pivot][pivot];
            for (std::size_t column = pivot; column < 7; ++column)
                equations[row][column] -= factor * equations[pivot][column];
        }
    }
    std::array<double, 6> terms{};
    for (std::size_t i = 0; i < 6; ++i)
        terms[i] = equations[i][6] / equations[i][i];
    return terms;
}

bool isEdge(const Mask& sheet, std::size_t x, std::size_t y)
{
    return x == 0 || y == 0 || x + 1 == sheet.width() || y + 1 == sheet.height() || !sheet.at(x - 1, y)
        || !sheet.at(x + 1, y) || !sheet.at(x, y - 1) || !sheet.at(x, y + 1);
}

} // namespace

PaperLight::PaperLight(const InkPlane& picture, const Mask& sheet)
    : m_picture(picture)
{
    std::vector<Place> border, inside;
    border.reserve(2 * (picture.width + picture.height));
    const std::size_t stride = 1 + std::max(picture.width, picture.height) / 128;
    for (std::size_t y = 0; y < picture.height; ++y) {
        for (std::size_t x = 0; x < picture.width; ++x) {
            if (!sheet.at(x, y))
                continue;
            if (isEdge(sheet, x, y))
                border.push_back({x, y});
            else if (x % stride == 0 && y % stride == 0)
                inside.push_back({x, y});
        }
    }
    // From the border's median outwards: a constant, then a surface through what lies near it on the border, then on
    // all of the paper. What lies far from the surface is ink and has no say.
    m_terms[0] = medianOf(border);
    fit(border);
    border.insert(border.end(), inside.begin(), inside.end());
    fit(border);
    fit(border);
}

float PaperLight::operator()(std::size_t x, std::size_t y) const
{
    const Terms basis = basisAt(x, y);
    double level = 0;
    for (std::size_t i = 0; i < basis.size(); ++i)
        level += m_terms[i] * basis[i];
    return float(level);
}

PaperLight::Terms PaperLight::basisAt(std::size_t x, std::size_t y) const
{
    const double u = 2 * double(x) / double(m_picture.width) - 1;
    const double v = 2 * double(y) / double(m_picture.height) - 1;
    return {1, u, v, u * u, u * v, v * v};
}

double PaperLight::medianOf(const std::vector<Place>& places) const
{
    std::vector<float> values(places.size());
    std::ranges::transform(places, values.begin(), [this](const Place& place) { return at(place); });
    return double(median(std::move(values)));
}

void PaperLight::fit(const std::vector<Place>& places)
{
    std::vector<float> distances(places.size());
    std::ranges::transform(places, distances.begin(), [this](const Place& place) {
        return std::abs(at(place) - (*this)(place.x, place.y));
    });
    const float spread = 1.4826f * median(distances); // the standard deviation of normal noise
    const float reach = std::max(2.5f * spread, leastReach);

    Equations equations{};
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (distances[i] > reach)
            continue;
        const Terms basis = basisAt(places[i].x, places[i].y);
        for (std::size_t row = 0; row < 6; ++row) {
            for (std::size_t column = 0; column < 6; ++column)
                equations[row][column] += basis[row] * basis[column];
            equations[row][6] += basis[row] * (double(at(places[i])) - m_terms[0]);
        }
    }
    const double constant = m_terms[0];
    m_terms = solved(equations);
    m_terms[0] += constant;
    m_noise = spread;
}

} // namespace engine
