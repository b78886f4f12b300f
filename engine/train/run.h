#pragma once

#include "engine/train/trainer.h"
#include "engine/train/training_controls.h"
#include "engine/train/training_feed.h"

#include <stop_token>

namespace engine {

/// Trains to the end of the recipe, reporting to the feed and obeying the controls; blocks, so run it on a thread of
/// its own. Pre-trains first, if the recipe wants it, evaluating each epoch. Evaluates before the first step, at a few
/// early steps and after each epoch. A run that is over, at its end or by early stopping, has the best epoch's weights
/// where the recipe wants them.
/// Throws what the trainer throws; the caller hands that to feed.finish().
void runTraining(Trainer& trainer, TrainingFeed& feed, TrainingControls& controls, std::stop_token stop);

} // namespace engine
