#include "engine/layers/window.h"

#include <algorithm>

namespace engine {

std::size_t Window::outputs(std::size_t inputs) const
{
    if (padding == Padding::Same)
        return (inputs + stride - 1) / stride;
    return inputs < size ? 0 : (inputs - size) / stride + 1;
}

std::size_t Window::padBefore(std::size_t inputs) const
{
    if (padding == Padding::Valid)
        return 0;
    const std::size_t reach = (outputs(inputs) - 1) * stride + size;
    return reach > inputs ? (reach - inputs) / 2 : 0;
}

Reach Window::reach(std::size_t inputs, std::size_t output) const
{
    const std::size_t padded = output * stride;
    const std::size_t before = padBefore(inputs);
    return {.begin = padded > before ? padded - before : 0, .end = std::min(inputs, padded + size - before)};
}

SettingInfo paddingSetting(Padding initial)
{
    return {.name = "padding",
            .help = "same: zeros around, so that stride 1 keeps the size; valid: the window stays inside",
            .initial = textOf(initial),
            .choices = {textOf(Padding::Same), textOf(Padding::Valid)}};
}

Padding paddingFrom(const std::string& text)
{
    return text == "same" ? Padding::Same : Padding::Valid;
}

std::string textOf(Padding padding)
{
    return padding == Padding::Same ? "same" : "valid";
}

} // namespace engine
