#pragma once

#include "engine/optim/adam_options.h"
#include "engine/optim/optimizer.h"

namespace engine {

/// Adamax (Kingma and Ba 2015, section 7.1, as Keras 2.15 has it):
/// m ← m + (1 - β1)(g - m), u ← max(β2 u, |g|), w ← w - η / (1 - β1ᵗ) · m / (u + ε).
class Adamax : public Optimizer
{
public:
    using Options = AdamOptions;

    explicit Adamax(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    void update(const Update& update) const override;

private:
    Options m_options;
};

} // namespace engine
