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
    run.log.truncate(run.checkpoint.step, run.checkpoint.pretrainingStep);
    engine::saveModel(run, m_file);
}

} // namespace cli
