#include "app/views/model/schedule_words.h"

#include "engine/optim/schedule.h"
#include "ui/fields/words.h"

#include <QCoreApplication>

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("scheduleInWords", text);
}

QString epochs(double count)
{
    return count == 1 ? say("1 epoch") : say("%1 epochs").arg(shortest(count));
}

QString withoutWarmup(const engine::Spec& schedule)
{
    if (schedule.kind == "step") {
        const double every = schedule.real("epochs");
        return say("Steps, × %1 every %2").arg(shortest(schedule.real("factor")), every == 1 ? say("epoch") : epochs(every));
    }
    if (schedule.kind == "exponential")
        return say("Exponential, × %1").arg(shortest(schedule.real("decay")));
    if (schedule.kind == "cosine") {
        const double end = schedule.real("final");
        return say("Cosine, %1 in %2").arg(end == 0 ? say("to 0") : say("to × %1").arg(shortest(end)), epochs(schedule.real("epochs")));
    }
    if (schedule.kind == "one_cycle")
        return say("One cycle, up and down in %1").arg(epochs(schedule.real("epochs")));
    return say("Constant");
}

} // namespace

QString scheduleInWords(const engine::Spec& schedule)
{
    const engine::Spec whole = engine::complete(schedule, engine::scheduleKinds(), "schedule");
    const QString words = withoutWarmup(whole);
    const double warmup = whole.settings.contains("warmup") ? whole.real("warmup") : 0;
    return warmup > 0 ? say("%1, after %2 of warm-up").arg(words, epochs(warmup)) : words;
}
