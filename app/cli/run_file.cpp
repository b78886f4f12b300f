#include "app/cli/run_file.h"

namespace cli {

bool RunFile::isDue()
{
    const auto now = Clock::now();
    if (now - m_last < m_pause)
        return false;
    m_last = now;
    return true;
}

void RunFile::keep(engine::SavedModel run) const
{
    // What came in after the checkpoint comes again when the run goes on from it.
    const auto isLater = [&](const auto& record) { return record.step > run.checkpoint.step; };
    const auto isTaughtLater = [&](const auto& record) { return record.step > run.checkpoint.pretrainingStep; };
    std::erase_if(run.history, isLater);
    std::erase_if(run.steps, isLater);
    std::erase_if(run.pretraining, isTaughtLater);
    std::erase_if(run.pretrainingSteps, isTaughtLater);
    engine::saveModel(run, m_file);
}

} // namespace cli
