#include "ui/pad/prediction.h"

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

bool areDigits(const QStringList& classNames)
{
    return std::ranges::all_of(classNames, [](const QString& name) { return name.size() == 1 && name[0].isDigit(); });
}

} // namespace

Verdict verdictOf(const Prediction& prediction, const QStringList& classNames)
{
    if (prediction.kind == Prediction::Kind::Empty || prediction.probabilities.size() < 2)
        return {.phrase = drawingPrompt(classNames)};
    if (prediction.kind == Prediction::Kind::Untrained)
        return {.phrase = Wording::tr("Random guess: this network has not been trained")};

    if (prediction.kind == Prediction::Kind::Rejected)
        return {.phrase = (areDigits(classNames) ? Wording::tr("No digit (nearest: %1)") : Wording::tr("None of them (nearest: %1)"))
                              .arg(classNames.value(qsizetype(likeliestTwo(prediction.probabilities).first))),
                .isDoubtful = true};

    const auto [best, second] = likeliestTwo(prediction.probabilities);
    const float probability = prediction.probabilities[best];
    const QString first = withArticle(classNames.value(qsizetype(best)));
    if (probability >= certain)
        return {.best = best, .phrase = Wording::tr("Looks like %1").arg(first)};
    if (probability >= likely)
        return {.best = best, .phrase = Wording::tr("Probably %1").arg(first)};
    if (probability >= possible)
        return {.best = std::nullopt,
                .phrase = Wording::tr("%1 or %2?").arg(classNames.value(qsizetype(best)), classNames.value(qsizetype(second))),
                .isDoubtful = true};
    return {.best = std::nullopt, .phrase = Wording::tr("Hard to say: nothing stands out"), .isDoubtful = true};
}
