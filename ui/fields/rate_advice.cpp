#include "ui/fields/rate_advice.h"

#include <QCoreApplication>

namespace {

constexpr double largestUsualRate = 1; // Adadelta's own; of the others 0.1 is much

} // namespace

QString rateAdvice(double rate)
{
    if (rate == 0)
        return QCoreApplication::translate("rateAdvice", "At a rate of 0 the weights stay as they are: nothing is learnt.");
    if (rate > largestUsualRate)
        return QCoreApplication::translate("rateAdvice", "Steps this large throw the weights far: 0.0001 to 0.1 is usual.");
    return {};
}
