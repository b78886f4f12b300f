#include "engine/layers/flatten.h"

#include <algorithm>

namespace engine {

const KindInfo& Flatten::info()
{
    static const KindInfo kind{"flatten", "Flatten", "Lays all maps out in one row, for dense layers.", {}};
    return kind;
}

Spec Flatten::spec() const
{
    return {info().kind, {}};
}

void Flatten::forward(const ForwardPass& pass) const
{
    if (pass.output.data() != pass.input.data())
        std::ranges::copy(pass.input, pass.output.begin());
}

void Flatten::backward(const BackwardPass& pass) const
{
    if (!pass.inputGradient.empty() && pass.inputGradient.data() != pass.outputGradient.data())
        std::ranges::copy(pass.outputGradient, pass.inputGradient.begin());
}

} // namespace engine
