#include "engine/layers/pool2d.h"

#include "engine/errors.h"

namespace engine {

Pool2d::Pool2d(const Options& options)
    : m_window{options.poolSize, options.stride, options.padding}
{
}

std::vector<SettingInfo> Pool2d::settings()
{
    SettingInfo padding = paddingSetting(Padding::Valid);
    padding.help = "same: squares may reach over the edge, where only what is inside counts; valid: they stay inside";
    return {
        {.name = "pool_size",
         .help = "side of the square in pixels",
         .initial = std::int64_t{2},
         .minimum = 1,
         .maximum = 28},
        {.name = "stride",
         .help = "pixels from one square to the next",
         .initial = std::int64_t{2},
         .minimum = 1,
         .maximum = 28},
        padding,
    };
}

Spec Pool2d::specOf(const std::string& kind) const
{
    return {kind,
            {{"pool_size", std::int64_t(m_window.size)},
             {"stride", std::int64_t(m_window.stride)},
             {"padding", textOf(m_window.padding)}}};
}

Shape Pool2d::outputShape(const Shape& input) const
{
    if (input.rank() != 3)
        throw ShapeError("expected maps (channels×height×width), got %1; pooling comes before Flatten and Dense",
                         input.text());
    const Shape output{input[0], m_window.outputs(input[1]), m_window.outputs(input[2])};
    if (output.elements() == 0)
        throw ShapeError("a window of %1 does not fit into maps of %2",
                         Shape{m_window.size, m_window.size}.text(), Shape{input[1], input[2]}.text());
    return output;
}

} // namespace engine
