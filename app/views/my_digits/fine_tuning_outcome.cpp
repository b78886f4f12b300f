#include "app/views/my_digits/fine_tuning_outcome.h"

#include <algorithm>

namespace {

constexpr std::size_t mostFlipsShown = 200;

BeforeAndAfter beforeAndAfter(const engine::Comparison& one)
{
    return {.samples = int(one.samples), .before = int(one.rightBefore), .after = int(one.rightAfter)};
}

DigitTile tileOf(const engine::Flip& flip, const engine::Dataset& test)
{
    const auto columns = test.sampleShape[test.sampleShape.rank() - 1];
    const auto pixels = test.sample(flip.index);
    const bool isForgotten = flip.isForgotten();
    return {.id = quint64(flip.index) + 1,
            .picture = greyPicture(pixels, int(pixels.size() / columns), int(columns)),
            .label = QString::number(flip.label),
            .prediction = isForgotten ? FineTuningReport::tr("✗ %1").arg(flip.after) : FineTuningReport::tr("%1 → ✓").arg(flip.before),
            .isWrong = isForgotten,
            .isGood = !isForgotten,
            .tip = FineTuningReport::tr("Test digit %1, labelled %2: read as %3 before, as %4 now. Enter shows it.")
                       .arg(flip.index + 1)
                       .arg(flip.label)
                       .arg(flip.before)
                       .arg(flip.after)};
}

} // namespace

FineTuningOutcome fineTuningOutcome(const FineTuner::Outcome& outcome)
{
    const engine::FineTuned& result = outcome.result;
    const QString dataName = QString::fromStdString(outcome.data->name);
    FineTuningOutcome shown{.mine = beforeAndAfter(result.mine),
                            .test = beforeAndAfter(result.test),
                            .testName = result.testStride == 1 ? dataName
                                                             : FineTuningReport::tr("%1 (one in %2)").arg(dataName).arg(result.testStride),
                            .forgotten = int(result.test.forgotten()),
                            .gained = int(result.test.gained()),
                            .hand = QString::fromStdString(engine::writerInWords(result.writerTransform)),
                            .way = result.interpolation,
                            .seconds = result.seconds,
                            .flips = {}};
    std::vector<engine::Flip> flips = result.test.flips;
    std::ranges::stable_partition(flips, &engine::Flip::isForgotten);
    flips.resize(std::min(flips.size(), mostFlipsShown));
    for (const engine::Flip& flip : flips)
        shown.flips.push_back(tileOf(flip, outcome.data->test));
    return shown;
}
