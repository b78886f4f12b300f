#pragma once

#include "engine/recipe/recipe.h"
#include "engine/train/checkpoint.h"

#include <span>

namespace engine {

/// When a run ends before its last epoch. Named and defined as Keras' callback (keras.io/api/callbacks/early_stopping),
/// with the direction taken from what is watched: losses are to fall, accuracies to rise.
std::span<const KindInfo> earlyStoppingKinds();

/// Throws SettingError when the complete recipe's early stopping watches what its runs do not have.
void requireWatchable(const Recipe& recipe);

/// Watches one value from epoch to epoch. An epoch improves on the best one when its value, made worse by min_delta, is
/// still better; the run ends after patience epochs that did not, but not after its first.
class EarlyStopping
{
public:
    /// spec: complete.
    explicit EarlyStopping(const Spec& spec);

    bool isActive() const { return m_isActive; }
    const StoppingState& state() const { return m_state; }
    void setState(StoppingState state) { m_state = std::move(state); }

    /// epochs: ended so far, this one too; record: how it went; parameters: at its end.
    void endEpoch(std::uint64_t epochs, const EvaluationRecord& record, std::span<const float> parameters);
    /// Exchanges the parameters for those kept, if there are any: the last step's for the best epoch's, or back.
    void exchange(Buffer& parameters);

private:
    bool improves(double value) const;

    bool m_isActive = false;
    bool m_restoresBest = false;
    bool m_isLoss = true;
    float EvaluationRecord::*m_monitor = nullptr;
    double m_minDelta = 0;
    std::uint64_t m_patience = 0;
    std::uint64_t m_startFromEpoch = 0;
    StoppingState m_state;
};

} // namespace engine
