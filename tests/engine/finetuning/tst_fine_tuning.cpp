#include "engine/drawing/digit_image.h"
#include "engine/errors.h"
#include "engine/finetuning/fine_tuning.h"
#include "engine/finetuning/fine_tuning_plan.h"
#include "engine/finetuning/rehearsal.h"
#include "engine/gallery/gallery.h"
#include "engine/synthetic/synthetic_digits.h"
#include "engine/train/complete_recipe.h"
#include "engine/train/trainer.h"
#include "tests/registered_test.h"
#include "tests/small_runs.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <set>
#include <string>

using namespace engine;

namespace {

/// Digits that lean far to the left: a writer that the network does not know.
std::vector<StrokeSample> leaning(std::size_t count, std::uint64_t seed)
{
    std::vector<StrokeSample> samples;
    for (std::size_t i = 0; i < count; ++i) {
        StrokeSample sample{.strokes = syntheticStrokes(int(i % 10), seed, i), .label = int(i % 10), .isLabelled = true, .number = {}, .writer = {}};
        for (Stroke& stroke : sample.strokes)
            for (PenPoint& point : stroke)
                point.x += 0.9f * point.y; // leaning far to the left
        samples.push_back(std::move(sample));
    }
    return samples;
}

/// Bars of every shade, whose label is the last digit of their number.
Dataset bars(std::size_t count)
{
    Dataset data;
    for (std::size_t i = 0; i < count; ++i) {
        data.labels.push_back(std::uint8_t(i % 10));
        data.pixels.resize(data.pixels.size() + 784);
        for (std::size_t row = 8; row < 20; ++row)
            std::fill_n(data.pixels.end() - 784 + std::ptrdiff_t(row * 28 + 8), 12, std::uint8_t(1 + i % 250));
    }
    return data;
}

Buffer trained(const Recipe& recipe, const std::shared_ptr<const DataSplits>& data, int epochs)
{
    Trainer trainer(recipe, data, 0);
    while (trainer.stepsDone() < std::uint64_t(epochs) * trainer.stepsPerEpoch())
        trainer.step();
    return {trainer.parameters().begin(), trainer.parameters().end()};
}

std::size_t wrong(const Recipe& recipe, const Buffer& parameters, const Dataset& digits)
{
    Trainer trainer(recipe, splits(digits, digits), 0);
    Checkpoint at = trainer.checkpoint();
    at.parameters = parameters;
    trainer.restore(at);
    const Evaluation evaluation = trainer.evaluate(digits);
    return std::size_t(double(digits.size()) * (1 - evaluation.accuracy) + 0.5);
}

} // namespace

/// What "Learn from my digits" does to a network.
class FineTuningTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_data = splits(syntheticDigits(3000, 11), syntheticDigits(600, 12));
        m_recipe = smallNormalizedCnn();
        m_parameters = trained(m_recipe, m_data, 6);
    }

    void readsAnOddHandBetterAndForgetsLittle()
    {
        const auto result = fineTune(order());
        const std::vector<StrokeSample> held = leaning(200, 78);
        const std::size_t before = wrong(m_recipe, m_parameters, asDrawn(held));
        const std::size_t after = wrong(m_recipe, result->parameters, asDrawn(transformed(held, result->writerTransform)));
        QVERIFY2(before > 60, qPrintable(QString::number(before))); // it is odd
        QVERIFY2(after < before / 2, qPrintable(QStringLiteral("%1 wrong, %2 before").arg(after).arg(before)));
        QVERIFY(!result->writerTransform.isNone());
        QCOMPARE(result->mine.samples, std::size_t{20});
        QVERIFY(result->mine.rightAfter > result->mine.rightBefore);
        QVERIFY(result->test.accuracyAfter() > result->test.accuracyBefore() - 0.03);
    }

    void theReportIsTrue()
    {
        const auto result = fineTune(order());
        const Dataset& test = m_data->test;
        QCOMPARE(result->test.samples, test.size());
        QCOMPARE(test.size() - result->test.rightBefore, wrong(m_recipe, m_parameters, test));
        QCOMPARE(test.size() - result->test.rightAfter, wrong(m_recipe, result->parameters, test));
        QCOMPARE(result->test.rightBefore - result->test.forgotten() + result->test.gained(), result->test.rightAfter);
        for (const Flip& flip : result->test.flips) {
            QCOMPARE(flip.label, test.labels[flip.index]);
            QVERIFY((flip.before == flip.label) != (flip.after == flip.label));
        }
    }

    // reader multiplies 13.3 million times for a picture: 784·9·32 + 196·9·48 (32 + 48) + 49·9·96 (48 + 96) + 1,536·128 +
    // 128·10; cnn-2 3.9 million times.
    void readsOnlySomeTestDigitsWithALargeNetwork()
    {
        const auto stepOf = [](const char* preset, std::size_t samples) {
            const Recipe recipe = findPreset(preset);
            return evaluationStride(Sequential(recipe.input, std::span<const Spec>(recipe.layers)), samples);
        };
        QCOMPARE(stepOf("mlp-128-64", 10'000), std::size_t{1}); // 1e9 in all, of 2.5e10
        QCOMPARE(stepOf("cnn-2", 10'000), std::size_t{2}); // 3.9e10
        QCOMPARE(stepOf("reader", 10'000), std::size_t{6}); // 1.33e11
        QCOMPARE(stepOf("reader", 0), std::size_t{1});
    }

    void isTheSameForAnyNumberOfThreads()
    {
        FineTuning one = order();
        one.threads = 1;
        FineTuning three = order();
        three.threads = 3;
        const auto a = fineTune(one);
        const auto b = fineTune(three);
        QCOMPARE(a->parameters, b->parameters);
        QCOMPARE(a->test.flips, b->test.flips);
        one.seed = 2;
        QVERIFY(fineTune(one)->parameters != a->parameters);
    }

    void leavesTheStatisticsOfTheOldDataAlone()
    {
        const auto result = fineTune(order());
        const Sequential network(m_recipe.input, std::span<const Spec>(complete(m_recipe).layers));
        for (const ParameterSlice& slice : network.parameters().slices()) {
            const auto now = std::span(result->parameters).subspan(slice.offset, slice.size());
            const auto then = std::span(m_parameters).subspan(slice.offset, slice.size());
            QCOMPARE(std::ranges::equal(now, then), slice.spec.role == ParameterSpec::Role::Statistic);
        }
    }

    void endsWhenToldAndChangesNothing()
    {
        for (const auto stage : {FineTuningProgress::Stage::EvaluatingBefore, FineTuningProgress::Stage::FittingWriter, FineTuningProgress::Stage::Training, FineTuningProgress::Stage::EvaluatingAfter}) {
            double last = -1;
            bool isInOrder = true;
            const auto result = fineTune(order(), [&](const FineTuningProgress& progress) {
                isInOrder &= progress.share >= last && progress.share <= 1;
                last = progress.share;
                return progress.stage != stage;
            });
            QVERIFY(!result);
            QVERIFY(isInOrder);
        }
    }

    // Digits as everybody writes them, all said to be the next one: what learns that reads the old ones wrong.
    void goesOnlyAPartOfTheWayWhereOldDigitsWouldBeForgotten()
    {
        FineTuning fineTuning = order();
        fineTuning.drawings = leaning(20, 77);
        for (StrokeSample& drawing : fineTuning.drawings) {
            for (Stroke& stroke : drawing.strokes)
                for (PenPoint& point : stroke)
                    point.x -= 0.9f * point.y; // upright again
            drawing.label = (*drawing.label + 1) % 10;
        }
        const auto result = fineTune(fineTuning);
        QVERIFY2(result->interpolation > 0 && result->interpolation < 1, qPrintable(QString::number(result->interpolation)));
    }

    void drawingsWithoutALabelOrInkAreLeftOut()
    {
        FineTuning fineTuning = order();
        fineTuning.drawings.insert(fineTuning.drawings.begin(), {.strokes = {{{1, 1}, {5, 5}}}, .label = {}, .isLabelled = false, .number = {}, .writer = {}});
        fineTuning.drawings[3].strokes = {{}}; // no ink
        const auto result = fineTune(fineTuning);
        QCOMPARE(result->mine.samples, std::size_t{19});
        QCOMPARE(result->learnt.front(), std::size_t{1});
        QVERIFY(std::ranges::find(result->learnt, std::size_t{3}) == result->learnt.end());
        fineTuning.drawings.resize(1); // the one without a label
        QVERIFY_THROWS_EXCEPTION(Error, fineTune(fineTuning));
    }

    void aScribbleIsLearntAndCountsNeitherAsRightNorAsWrong()
    {
        FineTuning fineTuning = order();
        fineTuning.drawings.push_back({.strokes = {{{1, 1}, {5, 5}, {1, 6}, {8, 0}}}, .label = {}, .isLabelled = true, .number = {}, .writer = {}});
        const auto result = fineTune(fineTuning);
        QCOMPARE(result->learnt.size(), std::size_t{21});
        QCOMPARE(result->mine.samples, std::size_t{20});
    }

    void refusesWhatCannotLearnDigits()
    {
        FineTuning fineTuning = order();
        fineTuning.recipe = autoencoderRecipe();
        QVERIFY_THROWS_EXCEPTION(ShapeError, fineTune(fineTuning));
        fineTuning.recipe = xorRecipe();
        QVERIFY_THROWS_EXCEPTION(ShapeError, fineTune(fineTuning));
        fineTuning = order();
        DataSplits clothes = *m_data;
        clothes.train.classNames[0] = "T-shirt/top";
        fineTuning.data = std::make_shared<const DataSplits>(clothes);
        QVERIFY_THROWS_EXCEPTION(Error, fineTune(fineTuning));
    }

    // The margin is told by the brightness of a square, which no small distortion changes in its middle.
    void rehearsesAsManyOfEachClassTheLeastSureFirst()
    {
        Dataset old = bars(4000);
        std::fill_n(old.labels.begin(), 1000, std::uint8_t(1)); // many ones
        const auto marginOf = [](const Dataset& pool) {
            std::vector<float> margins;
            for (std::size_t i = 0; i < pool.size(); ++i)
                margins.push_back(float(pool.sample(i)[14 * 28 + 14]) - 50);
            return margins;
        };
        const Rehearsal rehearsal = rehearsalOf(old, 200, 400, marginOf, 1);
        QCOMPARE(rehearsal.samples.size(), std::size_t{200});
        for (int digit = 0; digit < 10; ++digit)
            QCOMPARE(std::ranges::count(rehearsal.samples.labels, digit), std::ptrdiff_t{20});
        const auto marginsOfSamples = marginOf(rehearsal.samples);
        const Guard& guard = rehearsal.guard;
        QCOMPARE(guard.chosenAmong, std::size_t{400});
        QCOMPARE(marginOf(guard.pictures), guard.margins);
        QVERIFY(std::ranges::min(marginsOfSamples) > 0);
        QVERIFY(std::ranges::is_sorted(guard.margins, {}, [](float margin) { return std::abs(margin); }));
        QVERIFY(std::ranges::min(guard.margins) < 0); // so that what is gained makes up for what is forgotten
        QVERIFY(std::ranges::count_if(marginsOfSamples, [](float margin) { return margin < 90; }) >= 100); // of up to 200
    }

    void distortsEveryOtherDigitThatIsRehearsedOrGuards()
    {
        const Dataset old = bars(1'000);
        const auto alike = [](const Dataset& pool) { return std::vector<float>(pool.size(), 9); };
        const Rehearsal rehearsal = rehearsalOf(old, 100, 200, alike, 1);
        const auto distorted = [&](const Dataset& chosen) {
            std::set<std::string> known;
            for (std::size_t i = 0; i < old.size(); ++i)
                known.emplace(old.sample(i).begin(), old.sample(i).end());
            std::size_t count = 0;
            for (std::size_t i = 0; i < chosen.size(); ++i)
                count += !known.contains({chosen.sample(i).begin(), chosen.sample(i).end()});
            return count;
        };
        QCOMPARE(rehearsal.guard.pictures.size(), std::size_t{200});
        QCOMPARE(distorted(rehearsal.guard.pictures), std::size_t{100});
        QCOMPARE(rehearsal.samples.size(), std::size_t{100});
        QVERIFY2(distorted(rehearsal.samples) >= 40 && distorted(rehearsal.samples) <= 60, "about half");
    }

    void expectsALossBeforeDigitsAreLost()
    {
        const Guard guard{.pictures = {}, .margins = {0, 2, -2, 30}, .chosenAmong = 1'000};
        QCOMPARE(expectedLoss(guard, guard.margins), 0.0);
        // One of 1,000 that was read right for certain is as likely to be read wrong now; what is gained counts, too.
        QVERIFY(std::abs(expectedLoss(guard, std::array{0.f, 2.f, -2.f, 0.f}) - 0.0005) < 1e-9);
        QVERIFY(std::abs(expectedLoss(guard, std::array{0.f, -2.f, 2.f, 30.f})) < 1e-9);
        QVERIFY(std::abs(expectedLoss(guard, std::array{0.f, 1.f, -2.f, 30.f}) - (0.1192029 - 0.0179862) / 1'000) < 1e-8);
    }

    void trainsOnDrawingsFirstAsTheyAreThenVaried()
    {
        const auto drawings = leaning(3, 5);
        const Dataset varied = variedDigits(drawings, 7, 1);
        QCOMPARE(varied.size(), std::size_t{7});
        for (std::size_t i = 0; i < 7; ++i) {
            QCOMPARE(int(varied.labels[i]), *drawings[i % 3].label);
            QCOMPARE(std::ranges::equal(varied.sample(i), *digitFromStrokes(drawings[i % 3].strokes)), i < 3);
        }
    }

    void rememberWhatItLearntFrom()
    {
        QCOMPARE(withDigitsOfMine("MNIST (60,000 + 10,000)", 20), std::string("MNIST (60,000 + 10,000), then 20 digits of mine"));
        QCOMPARE(withDigitsOfMine("MNIST (60,000 + 10,000), then 20 digits of mine", 1), std::string("MNIST (60,000 + 10,000), then 1 digit of mine"));
    }

private:
    FineTuning order() const
    {
        return {.recipe = m_recipe, .parameters = m_parameters, .drawings = leaning(20, 77), .data = m_data};
    }

    std::shared_ptr<const DataSplits> m_data;
    Recipe m_recipe;
    Buffer m_parameters;
};

const RegisteredTest<FineTuningTest> registeredFineTuningTest;
#include "tst_fine_tuning.moc"
