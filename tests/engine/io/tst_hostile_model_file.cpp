#include "engine/errors.h"
#include "engine/io/model_file.h"
#include "engine/layers/sequential.h"
#include "engine/tensor/random.h"
#include "tests/registered_test.h"
#include "tests/test_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>
#include <QtTest>

#include <functional>
#include <limits>
#include <sys/resource.h>

using engine::Purpose;
using engine::Random;
using engine::SavedModel;

namespace {

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

/// loadModel() and parseModel() against files that are damaged, of another kind, or made to do harm.
class TestHostileModelFile : public QObject
{
    Q_OBJECT

private slots:
    void refusesAnotherFile_data();
    void refusesAnotherFile();
    void allocatesNothingOnAHeadersWord();
    void refusesEveryTruncation();
    void survivesAnyChangedByte();
    void survivesManyChangedBytes();
};

void TestHostileModelFile::refusesAnotherFile_data()
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
    row("steps that go back", "the training notes: step of steps is", [](Parts& p) {
        p.training["steps"]
            = QJsonObject{{"step", QJsonArray{2, 1}}, {"loss", QJsonArray{0, 0}}, {"accuracy", QJsonArray{0, 0}}};
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

void TestHostileModelFile::refusesAnotherFile()
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

void TestHostileModelFile::allocatesNothingOnAHeadersWord()
{
    // 50 inputs to 1,000,000 neurons: 204 MB of weights, within every bound of a network, in a file of 12
    // numbers.
    Parts parts;
    parts.recipe["input"] = QJsonArray{50};
    parts.recipe["layers"] = QJsonArray{QJsonObject{{"kind", "dense"}, {"units", 1'000'000}}};
    rusage before{};
    rusage after{};
    getrusage(RUSAGE_SELF, &before);
    QCOMPARE(refusal(parts.file()),
             QString("bad.safetensors: the tensor dense_1.weight is 1×2, expected 1000000×50"));
    getrusage(RUSAGE_SELF, &after);
    QVERIFY(after.ru_maxrss - before.ru_maxrss < 50 * 1024); // KiB
}

void TestHostileModelFile::refusesEveryTruncation()
{
    const QByteArray whole = contentOf(testData(QStringLiteral("tiny_mlp.safetensors")));
    QCOMPARE(refusal(whole), QString());
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!refusal(whole.first(length)).isEmpty(), qPrintable(QString::number(length)));
}

void TestHostileModelFile::survivesAnyChangedByte()
{
    // Anything but a FileError would end the test; what is read all the same has as many numbers as its
    // network.
    const QByteArray whole = contentOf(testData(QStringLiteral("tiny_mlp.safetensors")));
    Random random(Purpose::Synthesis, {3});
    int refused = 0;
    for (qsizetype place = 0; place < whole.size(); ++place) {
        for (int i = 0; i < 2; ++i) {
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
    QVERIFY(refused > 2 * 1000); // most of the header's 1900 bytes matter
}

void TestHostileModelFile::survivesManyChangedBytes()
{
    // Digits, signs and brackets for each other make headers that are still JSON and lie.
    static constexpr char alphabet[] = "0123456789-.,:[]{}\"e ";
    const QByteArray whole = contentOf(testData(QStringLiteral("tiny_mlp.safetensors")));
    const auto headerEnd = std::uint64_t(whole.size() - 276);
    Random random(Purpose::Synthesis, {4});
    for (int round = 0; round < 4'000; ++round) {
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

const RegisteredTest<TestHostileModelFile> registeredTestHostileModelFile;
#include "tst_hostile_model_file.moc"
