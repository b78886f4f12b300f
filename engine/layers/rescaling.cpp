#include "engine/layers/rescaling.h"

#include <algorithm>

namespace engine {

Rescaling::Rescaling(const Options& options)
    : m_options(options)
{
}

const KindInfo& Rescaling::info()
{
    static const KindInfo kind{
        .kind = "rescaling",
        .title = "Rescaling",
        .help = "Multiplies every number and adds to it; with 255, pixels run from 0 to 255 and not to 1.",
        .settings = {
            {.name = "scale", .help = "what numbers are multiplied with", .initial = 255.0, .minimum = -1e6, .maximum = 1e6},
            {.name = "offset", .help = "what is then added", .initial = 0.0, .minimum = -1e6, .maximum = 1e6},
        },
    };
    return kind;
}

Spec Rescaling::spec() const
{
    return {info().kind, {{"scale", m_options.scale}, {"offset", m_options.offset}}};
}

void Rescaling::forward(const ForwardPass& pass) const
{
    const auto scale = float(m_options.scale);
    const auto offset = float(m_options.offset);
    std::ranges::transform(pass.input, pass.output.begin(), [=](float x) { return x * scale + offset; });
}

void Rescaling::backward(const BackwardPass& pass) const
{
    const auto scale = float(m_options.scale);
    if (!pass.inputGradient.empty())
        std::ranges::transform(pass.outputGradient, pass.inputGradient.begin(), [=](float dy) { return dy * scale; });
}

} // namespace engine
