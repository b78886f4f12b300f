#include "engine/layers/patches.h"

#include <algorithm>
#include <cstddef>

namespace engine {
namespace {

/// Outputs along one axis whose input, for one cell of the kernel, lies inside: [begin, end); input = output · stride + shift.
struct Inside
{
    std::ptrdiff_t shift = 0;
    std::size_t begin = 0;
    std::size_t end = 0;

    Inside(const Window& window, std::size_t inputs, std::size_t cell)
        : shift(std::ptrdiff_t(cell) - std::ptrdiff_t(window.padBefore(inputs)))
    {
        const std::size_t outputs = window.outputs(inputs);
        const auto stride = std::ptrdiff_t(window.stride);
        begin = std::min(outputs, std::size_t(shift >= 0 ? 0 : (-shift + stride - 1) / stride));
        const std::ptrdiff_t last = std::ptrdiff_t(inputs) - 1 - shift;
        end = last < 0 ? begin : std::clamp(std::size_t(last / stride) + 1, begin, outputs);
    }

    std::size_t input(std::size_t output, std::size_t stride) const
    {
        return std::size_t(std::ptrdiff_t(output * stride) + shift);
    }
};

/// Calls visit(row of patches, first row of the input plane, Inside y, Inside x) for every row of patches.
void forEachPatchRow(const Shape& shape, const Window& window, const auto& visit)
{
    std::size_t row = 0;
    for (std::size_t channel = 0; channel < shape[0]; ++channel)
        for (std::size_t y = 0; y < window.size; ++y)
            for (std::size_t x = 0; x < window.size; ++x)
                visit(row++, channel * shape[1] * shape[2], Inside(window, shape[1], y), Inside(window, shape[2], x));
}

} // namespace

void imageToPatches(std::span<const float> image, const Shape& shape, const Window& window, std::span<float> patches)
{
    const std::size_t height = window.outputs(shape[1]);
    const std::size_t width = window.outputs(shape[2]);
    forEachPatchRow(shape, window, [&](std::size_t row, std::size_t plane, const Inside& ys, const Inside& xs) {
        float* out = patches.data() + row * height * width;
        std::fill_n(out, ys.begin * width, 0.0f);
        for (std::size_t y = ys.begin; y < ys.end; ++y) {
            float* line = out + y * width;
            const float* in = image.data() + plane + ys.input(y, window.stride) * shape[2];
            std::fill_n(line, xs.begin, 0.0f);
            if (window.stride == 1)
                std::copy_n(in + xs.input(xs.begin, 1), xs.end - xs.begin, line + xs.begin);
            else
                for (std::size_t x = xs.begin; x < xs.end; ++x)
                    line[x] = in[xs.input(x, window.stride)];
            std::fill_n(line + xs.end, width - xs.end, 0.0f);
        }
        std::fill_n(out + ys.end * width, (height - ys.end) * width, 0.0f);
    });
}

void patchesToImage(std::span<const float> patches, const Shape& shape, const Window& window, std::span<float> image)
{
    const std::size_t height = window.outputs(shape[1]);
    const std::size_t width = window.outputs(shape[2]);
    std::ranges::fill(image, 0.0f);
    forEachPatchRow(shape, window, [&](std::size_t row, std::size_t plane, const Inside& ys, const Inside& xs) {
        for (std::size_t y = ys.begin; y < ys.end; ++y) {
            const float* line = patches.data() + (row * height + y) * width;
            float* out = image.data() + plane + ys.input(y, window.stride) * shape[2];
            if (window.stride == 1) {
                float* first = out + xs.input(xs.begin, 1);
                for (std::size_t i = 0; i < xs.end - xs.begin; ++i)
                    first[i] += line[xs.begin + i];
            } else {
                for (std::size_t x = xs.begin; x < xs.end; ++x)
                    out[xs.input(x, window.stride)] += line[x];
            }
        }
    });
}

} // namespace engine
