#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// While training each number is set to 0 with probability rate and the others are divided by 1 - rate, so that the
/// mean stays ("inverted dropout", Srivastava et al. 2014, section 10). Otherwise it does nothing.
/// The mask of a sample depends on the seed, the step, the layer and the sample's place in the batch alone.
class Dropout : public Layer
{
public:
    struct Options
    {
        double rate = 0.2; ///< [0, 0.95], kept to 1/65,536
    };

    explicit Dropout(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override { return input; }
    Aliasing aliasing() const override { return Aliasing::Overwrites; }
    std::size_t savedPerSample(const Shape& input) const override { return input.elements(); }
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

private:
    double m_rate;
};

} // namespace engine
