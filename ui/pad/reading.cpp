#include "ui/pad/reading.h"

#include "ui/pad/class_wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace {

constexpr float certain = 0.9f;
constexpr float likely = 0.6f;
constexpr float possible = 0.3f;

/// A context for the translators.
struct Wording
{
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};

std::pair<std::size_t, std::size_t> likeliestTwo(const std::vector<float>& probabilities)
{
    std::size_t best = 0;
    std::size_t second = 1;
    for (std::size_t index = 1; index < probabilities.size(); ++index) {
        if (probabilities[index] > probabilities[best])
            second = std::exchange(best, index);
        else if (probabilities[index] > probabilities[second])
            second = index;
    }
    return {best, second};
}

} // namespace

Verdict verdictOf(const Reading& reading, const QStringList& classNames)
{
    if (reading.kind == Reading::Kind::Empty || reading.probabilities.size() < 2)
        return {.best = std::nullopt, .phrase = drawingPrompt(classNames)};
    if (reading.kind == Reading::Kind::Untrained)
        return {.best = std::nullopt, .phrase = Wording::tr("Random guess: this network has not been trained")};

    const auto [best, second] = likeliestTwo(reading.probabilities);
    const float probability = reading.probabilities[best];
    const QString first = withArticle(classNames.value(qsizetype(best)));
    if (probability >= certain)
        return {.best = best, .phrase = Wording::tr("It's %1").arg(first)};
    if (probability >= likely)
        return {.best = best, .phrase = Wording::tr("Probably %1").arg(first)};
    if (probability >= possible)
        return {.best = best, .phrase = Wording::tr("Perhaps %1, or %2").arg(first, withArticle(classNames.value(qsizetype(second))))};
    return {.best = std::nullopt, .phrase = Wording::tr("Hard to say: nothing stands out")};
}
