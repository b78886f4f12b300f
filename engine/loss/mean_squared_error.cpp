#include "engine/loss/mean_squared_error.h"

namespace engine {

const KindInfo& MeanSquaredError::info()
{
    static const KindInfo kind{"mean_squared_error", "Mean squared error",
                               "The mean of the squared differences between the outputs and what they should be.", {}};
    return kind;
}

Spec MeanSquaredError::spec() const
{
    return {info().kind, {}};
}

double MeanSquaredError::evaluate(std::span<const float> outputs, std::span<const float> targets, std::size_t width,
                                  float weight, std::span<float> gradient) const
{
    double squares = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const double distance = double(outputs[i]) - double(targets[i]);
        squares += distance * distance;
    }
    if (!gradient.empty()) {
        const float slope = 2 * weight / float(width);
        for (std::size_t i = 0; i < outputs.size(); ++i)
            gradient[i] = slope * (outputs[i] - targets[i]);
    }
    return squares / double(width);
}

} // namespace engine
