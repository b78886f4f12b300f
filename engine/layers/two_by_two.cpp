#include "engine/layers/two_by_two.h"

#include "engine/tensor/simd.h"

namespace engine::two_by_two {
namespace {

using simd::Vector;

/// What four numbers of a square give; T is a number or a vector of them.
template<typename T>
struct Choice
{
    T largest;
    T which;

    Choice(const T& a, const T& b, const T& c, const T& d)
    {
        const T zero{};
        const T one = zero + 1.0f;
        const T above = a < b ? b : a;
        const T below = c < d ? d : c;
        const T whichAbove = a < b ? one : zero;
        const T whichBelow = c < d ? one + 2.0f : one + 1.0f;
        const T sum = (a + b) + (c + d);
        const T top = above < below ? below : above;
        which = above < below ? whichBelow : whichAbove;
        largest = sum == sum ? top : sum; // a NaN must not vanish here
    }
};

/// From what is `whole` floats in to the end of an array, a vector may be read or written.
bool hasRoom(const float* at, const float* end, std::size_t whole)
{
    return end - at >= std::ptrdiff_t(whole);
}

} // namespace

void forward(const float* maps, std::size_t count, std::size_t height, std::size_t width, float* largest, float* choice)
{
    // Whole vectors as long as they stay inside; what they write past a row's end, the next row writes again.
    const std::size_t rows = count * height;
    const float* mapsEnd = maps + rows * 4 * width;
    const float* largestEnd = largest + rows * width;
    for (std::size_t row = 0; row < rows; ++row, maps += 4 * width, largest += width, choice += width) {
        const float* above = maps;
        const float* below = maps + 2 * width;
        std::size_t x = 0;
        for (; x < width && hasRoom(below + 2 * x, mapsEnd, 2 * simd::width) && hasRoom(largest + x, largestEnd, simd::width);
             x += simd::width) {
            const Vector a = simd::load(above + 2 * x);
            const Vector b = simd::load(above + 2 * x + simd::width);
            const Vector c = simd::load(below + 2 * x);
            const Vector d = simd::load(below + 2 * x + simd::width);
            const Choice<Vector> chosen(simd::evens(a, b), simd::odds(a, b), simd::evens(c, d), simd::odds(c, d));
            simd::store(largest + x, chosen.largest);
            simd::store(choice + x, chosen.which);
        }
        for (; x < width; ++x) {
            const Choice<float> chosen(above[2 * x], above[2 * x + 1], below[2 * x], below[2 * x + 1]);
            largest[x] = chosen.largest;
            choice[x] = chosen.which;
        }
    }
}

void backward(const float* gradient, const float* choice, std::size_t count, std::size_t height, std::size_t width,
              float* maps)
{
    const std::size_t rows = count * height;
    const float* gradientEnd = gradient + rows * width;
    const float* mapsEnd = maps + rows * 4 * width;
    const auto where = [](const Vector& g, const Vector& which, float place) {
        return which == Vector{} + place ? g : Vector{};
    };
    for (std::size_t row = 0; row < rows; ++row, maps += 4 * width, gradient += width, choice += width) {
        // The upper row first: what its vectors write past its end lies in the lower one.
        for (std::size_t y = 0; y < 2; ++y) {
            float* to = maps + y * 2 * width;
            const auto first = float(2 * y);
            std::size_t x = 0;
            for (; x < width && hasRoom(gradient + x, gradientEnd, simd::width) && hasRoom(to + 2 * x, mapsEnd, 2 * simd::width);
                 x += simd::width) {
                const Vector g = simd::load(gradient + x);
                const Vector which = simd::load(choice + x);
                const Vector even = where(g, which, first);
                const Vector odd = where(g, which, first + 1);
                simd::store(to + 2 * x, simd::lowerHalves(even, odd));
                simd::store(to + 2 * x + simd::width, simd::upperHalves(even, odd));
            }
            for (; x < width; ++x) {
                to[2 * x] = choice[x] == first ? gradient[x] : 0;
                to[2 * x + 1] = choice[x] == first + 1 ? gradient[x] : 0;
            }
        }
    }
}

} // namespace engine::two_by_two
