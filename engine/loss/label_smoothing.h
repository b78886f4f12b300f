#pragma once

#include "engine/recipe/spec.h"

#include <cstddef>

namespace engine {

/// Makes targets less than certain, so that a network is not pushed to ever larger outputs by samples that it has right:
/// (1 - share) t + share / classes (Szegedy et al. 2016, section 7; label_smoothing of Keras' losses, 0 as there).
class LabelSmoothing
{
public:
    /// share: [0, 1]. classes: between which one target is uncertain.
    LabelSmoothing(double share, std::size_t classes)
        : m_kept(float(1 - share))
        , m_added(float(share / double(classes)))
    {
    }

    static SettingInfo setting();

    float operator()(float target) const { return m_kept * target + m_added; }

private:
    float m_kept;
    float m_added;
};

} // namespace engine
