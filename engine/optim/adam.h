#pragma once

#include "engine/optim/adam_options.h"
#include "engine/optim/optimizer.h"

namespace engine {

/// Adam (Kingma and Ba 2015, the form before section 2.1, as Keras has it):
/// m ← m + (1 - β1)(g - m), v ← v + (1 - β2)(g² - v), w ← w - η √(1 - β2ᵗ)/(1 - β1ᵗ) · m / (√v + ε).
/// ε is not corrected for bias.
class Adam : public Optimizer
{
public:
    using Options = AdamOptions;

    explicit Adam(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    void update(const Update& update) const override;

private:
    Options m_options;
};

} // namespace engine
