#include "app/session/time_left.h"

#include "app/session/run.h"

std::optional<double> pretrainingSecondsLeft(const Run& run)
{
    const Run::Progress now = run.progress();
    if (!run.isTraining() || !now.isPretraining() || !(now.samplesPerSecond > 0))
        return {};
    return double(now.pretraining.steps() - now.pretrainingStep) * double(run.state().recipe.batchSize) / now.samplesPerSecond;
}
