#include "engine/imaging/adaptive_threshold.h"

#include "engine/imaging/denoise.h"
#include "engine/imaging/local_contrast.h"
#include "engine/imaging/median.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace engine {
namespace {

constexpr std::size_t longestSide = 640; // ample for 20 pixels of ink, and quick
constexpr std::size_t tinySide = 32; // a digit's own size: pixels are too few to give any away
constexpr float oneLevel = 0.5f; // less than a rounding step of the picture is nothing
constexpr float faintestInk = 8; // of 255
constexpr float faintestShare = 0.35f; // of the ink's own contrast: ruled lines are paler
constexpr float noiseMargin = 4; // in standard deviations

InkPlane shrunk(const GrayImage& picture)
{
    assert(picture.pixels.size() == picture.width * picture.height);
    const std::size_t step = (std::max(picture.width, picture.height) + longestSide - 1) / longestSide;
    InkPlane plane{(picture.width + step - 1) / step, (picture.height + step - 1) / step, {}};
    plane.values.reserve(plane.width * plane.height);
    for (std::size_t top = 0; top < picture.height; top += step) {
        for (std::size_t left = 0; left < picture.width; left += step) {
            const std::size_t bottom = std::min(top + step, picture.height);
            const std::size_t right = std::min(left + step, picture.width);
            std::uint64_t sum = 0;
            for (std::size_t y = top; y < bottom; ++y) {
                for (std::size_t x = left; x < right; ++x)
                    sum += picture.pixels[y * picture.width + x];
            }
            plane.values.push_back(float(double(sum) / double((bottom - top) * (right - left))));
        }
    }
    return plane;
}

/// The brightness of blank paper as a smooth function of the place: light falls off quadratically at most.
class Paper
{
public:
    explicit Paper(const InkPlane& picture)
        : m_picture(picture)
    {
        m_border.reserve(2 * (picture.width + picture.height));
        for (std::size_t y = 0; y < picture.height; ++y) {
            for (std::size_t x = 0; x < picture.width; ++x) {
                if (x == 0 || y == 0 || x + 1 == picture.width || y + 1 == picture.height)
                    m_border.push_back({x, y});
                else if (x % stride() == 0 && y % stride() == 0)
                    m_inside.push_back({x, y});
            }
        }
        // From the border's median outwards: a constant, then a surface through what lies near it on the
        // border, then on all of the picture. What lies far from the surface is ink and has no say.
        m_terms[0] = medianOf(m_border);
        fit(m_border);
        m_border.insert(m_border.end(), m_inside.begin(), m_inside.end());
        fit(m_border);
        fit(m_border);
    }

    /// Of the paper, as a standard deviation.
    float noise() const { return m_noise; }

    float operator()(std::size_t x, std::size_t y) const
    {
        const auto basis = basisAt(x, y);
        double level = 0;
        for (std::size_t i = 0; i < basis.size(); ++i)
            level += m_terms[i] * basis[i];
        return float(level);
    }

private:
    using Terms = std::array<double, 6>;
    struct Place
    {
        std::size_t x;
        std::size_t y;
    };

    std::size_t stride() const { return 1 + std::max(m_picture.width, m_picture.height) / 128; }
    float at(Place place) const { return m_picture.values[place.y * m_picture.width + place.x]; }

    Terms basisAt(std::size_t x, std::size_t y) const
    {
        const double u = 2 * double(x) / double(m_picture.width) - 1;
        const double v = 2 * double(y) / double(m_picture.height) - 1;
        return {1, u, v, u * u, u * v, v * v};
    }

    double medianOf(const std::vector<Place>& places) const
    {
        std::vector<float> values(places.size());
        std::ranges::transform(places, values.begin(), [this](Place place) { return at(place); });
        return double(median(std::move(values)));
    }

    void fit(const std::vector<Place>& places)
    {
        std::vector<float> distances(places.size());
        std::ranges::transform(places, distances.begin(), [this](Place place) {
            return std::abs(at(place) - (*this)(place.x, place.y));
        });
        const float spread = 1.4826f * median(distances); // the standard deviation of normal noise
        const float reach = std::max(2.5f * spread, faintestInk);

        std::array<std::array<double, 7>, 6> equations{}; // normal equations, the right-hand side last
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
        const Terms change = solved(equations);
        const double constant = m_terms[0];
        m_terms = change;
        m_terms[0] += constant;
        m_noise = spread;
    }

    /// Gauss-Jordan. A little ridge keeps a picture of one row or column solvable.
    static Terms solved(std::array<std::array<double, 7>, 6>& equations)
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
        Terms terms{};
        for (std::size_t i = 0; i < 6; ++i)
            terms[i] = equations[i][6] / equations[i][i];
        return terms;
    }

    const InkPlane& m_picture;
    std::vector<Place> m_border, m_inside;
    Terms m_terms{};
    float m_noise = 0;
};

/// Turns brightness into its distance from the paper, to the side (darker or lighter) where more of it lies.
void subtract(const Paper& paper, InkPlane& plane)
{
    double darker = 0, lighter = 0;
    for (std::size_t y = 0; y < plane.height; ++y) {
        for (std::size_t x = 0; x < plane.width; ++x) {
            float& value = plane.values[y * plane.width + x];
            value -= paper(x, y);
            (value < 0 ? darker : lighter) += double(value) * double(value);
        }
    }
    const float sign = darker > lighter ? -1 : 1;
    for (float& value : plane.values) {
        value *= sign;
        if (value < oneLevel)
            value = 0;
    }
}

/// The typical distance of ink from paper: the mean over the ink, each part weighted by itself.
float inkLevel(const InkPlane& plane, float threshold)
{
    double sum = 0, squares = 0;
    for (const float value : plane.values) {
        if (value > threshold) {
            sum += double(value);
            squares += double(value) * double(value);
        }
    }
    return sum > 0 ? float(squares / sum) : 0;
}

} // namespace

std::optional<InkPlane> adaptiveThreshold(const GrayImage& picture)
{
    if (picture.width == 0 || picture.height == 0)
        return {};
    InkPlane plane = shrunk(picture);
    float noise = Paper(plane).noise();
    if (noise < oneLevel)
        subtract(Paper(plane), plane);
    else
        noise = toLocalContrast(plane);

    const float threshold = std::max(noiseMargin * noise, faintestInk);
    const float level = inkLevel(plane, threshold);
    if (level <= threshold * 1.25f)
        return {};

    const bool isPure = noise < oneLevel && std::max(plane.width, plane.height) <= tinySide;
    const float floor = isPure ? 0 : std::max(noiseMargin / 2 * noise, faintestShare * level);
    const float brightest = std::ranges::max(plane.values);
    const float full = isPure ? brightest : std::max(level - noiseMargin / 2 * noise, floor + level / 4);
    const float stretch = isPure && brightest > 253.5f ? 1 : 255 / (full - floor);
    for (float& value : plane.values)
        value = std::clamp((value - floor) * stretch, 0.0f, 255.0f);
    if (!isPure)
        denoise(plane, 128, 0.03);
    return plane;
}

} // namespace engine
