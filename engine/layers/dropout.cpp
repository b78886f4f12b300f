#include "engine/layers/dropout.h"

#include "engine/tensor/loops.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace engine {
namespace {

/// 0 or scale, four draws of 16 bits from each random word, the lowest first.
void drawMask(std::span<float> mask, std::uint32_t dropBelow, float scale, Random random)
{
    std::array<std::uint16_t, 256> draws;
    for (std::size_t begin = 0; begin < mask.size(); begin += draws.size()) {
        const std::size_t count = std::min(draws.size(), mask.size() - begin);
        for (std::size_t i = 0; i < count; i += 4) {
            const std::uint64_t word = random.bits();
            for (std::size_t k = 0; k < 4; ++k)
                draws[i + k] = std::uint16_t(word >> (16 * k));
        }
        for (std::size_t i = 0; i < count; ++i)
            mask[begin + i] = draws[i] < dropBelow ? 0.0f : scale;
    }
}

/// product may be a: no number depends on another one.
void multiplyEach(std::span<const float> a, std::span<const float> b, std::span<float> product)
{
    DIGITSCOPE_INDEPENDENT_TURNS
    for (std::size_t i = 0; i < product.size(); ++i)
        product[i] = a[i] * b[i];
}

} // namespace

Dropout::Dropout(const Options& options)
    : m_rate(options.rate)
{
}

const KindInfo& Dropout::info()
{
    static const KindInfo kind{
        .kind = "dropout",
        .title = "Dropout",
        .help = "While training, sets a random share of its inputs to 0, so that no unit can rely on a single other "
                "one. It does nothing when the network predicts.",
        .settings = {{.name = "rate", .help = "share of the inputs that is set to 0", .initial = 0.2, .minimum = 0, .maximum = 0.95}},
    };
    return kind;
}

Spec Dropout::spec() const
{
    return {info().kind, {{"rate", m_rate}}};
}

void Dropout::forward(const ForwardPass& pass) const
{
    if (pass.mode != PassMode::Training) {
        if (pass.output.data() != pass.input.data())
            std::ranges::copy(pass.input, pass.output.begin());
        return;
    }
    const auto dropBelow = std::uint32_t(std::lround(m_rate * 65'536));
    const float scale = 65'536.0f / float(65'536 - dropBelow);
    const std::size_t width = pass.inputShape.elements();
    for (std::size_t i = 0; i < pass.samples; ++i)
        drawMask(pass.saved.subspan(i * width, width), dropBelow, scale,
                 {Purpose::Dropout, {pass.draw.seed, pass.draw.step, pass.draw.layer, pass.draw.firstSample + i}});
    multiplyEach(pass.input, pass.saved.first(pass.input.size()), pass.output);
}

void Dropout::backward(const BackwardPass& pass) const
{
    if (pass.inputGradient.empty())
        return;
    if (pass.mode == PassMode::Training)
        multiplyEach(pass.outputGradient, pass.saved.first(pass.outputGradient.size()), pass.inputGradient);
    else if (pass.inputGradient.data() != pass.outputGradient.data())
        std::ranges::copy(pass.outputGradient, pass.inputGradient.begin());
}

} // namespace engine
