#include "engine/errors.h"
#include "engine/io/model_file.h"
#include "engine/layers/sequential.h"
#include "engine/tensor/random.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <sys/resource.h>

using engine::Buffer;
using engine::EvaluationRecord;
using engine::Purpose;
using engine::Random;
using engine::SavedModel;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
}

SavedModel parse(const QByteArray& content)
{
    const auto bytes = std::as_bytes(std::span(content.constData(), std::size_t(content.size())));
    return engine::parseModel(bytes, "bad.safetensors");
}

QString refusal(const QByteArray& content)
{
    try {
        parse(content);
    } catch (const engine::FileError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
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
    model.history = {{.step = 0,
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

/// A well-formed file of 2 inputs and 1 neuron, whose parts a test may spoil before they are put together.
struct Parts
{
    QJsonObject recipe{{"input", QJsonArray{2}},
                       {"layers", QJsonArray{QJsonObject{{"kind", "dense"}, {"units", 1}}}},
                       {"optimizer", QJsonObject{{"kind", "sgd"}, {"momentum", 0.5}}}};
    QJsonObject history{{"step", QJsonArray{0}},           {"train_loss", QJsonArray{2.5}},
                        {"train_accuracy", QJsonArray{0}}, {"test_loss", QJsonArray{2.5}},
                        {"test_accuracy", QJsonArray{1}},  {"train_samples", QJsonArray{8}},
                        {"test_samples", QJsonArray{4}}};
    QJsonObject training{{"step", 3}, {"learning_rate", 0.5}, {"trained_on", "hand"}};
    QJsonObject metadata{{"format", "digitscope"}, {"format_version", "1"}};
    QJsonObject tensors{{"dense_1.weight", tensor({1, 2}, 0, 8)}, {"dense_1.bias", tensor({1}, 8, 12)}};
    std::vector<float> numbers{1, -2, 3};

    static QJsonObject tensor(const QJsonArray& shape, int begin, int end, const QString& dtype = "F32")
    {
        return {{"dtype", dtype}, {"shape", shape}, {"data_offsets", QJsonArray{begin, end}}};
    }

    QByteArray file() const
    {
        QJsonObject wholeTraining = training;
        wholeTraining.insert("history", history);
        QJsonObject wholeMetadata = metadata;
        const auto addUnlessSpoilt = [&](const QString& key, const QJsonObject& value) {
            if (!metadata.contains(key))
                wholeMetadata.insert(key, QString::fromUtf8(QJsonDocument(value).toJson()));
        };
        addUnlessSpoilt("recipe", recipe);
        addUnlessSpoilt("training", wholeTraining);
        QJsonObject header = tensors;
        header.insert("__metadata__", wholeMetadata);

        const QByteArray text = QJsonDocument(header).toJson(QJsonDocument::Compact);
        QByteArray length(8, '\0');
        qToLittleEndian(quint64(text.size()), length.data());
        return length + text
            + QByteArray(reinterpret_cast<const char*>(numbers.data()),
                         qsizetype(numbers.size() * sizeof(float)));
    }
};

} // namespace

class TestModelFile : public QObject
{
    Q_OBJECT

private slots:
    void readsAFileThatPythonWrote();
    void writesWhatTheSpecificationSays();
    void returnsEveryBit();
    void returnsAModelWithoutOptimizerState();
    void returnsALossThatIsNotFiniteAsNotANumber();
    void readsFromMemoryAsFromAFile();
    void refusesToSaveWhatIsNotFinite();
    void refusesAnotherFile_data();
    void refusesAnotherFile();
    void allocatesNothingOnAHeadersWord();
    void namesAFileThatIsNotThere();
    void refusesEveryTruncation();
    void survivesAnyChangedByte();
    void survivesManyChangedBytes();
};

void TestModelFile::readsAFileThatPythonWrote()
{
    const SavedModel model = engine::loadModel(TEST_DATA "/tiny_mlp.safetensors");

    QCOMPARE(model.recipe.name, std::string("tiny"));
    QCOMPARE(model.recipe.input, engine::Shape({4}));
    QCOMPARE(model.recipe.layers.size(), std::size_t{3});
    QCOMPARE(model.recipe.layers[2].integer("units"), std::int64_t{2});
    QVERIFY(model.recipe.optimizer.real("learning_rate") == 0.002);
    QCOMPARE(model.recipe.batchSize, std::int64_t{7});
    QCOMPARE(model.recipe.seed, std::numeric_limits<std::uint64_t>::max());
    QCOMPARE(model.trainedOn, std::string("nothing at all — “really”"));
    QCOMPARE(model.checkpoint.step, std::uint64_t{9007199254740993}); // no double holds it
    QVERIFY(model.checkpoint.learningRate == 0.0015f);

    QCOMPARE(model.history.size(), std::size_t{2});
    QCOMPARE(model.history[1].step, std::uint64_t{10});
    QCOMPARE(model.history[1].trainLoss, 0.125f);
    QCOMPARE(model.history[1].trainAccuracy, 0.75f);
    QCOMPARE(model.history[1].testLoss, 0.25f);
    QCOMPARE(model.history[1].testAccuracy, 1.0f);
    QCOMPARE(model.history[1].trainSamples, std::size_t{8});
    QCOMPARE(model.history[1].testSamples, std::size_t{4});

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
    QCOMPARE(header["dense_1.weight"].toObject(), Parts::tensor({4, 5}, 0, 80));
    QCOMPARE(header["dense_1.bias"].toObject(), Parts::tensor({4}, 80, 96));
    QCOMPARE(header["dense_2.weight"].toObject(), Parts::tensor({3, 4}, 96, 144));
    QCOMPARE(header["dense_2.bias"].toObject(), Parts::tensor({3}, 144, 156));
    QCOMPARE(header["optimizer.m.dense_1.weight"].toObject(), Parts::tensor({4, 5}, 156, 236));
    QCOMPARE(header["optimizer.v.dense_2.bias"].toObject(), Parts::tensor({3}, 456, 468));
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

    QVERIFY(loaded.recipe == saved.recipe);
    QCOMPARE(loaded.trainedOn, saved.trainedOn);
    QCOMPARE(loaded.checkpoint.step, saved.checkpoint.step);
    QVERIFY(loaded.checkpoint.learningRate == saved.checkpoint.learningRate);
    QVERIFY(sameBits(loaded.checkpoint.parameters, saved.checkpoint.parameters));
    QCOMPARE(loaded.checkpoint.optimizerStateNames, saved.checkpoint.optimizerStateNames);
    QCOMPARE(loaded.checkpoint.optimizerState.size(), std::size_t{2});
    QVERIFY(sameBits(loaded.checkpoint.optimizerState[0], saved.checkpoint.optimizerState[0]));
    QVERIFY(sameBits(loaded.checkpoint.optimizerState[1], saved.checkpoint.optimizerState[1]));

    QCOMPARE(loaded.history.size(), saved.history.size());
    for (std::size_t i = 0; i < saved.history.size(); ++i) {
        const EvaluationRecord& a = loaded.history[i];
        const EvaluationRecord& b = saved.history[i];
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
    model.history.clear();
    saveModel(model, file);

    const SavedModel loaded = engine::loadModel(file);
    QVERIFY(sameBits(loaded.checkpoint.parameters, model.checkpoint.parameters));
    QVERIFY(loaded.checkpoint.optimizerStateNames.empty());
    QVERIFY(loaded.checkpoint.optimizerState.empty());
    QVERIFY(loaded.history.empty());
}

void TestModelFile::returnsALossThatIsNotFiniteAsNotANumber()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("model").toStdString();
    SavedModel model = smallModel();
    model.history[0].trainLoss = std::numeric_limits<float>::infinity();
    saveModel(model, file);
    QVERIFY(std::isnan(engine::loadModel(file).history[0].trainLoss));
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

void TestModelFile::refusesAnotherFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const char* why, const std::function<void(Parts&)>& spoil) {
        Parts parts;
        spoil(parts);
        QTest::addRow("%s", name) << parts.file() << QString::fromUtf8(why);
    };
    const auto layer = [](const QJsonObject& object) { return QJsonArray{object}; };
    constexpr float infinity = std::numeric_limits<float>::infinity();
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();

    row("another framework's",
        "this safetensors file comes from another program and does not say which network its tensors make, "
        "expected a model saved by Digitscope",
        [](Parts& p) { p.metadata["format"] = "pt"; });
    row("no format",
        "this safetensors file comes from another program and does not say which network its tensors make, "
        "expected a model saved by Digitscope",
        [](Parts& p) { p.metadata.remove("format"); });
    row("a newer version's",
        "it was saved by another version of Digitscope: its format_version is \"2\", expected \"1\"",
        [](Parts& p) { p.metadata["format_version"] = "2"; });
    row("no version", "its metadata has no \"format_version\", expected one in a model saved by Digitscope",
        [](Parts& p) { p.metadata.remove("format_version"); });

    row("an empty recipe", "the recipe: it is not JSON (byte 1)",
        [](Parts& p) { p.metadata["recipe"] = ""; });
    row("a recipe that is not JSON", "the recipe: it is not JSON (byte 1)",
        [](Parts& p) { p.metadata["recipe"] = "dense"; });
    row("a recipe without layers",
        "the recipe: it is {\"input\":[2],\"optimizer\":{\"kind\":\"sgd\",\"momentum\":0.5}}, expected an "
        "object with \"layers\"",
        [](Parts& p) { p.recipe.remove("layers"); });
    row("a network without layers", "the network has no layers, expected at least one",
        [](Parts& p) { p.recipe["layers"] = QJsonArray{}; });
    row("a layer of another version",
        "the recipe: layer 1, there is no layer \"attention\", expected one of ", [&](Parts& p) {
            p.recipe["layers"] = layer({{"kind", "attention"}});
        });
    row("a layer of 10^12 neurons", "the recipe: layer 1, dense: units is 1", [&](Parts& p) {
        p.recipe["layers"] = layer({{"kind", "dense"}, {"units", qint64(1e12)}});
    });
    row("an optimiser with a wild rate", "the recipe: sgd: momentum is 7, expected 0 to ", [](Parts& p) {
        p.recipe["optimizer"] = QJsonObject{{"kind", "sgd"}, {"momentum", 7}};
    });
    row("layers that do not fit", "layer 1, conv2d_1: ", [&](Parts& p) {
        p.recipe["layers"] = layer({{"kind", "conv2d"}});
    });
    row("10^12 weights", "layer 2, dense_2: too large", [](Parts& p) {
        const QJsonObject dense{{"kind", "dense"}, {"units", 1'000'000}};
        p.recipe["layers"] = QJsonArray{dense, dense};
    });

    row("no training notes", "the training notes: it is not JSON (byte 1)",
        [](Parts& p) { p.metadata["training"] = ""; });
    row("training notes that are a list", "the training notes: it is [], expected an object with \"step\"",
        [](Parts& p) { p.metadata["training"] = "[]"; });
    row("a negative step", "the training notes: step is -1, expected a whole number from 0 on",
        [](Parts& p) { p.training["step"] = -1; });
    row("a rate that is a text", "the training notes: learning_rate is \"fast\", expected a number",
        [](Parts& p) { p.training["learning_rate"] = "fast"; });
    row("a rate that no float holds", "the training notes: learning_rate is 1e+300, expected a number from ",
        [](Parts& p) { p.training["learning_rate"] = 1e300; });
    row("a history that is a text",
        "the training notes: history is \"good\", expected an object with \"step\"", [](Parts& p) {
            p.metadata["training"] = R"({"step":1,"learning_rate":1,"trained_on":"","history":"good"})";
        });
    row("a history without test losses", "the training notes: history is {",
        [](Parts& p) { p.history.remove("test_loss"); });
    row("lists of different lengths",
        "the training notes: test_loss of history is [2.5,3], expected a list of 1 numbers", [](Parts& p) {
            p.history["test_loss"] = QJsonArray{2.5, 3};
        });
    row("a loss that no float holds",
        "the training notes: test_loss of history is 1e+39, expected a number from ",
        [](Parts& p) { p.history["test_loss"] = QJsonArray{1e39}; });
    row("an accuracy above 1",
        "the training notes: test_accuracy of history is 1.5, expected a number from 0.0 to 1.0",
        [](Parts& p) { p.history["test_accuracy"] = QJsonArray{1.5}; });
    row("a loss that is a list", "the training notes: train_loss of history is [], expected a number",
        [](Parts& p) { p.history["train_loss"] = QJsonArray{QJsonArray{}}; });

    row("a missing tensor", "the tensor dense_1.bias is missing, expected one of 1", [](Parts& p) {
        p.tensors.remove("dense_1.bias");
        p.numbers.resize(2);
    });
    row("a tensor too many",
        "it holds a tensor \"dense_2.bias\" that does not belong to its network, expected the 2 tensors of "
        "its recipe",
        [](Parts& p) {
            p.tensors["dense_2.bias"] = Parts::tensor({1}, 12, 16);
            p.numbers.push_back(4);
        });
    row("another dtype", "the dtype of dense_1.bias is \"I32\", expected \"F32\"",
        [](Parts& p) { p.tensors["dense_1.bias"] = Parts::tensor({1}, 8, 12, "I32"); });
    row("a turned weight", "the tensor dense_1.weight is 2×1, expected 1×2", [](Parts& p) {
        p.tensors["dense_1.weight"] = Parts::tensor({2, 1}, 0, 8);
    });
    row("a flat weight", "the tensor dense_1.weight is 2, expected 1×2",
        [](Parts& p) { p.tensors["dense_1.weight"] = Parts::tensor({2}, 0, 8); });
    row("another network's weight", "the tensor dense_1.weight is 1×2, expected 1×3",
        [](Parts& p) { p.recipe["input"] = QJsonArray{3}; });
    row("a part of the optimiser's state",
        "the tensor optimizer.velocity.dense_1.bias is missing, expected one of 1", [](Parts& p) {
            p.tensors["optimizer.velocity.dense_1.weight"] = Parts::tensor({1, 2}, 12, 20);
            p.numbers.insert(p.numbers.end(), {4, 5});
        });
    row("another optimiser's state",
        "it holds a tensor \"optimizer.m.dense_1.bias\" that does not belong to its network, expected the 2 "
        "tensors of its recipe",
        [](Parts& p) {
            p.tensors["optimizer.m.dense_1.bias"] = Parts::tensor({1}, 12, 16);
            p.numbers.push_back(4);
        });
    row("a weight that is not a number",
        "the tensor dense_1.weight holds infinity or not-a-number, expected finite numbers",
        [=](Parts& p) { p.numbers[1] = nan; });
    row("an infinite bias", "the tensor dense_1.bias holds infinity or not-a-number, expected finite numbers",
        [=](Parts& p) { p.numbers[2] = -infinity; });
}

void TestModelFile::refusesAnotherFile()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, why);
    // Sound but for the one thing that its row says.
    QCOMPARE(refusal(Parts().file()), QString());

    const QString text = refusal(content);
    const QString expected = "bad.safetensors: " + why;
    QVERIFY2(text.startsWith(expected), qPrintable(text));
    QVERIFY2(text.contains("expected") || text.contains("is not JSON"), qPrintable(text));
    QVERIFY2(text.size() < 400 && !text.contains('\n'), qPrintable(text));
}

void TestModelFile::allocatesNothingOnAHeadersWord()
{
    // 1000 inputs to 1,000,000 neurons: 4 GB of weights, within every setting's range, in a file of 12
    // numbers.
    Parts parts;
    parts.recipe["input"] = QJsonArray{1000};
    parts.recipe["layers"] = QJsonArray{QJsonObject{{"kind", "dense"}, {"units", 1'000'000}}};
    rusage before{};
    rusage after{};
    getrusage(RUSAGE_SELF, &before);
    QCOMPARE(refusal(parts.file()),
             QString("bad.safetensors: the tensor dense_1.weight is 1×2, expected 1000000×1000"));
    getrusage(RUSAGE_SELF, &after);
    QVERIFY(after.ru_maxrss - before.ru_maxrss < 50 * 1024); // KiB
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

void TestModelFile::refusesEveryTruncation()
{
    const QByteArray whole = contentOf(TEST_DATA "/tiny_mlp.safetensors");
    QCOMPARE(refusal(whole), QString());
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!refusal(whole.first(length)).isEmpty(), qPrintable(QString::number(length)));
}

void TestModelFile::survivesAnyChangedByte()
{
    // Anything but a FileError would end the test; what is read all the same has as many numbers as its
    // network.
    const QByteArray whole = contentOf(TEST_DATA "/tiny_mlp.safetensors");
    Random random(Purpose::Synthesis, {3});
    int refused = 0;
    for (qsizetype place = 0; place < whole.size(); ++place) {
        for (int i = 0; i < 4; ++i) {
            QByteArray changed = whole;
            changed[place] = char(whole[place] ^ (1 + random.below(255)));
            try {
                const SavedModel model = parse(changed);
                const engine::Sequential network(model.recipe.input, model.recipe.layers);
                QCOMPARE(model.checkpoint.parameters.size(), network.parameters().size());
            } catch (const engine::FileError& error) {
                QVERIFY(QByteArray(error.what()).startsWith("bad.safetensors"));
                ++refused;
            }
        }
    }
    QVERIFY(refused > 4 * 1000); // most of the header's 1900 bytes matter
}

void TestModelFile::survivesManyChangedBytes()
{
    // Digits, signs and brackets for each other make headers that are still JSON and lie.
    static constexpr char alphabet[] = "0123456789-.,:[]{}\"e ";
    const QByteArray whole = contentOf(TEST_DATA "/tiny_mlp.safetensors");
    const auto headerEnd = std::uint64_t(whole.size() - 276);
    Random random(Purpose::Synthesis, {4});
    for (int round = 0; round < 10'000; ++round) {
        QByteArray changed = whole;
        for (std::uint64_t i = 0; i <= random.below(3); ++i) {
            const auto place = qsizetype(8 + random.below(headerEnd - 8));
            if (QByteArray(alphabet).contains(changed[place]))
                changed[place] = alphabet[random.below(sizeof alphabet - 1)];
        }
        const QString text = refusal(changed);
        QVERIFY(text.isEmpty() || text.startsWith("bad.safetensors"));
    }
}

QTEST_GUILESS_MAIN(TestModelFile)
#include "tst_model_file.moc"
