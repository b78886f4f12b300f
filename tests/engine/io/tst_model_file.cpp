#include "engine/errors.h"
#include "engine/io/model_file.h"
#include "engine/tensor/random.h"
#include "engine/train/complete_recipe.h"
#include "tests/registered_test.h"
#include "tests/test_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

using engine::Buffer;
using engine::EvaluationRecord;
using engine::Purpose;
using engine::Random;
using engine::SavedModel;

namespace {

SavedModel parse(const QByteArray& content)
{
    const auto bytes = std::as_bytes(std::span(content.constData(), std::size_t(content.size())));
    return engine::parseModel(bytes, "bad.safetensors");
}

/// Any finite bit pattern, so also the tiny and the huge, and -0.
Buffer anyNumbers(std::size_t count, Random& random)
{
    Buffer numbers(count);
    for (float& number : numbers) {
        do
            number = std::bit_cast<float>(std::uint32_t(random.bits()));
        while (!std::isfinite(number));
    }
    return numbers;
}

bool sameBits(const Buffer& a, const Buffer& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

/// 5 inputs, 4 neurons, 3 classes: 39 parameters, with Adam's state beside them.
SavedModel smallModel()
{
    Random random(Purpose::Synthesis, {2});
    SavedModel model;
    model.recipe.name = "small";
    model.recipe.input = {5};
    model.recipe.layers
        = {{"dense", {{"units", std::int64_t{4}}}}, {"relu", {}}, {"dense", {{"units", std::int64_t{3}}}}};
    model.recipe = complete(model.recipe);
    model.trainedOn = "MNIST (60,000 + 10,000)";
    model.checkpoint.step = 1234;
    model.checkpoint.learningRate = 0.001f;
    model.checkpoint.parameters = anyNumbers(39, random);
    model.checkpoint.optimizerStateNames = {"m", "v"};
    model.checkpoint.optimizerState = {anyNumbers(39, random), anyNumbers(39, random)};
    model.checkpoint.events = {{.step = 120, .learningRate = 0.1f}, {.step = 1000, .learningRate = 1e-4f}};
    model.log.evaluations = {{.step = 0,
                      .trainLoss = 2.3f,
                      .trainAccuracy = 0.1f,
                      .testLoss = 1.0f / 3,
                      .testAccuracy = 0,
                      .trainSamples = 10'000,
                      .testSamples = 1'000},
                     {.step = 469,
                      .trainLoss = 1e-30f,
                      .trainAccuracy = 1,
                      .testLoss = std::nextafter(0.2f, 1.0f),
                      .testAccuracy = 0.97f,
                      .trainSamples = 10'000,
                      .testSamples = 1'000}};
    return model;
}

/// As it comes back from a file.
SavedModel saved(const SavedModel& model)
{
    QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("model.safetensors")).toStdString();
    engine::saveModel(model, file);
    return engine::loadModel(file);
}

QJsonObject tensor(const QJsonArray& shape, int begin, int end)
{
    return {{"dtype", "F32"}, {"shape", shape}, {"data_offsets", QJsonArray{begin, end}}};
}

} // namespace

class TestModelFile : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheCurveOfTheSteps()
    {
        SavedModel model = smallModel();
        model.log.steps = {{.step = 1, .loss = 2.3f, .accuracy = 0.125f}, {.step = 2, .loss = 1.0f / 3, .accuracy = std::nanf("")}};
        model.log.pretrainingSteps = {{.step = 7, .layer = 2, .reconstructionError = 0.1f}};
        const SavedModel read = saved(model);
        QCOMPARE(read.log.steps.size(), std::size_t{2});
        QCOMPARE(read.log.steps[1].step, std::uint64_t{2});
        QCOMPARE(read.log.steps[1].loss, 1.0f / 3);
        QVERIFY(std::isnan(read.log.steps[1].accuracy));
        QCOMPARE(read.log.steps[0].accuracy, 0.125f);
        QCOMPARE(read.log.pretrainingSteps.size(), std::size_t{1});
        QCOMPARE(read.log.pretrainingSteps[0].layer, std::size_t{2});
        QCOMPARE(read.log.pretrainingSteps[0].reconstructionError, 0.1f);
    }

    /// A run of days does not make files that grow without end.
    void keepsSomeOfVeryManySteps()
    {
        SavedModel model = smallModel();
        for (std::uint64_t step = 1; step <= 9'001; ++step)
            model.log.steps.push_back({.step = step});
        const SavedModel read = saved(model);
        QVERIFY(read.log.steps.size() <= 4'000);
        QVERIFY(read.log.steps.size() >= 3'000);
        QCOMPARE(read.log.steps.back().step, std::uint64_t{9'001});
        for (std::size_t i = 1; i < read.log.steps.size(); ++i)
            QCOMPARE(read.log.steps[i].step - read.log.steps[i - 1].step, std::uint64_t{3});
    }

    void keepsTheCalibration()
    {
        SavedModel model = smallModel();
        model.calibration = {.temperature = 1.0 / 3, .threshold = 0.61, .rejected = 0.005, .samples = 1978, .data = "pen digits"};
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("calibrated.safetensors"));
        engine::saveModel(model, file.toStdString());
        QCOMPARE(engine::loadModel(file.toStdString()).calibration, model.calibration);

        // Without one, as in every older file, nothing is divided and the threshold is the default.
        model.calibration = {};
        engine::saveModel(model, file.toStdString());
        QVERIFY(!contentOf(file).contains("calibration"));
        QCOMPARE(engine::loadModel(file.toStdString()).calibration, engine::Calibration());
    }

    void readsAFileThatPythonWrote();
    void writesWhatTheSpecificationSays();
    void returnsEveryBit();
    void returnsAModelWithoutOptimizerState();
    void returnsAPretrainingThatIsUnderWay();
    void refusesAPretrainingThatIsDamaged();
    void returnsALossThatIsNotFiniteAsNotANumber();
    void returnsAnAccuracyThatThereIsNot();
    void returnsWhatEarlyStoppingRemembers();
    void returnsWhatItsClassesAreCalledAndHowOneDrawsForIt();
    void saysNothingOfDigits();
    void refusesNamesAndDrawingsThatCannotBe_data();
    void refusesNamesAndDrawingsThatCannotBe();
    void returnsWhatIsHeldOut();
    void tellsHowItsWeightsDid();
    void readsFromMemoryAsFromAFile();
    void refusesToSaveWhatIsNotFinite();
    void namesAFileThatIsNotThere();
};

void TestModelFile::readsAFileThatPythonWrote()
{
    const SavedModel model = engine::loadModel(testData(QStringLiteral("tiny_mlp.safetensors")).toStdString());

    QCOMPARE(model.recipe.name, std::string("tiny"));
    QCOMPARE(model.recipe.input, engine::Shape({4}));
    QCOMPARE(model.recipe.layers.size(), std::size_t{3});
    QCOMPARE(model.recipe.layers[2].integer("units"), std::int64_t{2});
    QVERIFY(model.recipe.optimizer.real("learning_rate") == 0.002);
    QCOMPARE(model.recipe.batchSize, std::int64_t{7});
    QCOMPARE(model.recipe.seed, std::numeric_limits<std::uint64_t>::max());
    QVERIFY(model.recipe.target == engine::Target::Label); // the file is older than both
    QCOMPARE(model.recipe.data, std::string("digits"));
    QCOMPARE(model.trainedOn, std::string("nothing at all — “really”"));
    QCOMPARE(model.checkpoint.step, std::uint64_t{9007199254740993}); // no double holds it
    QVERIFY(model.checkpoint.learningRate == 0.0015f);

    QCOMPARE(model.log.evaluations.size(), std::size_t{2});
    QCOMPARE(model.log.evaluations[1].step, std::uint64_t{10});
    QCOMPARE(model.log.evaluations[1].trainLoss, 0.125f);
    QCOMPARE(model.log.evaluations[1].trainAccuracy, 0.75f);
    QCOMPARE(model.log.evaluations[1].testLoss, 0.25f);
    QCOMPARE(model.log.evaluations[1].testAccuracy, 1.0f);
    QCOMPARE(model.log.evaluations[1].trainSamples, std::size_t{8});
    QCOMPARE(model.log.evaluations[1].testSamples, std::size_t{4});

    // Number i of tensor t is (t + i / 8) (-1)^i; each buffer holds four tensors.
    QCOMPARE(model.checkpoint.optimizerStateNames, (std::vector<std::string>{"m", "v"}));
    QCOMPARE(model.checkpoint.optimizerState.size(), std::size_t{2});
    const std::array buffers{&model.checkpoint.parameters, &model.checkpoint.optimizerState[0],
                             &model.checkpoint.optimizerState[1]};
    for (std::size_t b = 0; b < buffers.size(); ++b) {
        Buffer expected;
        std::size_t t = 4 * b;
        for (const std::size_t count : {12u, 3u, 6u, 2u}) {
            for (std::size_t i = 0; i < count; ++i)
                expected.push_back((float(t) + float(i) / 8) * (i % 2 ? -1.0f : 1.0f));
            ++t;
        }
        QVERIFY(sameBits(*buffers[b], expected));
    }
}

void TestModelFile::writesWhatTheSpecificationSays()
{
    const QTemporaryDir folder;
    const SavedModel model = smallModel();
    saveModel(model, folder.filePath("model").toStdString());
    const QByteArray content = contentOf(folder.filePath("model"));

    const auto length = qsizetype(qFromLittleEndian<quint64>(content.constData()));
    QCOMPARE(length % 8, 0);
    QCOMPARE(content.size(), 8 + length + 3 * 39 * 4);
    const QJsonObject header = QJsonDocument::fromJson(content.mid(8, length)).object();
    QCOMPARE(header.size(), 1 + 3 * 4);
    QCOMPARE(header["dense_1.weight"].toObject(), tensor({4, 5}, 0, 80));
    QCOMPARE(header["dense_1.bias"].toObject(), tensor({4}, 80, 96));
    QCOMPARE(header["dense_2.weight"].toObject(), tensor({3, 4}, 96, 144));
    QCOMPARE(header["dense_2.bias"].toObject(), tensor({3}, 144, 156));
    QCOMPARE(header["optimizer.m.dense_1.weight"].toObject(), tensor({4, 5}, 156, 236));
    QCOMPARE(header["optimizer.v.dense_2.bias"].toObject(), tensor({3}, 456, 468));
    QCOMPARE(std::memcmp(content.constData() + 8 + length, model.checkpoint.parameters.data(), 156), 0);

    const QJsonObject metadata = header["__metadata__"].toObject();
    QCOMPARE(metadata["format"].toString(), QString("digitscope"));
    QCOMPARE(metadata["format_version"].toString(), QString("1"));
    const QJsonObject recipe = QJsonDocument::fromJson(metadata["recipe"].toString().toUtf8()).object();
    QCOMPARE(recipe["layers"].toArray()[0].toObject(), (QJsonObject{{"kind", "dense"}, {"units", 4}}));
    const QJsonObject training = QJsonDocument::fromJson(metadata["training"].toString().toUtf8()).object();
    QCOMPARE(training["step"].toInteger(), 1234);
    QCOMPARE(float(training["learning_rate"].toDouble()), 0.001f);
    QCOMPARE(training["trained_on"].toString(), QString("MNIST (60,000 + 10,000)"));
    QCOMPARE(training["history"].toObject()["step"].toArray(), (QJsonArray{0, 469}));
}

void TestModelFile::returnsEveryBit()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("model").toStdString();
    const SavedModel saved = smallModel();
    saveModel(saved, file);
    const SavedModel loaded = engine::loadModel(file);
    QVERIFY(loaded.checkpoint.events == saved.checkpoint.events);

    QVERIFY(loaded.recipe == saved.recipe);
    QCOMPARE(loaded.trainedOn, saved.trainedOn);
    QCOMPARE(loaded.checkpoint.step, saved.checkpoint.step);
    QVERIFY(loaded.checkpoint.learningRate == saved.checkpoint.learningRate);
    QVERIFY(sameBits(loaded.checkpoint.parameters, saved.checkpoint.parameters));
    QCOMPARE(loaded.checkpoint.optimizerStateNames, saved.checkpoint.optimizerStateNames);
    QCOMPARE(loaded.checkpoint.optimizerState.size(), std::size_t{2});
    QVERIFY(sameBits(loaded.checkpoint.optimizerState[0], saved.checkpoint.optimizerState[0]));
    QVERIFY(sameBits(loaded.checkpoint.optimizerState[1], saved.checkpoint.optimizerState[1]));

    QCOMPARE(loaded.log.evaluations.size(), saved.log.evaluations.size());
    for (std::size_t i = 0; i < saved.log.evaluations.size(); ++i) {
        const EvaluationRecord& a = loaded.log.evaluations[i];
        const EvaluationRecord& b = saved.log.evaluations[i];
        QVERIFY(a.step == b.step && a.trainLoss == b.trainLoss && a.trainAccuracy == b.trainAccuracy
                && a.testLoss == b.testLoss && a.testAccuracy == b.testAccuracy
                && a.trainSamples == b.trainSamples && a.testSamples == b.testSamples);
    }
}

void TestModelFile::returnsAModelWithoutOptimizerState()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("model").toStdString();
    SavedModel model = smallModel();
    model.checkpoint.optimizerStateNames.clear();
    model.checkpoint.optimizerState.clear();
    model.log.evaluations.clear();
    saveModel(model, file);

    const SavedModel loaded = engine::loadModel(file);
    QVERIFY(sameBits(loaded.checkpoint.parameters, model.checkpoint.parameters));
    QVERIFY(loaded.checkpoint.optimizerStateNames.empty());
    QVERIFY(loaded.checkpoint.optimizerState.empty());
    QVERIFY(loaded.log.evaluations.empty());
}

void TestModelFile::returnsAPretrainingThatIsUnderWay()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("model").toStdString();
    Random random(Purpose::Synthesis, {3});
    SavedModel model = smallModel();
    model.checkpoint.pretrainingStep = 77;
    model.checkpoint.pretrainingVelocity = anyNumbers(39, random);
    model.log.pretrainingEpochs = {{.step = 50, .layer = 1, .epoch = 1, .reconstructionError = 1.0f / 3, .freeEnergyGap = -0.1f},
                         {.step = 60, .layer = 2, .epoch = 1, .reconstructionError = 0, .freeEnergyGap = NAN}};
    saveModel(model, file);

    const SavedModel loaded = engine::loadModel(file);
    QCOMPARE(loaded.checkpoint.pretrainingStep, std::uint64_t{77});
    QVERIFY(sameBits(loaded.checkpoint.pretrainingVelocity, model.checkpoint.pretrainingVelocity));
    QCOMPARE(loaded.log.pretrainingEpochs.size(), std::size_t{2});
    QCOMPARE(loaded.log.pretrainingEpochs[0].step, std::uint64_t{50});
    QCOMPARE(loaded.log.pretrainingEpochs[1].layer, std::size_t{2});
    QCOMPARE(loaded.log.pretrainingEpochs[1].epoch, std::uint64_t{1});
    QVERIFY(loaded.log.pretrainingEpochs[0].reconstructionError == 1.0f / 3);
    QVERIFY(loaded.log.pretrainingEpochs[0].freeEnergyGap == -0.1f);
    QVERIFY(std::isnan(loaded.log.pretrainingEpochs[1].freeEnergyGap));
}

void TestModelFile::refusesAPretrainingThatIsDamaged()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath("model");
    SavedModel model = smallModel();
    model.checkpoint.pretrainingVelocity = Buffer(39, 1.0f);
    saveModel(model, file.toStdString());
    const QByteArray whole = contentOf(file);
    QVERIFY_EXCEPTION_THROWN(parse(QByteArray(whole).replace("pretraining.velocity.dense_1.bias", "pretraining.velocity.dense_9.bias")),
                             engine::FileError);
    QVERIFY_EXCEPTION_THROWN(parse(QByteArray(whole).replace("\\\"pretraining_step\\\":0", "\\\"pretraining_step\\\":-")),
                             engine::FileError);
}

void TestModelFile::returnsALossThatIsNotFiniteAsNotANumber()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("model").toStdString();
    SavedModel model = smallModel();
    model.log.evaluations[0].trainLoss = std::numeric_limits<float>::infinity();
    saveModel(model, file);
    QVERIFY(std::isnan(engine::loadModel(file).log.evaluations[0].trainLoss));
}

void TestModelFile::returnsAnAccuracyThatThereIsNot()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("model").toStdString();
    SavedModel model = smallModel();
    model.log.evaluations[1].testAccuracy = std::numeric_limits<float>::quiet_NaN();
    saveModel(model, file);
    const SavedModel loaded = engine::loadModel(file);
    QVERIFY(std::isnan(loaded.log.evaluations[1].testAccuracy));
    QCOMPARE(loaded.log.evaluations[1].trainAccuracy, 1.0f);
}

namespace {

/// Reads 4×4 pictures and tells two things apart.
SavedModel clothesModel()
{
    SavedModel model = smallModel();
    model.recipe.input = {1, 4, 4};
    model.recipe.layers = {{"flatten", {}}, {"dense", {{"units", std::int64_t{2}}}}};
    model.recipe = complete(model.recipe);
    Random random(Purpose::Synthesis, {4});
    model.checkpoint.parameters = anyNumbers(16 * 2 + 2, random);
    engine::keepWeightsOnly(model);
    model.classes = {"T-shirt/top", "Hündin \"x\""};
    model.input.drawing = {.isMnist = false,
                     .rows = 4,
                     .columns = 4,
                     .boxSide = 4,
                     .penWidth = 0.1,
                     .isByMass = false,
                     .isSolid = true,
                     .level = 177};
    model.input.writer = {.xx = 0.5, .xy = -0.25, .yx = 0.125, .yy = 2};
    return model;
}

} // namespace

void TestModelFile::returnsWhatItsClassesAreCalledAndHowOneDrawsForIt()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("model").toStdString();
    const SavedModel model = clothesModel();
    saveModel(model, file);
    const SavedModel loaded = engine::loadModel(file);
    QCOMPARE(loaded.classes, model.classes);
    QVERIFY(loaded.input.drawing == model.input.drawing);
    QVERIFY(loaded.input.writer == model.input.writer);
}

void TestModelFile::saysNothingOfDigits()
{
    const QTemporaryDir folder;
    SavedModel model = smallModel();
    model.classes = {"0", "1", "2"};
    saveModel(model, folder.filePath("model").toStdString());
    const QByteArray content = contentOf(folder.filePath("model"));
    QVERIFY(!content.contains("class_names") && !content.contains("drawing") && !content.contains("straightening"));
    SavedModel pictures = clothesModel(); // of a file that says nothing: as suits its input
    pictures.input.drawing = {};
    saveModel(pictures, folder.filePath("pictures").toStdString());
    const SavedModel loaded = engine::loadModel(folder.filePath("pictures").toStdString());
    QVERIFY(loaded.input.drawing == engine::drawingStyleFor(4, 4));
}

void TestModelFile::refusesNamesAndDrawingsThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("words");
    // Each as long as what it replaces, so that the header's length stays true.
    QTest::addRow("names that are none") << QByteArray("[\\\"T-shirt/top\\\",") << QByteArray("[       12345678,") << QByteArray("class_names");
    QTest::addRow("a box beyond the picture") << QByteArray("box_side\\\":4.0") << QByteArray("box_side\\\":9e9") << QByteArray("box_side of drawing");
    QTest::addRow("pictures of another size") << QByteArray("rows\\\":4") << QByteArray("rows\\\":5") << QByteArray("drawing makes pictures of 5×4, expected 4×4");
    QTest::addRow("no truth") << QByteArray("is_solid\\\":true") << QByteArray("is_solid\\\":1234") << QByteArray("is_solid of drawing");
    QTest::addRow("a hand that writes nothing") << QByteArray("[0.5,-0.25,0.125,2.0]") << QByteArray("[0.0,-0.00,0.000,2.0]") << QByteArray("straightening");
    QTest::addRow("half a hand") << QByteArray("[0.5,-0.25,0.125,2.0]") << QByteArray("[0.5,-0.25          ]") << QByteArray("four numbers");
    QTest::addRow("no level") << QByteArray("level\\\":177.0") << QByteArray("level\\\":-77.0") << QByteArray("level of drawing");
}

void TestModelFile::refusesNamesAndDrawingsThatCannotBe()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, words);
    const QTemporaryDir folder;
    saveModel(clothesModel(), folder.filePath("model").toStdString());
    QByteArray content = contentOf(folder.filePath("model"));
    QVERIFY2(content.contains(before), content.left(3000).constData());
    QCOMPARE(before.size(), after.size());
    content.replace(before, after);
    try {
        parse(content);
        QFAIL("it was read");
    } catch (const engine::FileError& error) {
        QVERIFY2(QByteArray(error.what()).contains(words), error.what());
    }
}

void TestModelFile::returnsWhatEarlyStoppingRemembers()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("model").toStdString();
    Random random(Purpose::Synthesis, {3});
    SavedModel model = smallModel();
    model.checkpoint.epochSums = {.loss = 1.0 / 3, .accuracy = 17, .samples = 20, .classified = 18};
    model.checkpoint.stopping = {.epochs = 9,
                                 .wait = 2,
                                 .best = 0.1 + 1e-17,
                                 .bestStep = 700,
                                 .hasStopped = true,
                                 .isRestored = true,
                                 .kept = anyNumbers(39, random)};
    saveModel(model, file);
    const engine::Checkpoint loaded = engine::loadModel(file).checkpoint;
    const engine::StoppingState& saved = model.checkpoint.stopping;
    QCOMPARE(loaded.epochSums.loss, 1.0 / 3);
    QCOMPARE(loaded.epochSums.accuracy, 17.0);
    QCOMPARE(loaded.epochSums.samples, std::size_t{20});
    QCOMPARE(loaded.epochSums.classified, std::size_t{18});
    QCOMPARE(loaded.stopping.epochs, saved.epochs);
    QCOMPARE(loaded.stopping.wait, saved.wait);
    QVERIFY(loaded.stopping.best == saved.best);
    QCOMPARE(loaded.stopping.bestStep, saved.bestStep);
    QVERIFY(loaded.stopping.hasStopped && loaded.stopping.isRestored);
    QVERIFY(sameBits(loaded.stopping.kept, saved.kept));

    model.checkpoint.stopping.best.reset(); // no number yet
    saveModel(model, file);
    QVERIFY(!engine::loadModel(file).checkpoint.stopping.best);
}

void TestModelFile::returnsWhatIsHeldOut()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("model").toStdString();
    SavedModel model = smallModel();
    model.log.evaluations[1].validationLoss = 0.3f;
    model.log.evaluations[1].validationAccuracy = 0.9f;
    model.log.evaluations[1].validationSamples = 500;
    saveModel(model, file);
    const auto history = engine::loadModel(file).log.evaluations;
    QCOMPARE(history[0].validationSamples, std::size_t{0});
    QCOMPARE(history[1].validationLoss, 0.3f);
    QCOMPARE(history[1].validationAccuracy, 0.9f);
    QCOMPARE(history[1].validationSamples, std::size_t{500});
}

void TestModelFile::tellsHowItsWeightsDid()
{
    SavedModel model = smallModel();
    QCOMPARE(engine::evaluationOf(model)->step, std::uint64_t{469});
    model.checkpoint.stopping.isRestored = true; // to what they were at first
    QCOMPARE(engine::evaluationOf(model)->step, std::uint64_t{0});
    model.log.evaluations.clear();
    QVERIFY(!engine::evaluationOf(model));
}

void TestModelFile::readsFromMemoryAsFromAFile()
{
    const QTemporaryDir folder;
    const SavedModel saved = smallModel();
    saveModel(saved, folder.filePath("model").toStdString());
    const SavedModel parsed = parse(contentOf(folder.filePath("model")));
    QVERIFY(parsed.recipe == saved.recipe);
    QVERIFY(sameBits(parsed.checkpoint.parameters, saved.checkpoint.parameters));
}

void TestModelFile::refusesToSaveWhatIsNotFinite()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("model");
    const SavedModel good = smallModel();
    saveModel(good, path.toStdString());
    SavedModel bad = good;
    bad.checkpoint.parameters[17] = std::numeric_limits<float>::quiet_NaN();
    try {
        saveModel(bad, path.toStdString());
        QFAIL("saved");
    } catch (const engine::FileError& error) {
        QCOMPARE(QString::fromUtf8(error.what()),
                 "cannot write " + path
                     + ": the network holds infinity or not-a-number, expected finite numbers");
    }
    QVERIFY(
        sameBits(engine::loadModel(path.toStdString()).checkpoint.parameters, good.checkpoint.parameters));
}

void TestModelFile::namesAFileThatIsNotThere()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("nowhere.safetensors");
    try {
        engine::loadModel(path.toStdString());
        QFAIL("loaded");
    } catch (const engine::FileError& error) {
        QCOMPARE(QString::fromUtf8(error.what()), "cannot read " + path + ": No such file or directory");
    }
}

const RegisteredTest<TestModelFile> registeredTestModelFile;
#include "tst_model_file.moc"
