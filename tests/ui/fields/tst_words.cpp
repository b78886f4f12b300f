#include "engine/data/augmentation.h"
#include "engine/layers/layer_kinds.h"
#include "engine/loss/loss.h"
#include "engine/optim/regularizer.h"
#include "engine/train/early_stopping.h"
#include "tests/registered_test.h"
#include "ui/fields/words.h"

#include <QTest>

#include <algorithm>

using engine::Spec;

class WordsTest : public QObject
{
    Q_OBJECT

private slots:
    void saysTheSettingsThatMatter_data()
    {
        QTest::addColumn<Spec>("spec");
        QTest::addColumn<QString>("words");
        const auto row = [](const Spec& spec, const char* words) { QTest::newRow(words) << spec << QString::fromUtf8(words); };
        row({"dense", {{"units", std::int64_t{128}}}}, "Dense 128");
        row({"dropout", {{"rate", 0.5}}}, "Dropout 0.5");
        row({"conv2d", {{"filters", std::int64_t{32}}, {"kernel_size", std::int64_t{3}}}}, "Conv2D 32 · 3×3 · same");
        row({"softmax_cross_entropy", {}}, "Softmax cross-entropy"); // 0 is no smoothing
        row({"softmax_cross_entropy", {{"label_smoothing", 0.1}}}, "Softmax cross-entropy, label smoothing 0.1");
        row({"distort", {{"shift", 1.0}}}, "Distort, shift 1 · rotation 10 · scale 0.1 · shear 0.1 · elastic sigma 4");
        row({"l2", {{"l2", 0.01}}}, "L2 0.01");
        row({"early_stopping", {{"patience", std::int64_t{3}}}}, "When nothing improves, validation loss · patience 3");
    }

    void saysTheSettingsThatMatter()
    {
        QFETCH(Spec, spec);
        QTEST(inWords(spec, kindOf(spec)), "words");
    }

    void writesNumbersAsShortAsTheyReadBack()
    {
        QCOMPARE(shortest(0.001), QStringLiteral("0.001"));
        QCOMPARE(shortest(1e-8), QStringLiteral("1e-08"));
        QCOMPARE(shortest(0.1 + 0.2).toDouble(), 0.1 + 0.2);
    }

    void tellsRoughlyHowLongSomethingTakes()
    {
        QCOMPARE(roughTime(0.2), QStringLiteral("about a second"));
        QCOMPARE(roughTime(7.4), QStringLiteral("about 7\u00a0s"));
        QCOMPARE(roughTime(52.4), QStringLiteral("about 50\u00a0s"));
        QCOMPARE(roughTime(27 * 60), QStringLiteral("about 27\u00a0min"));
        QCOMPARE(roughTime(5400), QStringLiteral("about 1.5\u00a0h"));
    }

    void writesTimesAsClocksDo()
    {
        QCOMPARE(clockTime(20.6), QStringLiteral("0:21"));
        QCOMPARE(clockTime(3'725), QStringLiteral("1:02:05"));
    }

private:
    static engine::KindInfo kindOf(const Spec& spec)
    {
        for (const auto& kinds : {engine::layerKinds(), engine::lossKinds(), engine::augmentationKinds(), engine::regularizerKinds(),
                                  engine::earlyStoppingKinds()})
            if (const auto found = std::ranges::find(kinds, spec.kind, &engine::KindInfo::kind); found != kinds.end())
                return *found;
        qFatal("no kind %s", spec.kind.c_str());
    }
};

const RegisteredTest<WordsTest> registeredWordsTest;
#include "tst_words.moc"
