#include "app/session/builtin_models.h"

#include "tests/data_folder.h"
#include "tests/registered_test.h"

#include "engine/drawing/digit_image.h"
#include "engine/drawing/stroke_file.h"
#include "engine/errors.h"
#include "engine/finetuning/fine_tuning.h"
#include "engine/inspect/ensemble.h"
#include "engine/model/calibration.h"
#include "engine/synthetic/non_digits.h"
#include "engine/synthetic/synthetic_digits.h"

#include <QDir>
#include <QTest>

#include <algorithm>

namespace {

engine::DatasetPrediction readBy(const char* model, const engine::Dataset& data)
{
    const engine::SavedModel opened = openModel(model);
    return engine::predictDataset(opened.recipe, opened.checkpoint.parameters, data);
}

/// The mean of the probability of the likeliest class.
double meanConfidence(const engine::DatasetPrediction& prediction)
{
    double sum = 0;
    const std::size_t samples = prediction.probabilities.size() / 10;
    for (std::size_t i = 0; i < samples; ++i)
        sum += double(std::ranges::max(std::span(prediction.probabilities).subspan(i * 10, 10)));
    return sum / double(samples);
}

std::vector<engine::Stroke> leaningLeft(std::vector<engine::Stroke> strokes)
{
    for (engine::Stroke& stroke : strokes)
        for (engine::PenPoint& point : stroke)
            point.x += 0.9f * point.y;
    return strokes;
}

} // namespace

// What the shipped networks must be good for. None of these seeds was trained on.
class BuiltinModelsTest : public QObject
{
    Q_OBJECT

private slots:
    void areTheReaderAndASimpleOne()
    {
        QVERIFY(builtinModels() == (std::vector<std::string>{"mlp", "reader"}));
        QCOMPARE(openModel("builtin").recipe.name, openModel("builtin:reader").recipe.name);
        QCOMPARE(openModel("builtin:mlp").recipe.name, std::string("mlp-128-64"));
        QVERIFY_EXCEPTION_THROWN(openModel("builtin:nonesuch"), engine::FileError);
    }

    void tellWhatTheyWereTrainedOn()
    {
        for (const std::string& name : builtinModels())
            QVERIFY2(openModel("builtin:" + name).trainedOn.find(".jsonl") != std::string::npos, name.c_str());
    }

    void fitIntoFourMegabytes()
    {
        qint64 bytes = 0;
        for (const QFileInfo& file : QDir(QStringLiteral(":/models")).entryInfoList(QDir::Files))
            bytes += file.size();
        QCOMPARE_GT(bytes, qint64{0});
        QCOMPARE_LE(bytes, qint64{4} << 20);
    }

    void readDigitsThatTheyHaveNeverSeen_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<double>("accuracy");
        QTest::addRow("the reader") << QByteArray("builtin") << 0.985;
        QTest::addRow("the simple one") << QByteArray("builtin:mlp") << 0.93;
    }

    void readDigitsThatTheyHaveNeverSeen()
    {
        QFETCH(QByteArray, model);
        QFETCH(double, accuracy);
        QCOMPARE_GE(readBy(model, engine::syntheticDigits(1'000, 987)).evaluation.accuracy, accuracy);
    }

    // Of the family that none of them learnt from.
    void areInDoubtAboutWhatIsNoDigit()
    {
        const auto digits = readBy("builtin", engine::syntheticDigits(500, 988));
        const auto others = readBy("builtin", engine::nonDigits(500, 988, engine::NonDigitFamily::Test));
        QCOMPARE_GT(meanConfidence(digits), 0.95);
        QCOMPARE_LT(meanConfidence(others), 0.5);
    }

    void refusesScribblesStillWhenItHasLearntMyDigits()
    {
        const engine::SavedModel model = openModel("builtin");
        engine::FineTuning order{.recipe = model.recipe, .parameters = model.checkpoint.parameters, .drawings = {}, .data = {}};
        for (std::uint64_t i = 0; i < 20; ++i)
            order.drawings.push_back({.strokes = leaningLeft(engine::syntheticStrokes(int(i % 10), 986, i)), .label = int(i % 10),
                                      .isLabelled = true, .number = {}, .writer = {}});
        order.data = std::make_shared<const engine::DataSplits>(
            engine::DataSplits{.name = "digits", .train = engine::syntheticDigits(4'000, 985), .test = engine::syntheticDigits(100, 984)});
        const auto learnt = engine::fineTune(order);
        const engine::Dataset scribbles = engine::nonDigits(500, 988, engine::NonDigitFamily::Test);
        const auto refusedBy = [&](const engine::Buffer& parameters) {
            const auto prediction = engine::predictDataset(model.recipe, parameters, scribbles);
            std::size_t refused = 0;
            for (std::size_t i = 0; i < scribbles.size(); ++i)
                refused += !engine::isOfSomeClass(std::span(prediction.probabilities).subspan(i * 10, 10), engine::Calibration().threshold);
            return refused;
        };
        const std::size_t before = refusedBy(model.checkpoint.parameters), after = refusedBy(learnt->parameters);
        QVERIFY2(double(after) > 0.85 * double(before), qPrintable(QStringLiteral("%1 of %2").arg(after).arg(before)));
    }

    // Learnt from, so this says only that the pad's drawings are what it reads.
    void readThePensDigits()
    {
        const auto file = penDigitsFile();
        if (!file)
            QSKIP("There are no pen digits: set DIGITSCOPE_DATA.");
        engine::Dataset digits;
        for (const engine::StrokeSample& sample : engine::readStrokeFile(*file).samples) {
            const auto image = engine::digitFromStrokes(sample.strokes);
            digits.pixels.insert(digits.pixels.end(), image->begin(), image->end());
            digits.labels.push_back(std::uint8_t(*sample.label));
        }
        QCOMPARE_GE(readBy("builtin", digits).evaluation.accuracy, 0.993);
    }
};

const RegisteredTest<BuiltinModelsTest> registeredBuiltinModelsTest;
#include "tst_builtin_models.moc"
