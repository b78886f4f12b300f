#pragma once

#include "engine/train/trainer.h"
#include "engine/train/training_controls.h"
#include "engine/train/training_feed.h"

#include <chrono>
#include <span>
#include <optional>
#include <stop_token>

namespace engine {

/// How a run is evaluated that somebody watches and does not want to wait for.
struct WatchedEvaluation
{
    /// So long the untrained network is looked at before the first step; the FirstLook tells of what was read. 0: not.
    std::chrono::milliseconds firstLook{150};
    /// Of the run's time, what the evaluations may take that it does not wait for.
    double share = 0.15;
    /// The least that they take at a time.
    std::chrono::milliseconds slice{10};
    /// Weights of step 0, whose evaluation a stop has cut off from a run that goes on now, while it begins. Empty: nothing
    /// is missing.
    std::span<const float> cutOffStart{};
};

/// Trains to the end of the recipe, reporting to the feed and obeying the controls; blocks, so run it on a thread of
/// its own. Pre-trains first, if the recipe wants it, evaluating each epoch. Evaluates before the first step, at a few
/// early steps and after each epoch, and waits for it; a pause leaves an evaluation where it is. A run that is over, at
/// its end or by early stopping, has the best epoch's weights where the recipe wants them.
/// watched: the run waits for the evaluations of the epochs alone. The record of step 0 comes late; early steps are
/// those at which there is time for them; and a step that is asked for during an epoch's evaluation goes first, unless
/// early stopping needs to know.
/// Throws what the trainer throws; the caller hands that to feed.finish().
void runTraining(Trainer& trainer, TrainingFeed& feed, TrainingControls& controls, std::stop_token stop,
                 const std::optional<WatchedEvaluation>& watched = {});

} // namespace engine
