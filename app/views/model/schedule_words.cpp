#include "app/views/model/schedule_words.h"

#include "engine/optim/schedule.h"
#include "ui/fields/words.h"

#include <QCoreApplication>

namespace {

struct ScheduleWords
{
    Q_DECLARE_TR_FUNCTIONS(ScheduleWords)
};

QString epochs(double count)
{
    return count == 1 ? ScheduleWords::tr("1 epoch") : ScheduleWords::tr("%1 epochs").arg(shortest(count));
}

QString withoutWarmup(const engine::Spec& schedule)
{
    if (schedule.kind == "step") {
        const double every = schedule.real("epochs");
        return ScheduleWords::tr("Steps, × %1 every %2").arg(shortest(schedule.real("factor")), every == 1 ? ScheduleWords::tr("epoch") : epochs(every));
    }
    if (schedule.kind == "exponential")
        return ScheduleWords::tr("Exponential, × %1").arg(shortest(schedule.real("decay")));
    if (schedule.kind == "cosine") {
        const double end = schedule.real("final");
        return ScheduleWords::tr("Cosine, %1 in %2").arg(end == 0 ? ScheduleWords::tr("to 0") : ScheduleWords::tr("to × %1").arg(shortest(end)), epochs(schedule.real("epochs")));
    }
    if (schedule.kind == "one_cycle")
        return ScheduleWords::tr("One cycle, up and down in %1").arg(epochs(schedule.real("epochs")));
    return ScheduleWords::tr("Constant");
}

} // namespace

QString scheduleInWords(const engine::Spec& schedule)
{
    const engine::Spec whole = engine::complete(schedule, engine::scheduleKinds(), "schedule");
    const QString words = withoutWarmup(whole);
    const double warmup = whole.settings.contains("warmup") ? whole.real("warmup") : 0;
    return warmup > 0 ? ScheduleWords::tr("%1, after %2 of warm-up").arg(words, epochs(warmup)) : words;
}
