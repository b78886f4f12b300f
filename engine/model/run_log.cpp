#include "engine/model/run_log.h"

#include <algorithm>

namespace engine {
namespace {

template<typename Record>
void appendTo(std::vector<Record>& records, const std::vector<Record>& more)
{
    records.insert(records.end(), more.begin(), more.end());
}

template<typename Record>
void eraseAfter(std::vector<Record>& records, std::uint64_t step)
{
    std::erase_if(records, [step](const Record& record) { return record.step > step; });
}

} // namespace

bool RunLog::isEmpty() const
{
    return steps.empty() && evaluations.empty() && pretrainingSteps.empty() && pretrainingEpochs.empty() && events.empty();
}

void RunLog::append(const RunLog& more)
{
    appendTo(steps, more.steps);
    appendTo(pretrainingSteps, more.pretrainingSteps);
    appendTo(pretrainingEpochs, more.pretrainingEpochs);
    appendTo(events, more.events);
    for (const EvaluationRecord& record : more.evaluations) {
        const auto place = std::ranges::lower_bound(evaluations, record.step, {}, &EvaluationRecord::step);
        if (place != evaluations.end() && place->step == record.step)
            *place = record;
        else
            evaluations.insert(place, record);
    }
}

void RunLog::truncate(std::uint64_t step, std::uint64_t pretrainingStep)
{
    eraseAfter(steps, step);
    eraseAfter(evaluations, step);
    eraseAfter(events, step);
    eraseAfter(pretrainingSteps, pretrainingStep);
    eraseAfter(pretrainingEpochs, pretrainingStep);
}

void RunLog::clear()
{
    steps.clear();
    evaluations.clear();
    pretrainingSteps.clear();
    pretrainingEpochs.clear();
    events.clear();
}

} // namespace engine
