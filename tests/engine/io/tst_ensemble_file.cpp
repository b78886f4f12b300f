#include "engine/errors.h"
#include "engine/io/ensemble_file.h"
#include "engine/layers/sequential.h"
#include "engine/optim/initializer.h"
#include "engine/train/complete_recipe.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"
#include "tests/test_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

using engine::SavedModel;

namespace {

SavedModel memberOf(const engine::Recipe& recipe, const char* name, std::uint64_t seed)
{
    SavedModel model;
    model.recipe = recipe;
    model.recipe.name = name;
    model.recipe.seed = seed;
    model.recipe = complete(model.recipe);
    const engine::Sequential network(model.recipe.input, std::span<const engine::Spec>(model.recipe.layers));
    model.checkpoint.step = 100 + seed;
    model.checkpoint.learningRate = 0.5f;
    model.checkpoint.parameters = engine::initialParameters(network.parameters(), model.recipe.weightInitializer,
                                                            model.recipe.biasInitializer, seed);
    model.checkpoint.optimizerStateNames = {"m", "v"};
    model.checkpoint.optimizerState = {model.checkpoint.parameters, model.checkpoint.parameters};
    model.checkpoint.stopping.bestStep = 70;
    model.checkpoint.stopping.isRestored = true;
    model.checkpoint.stopping.kept = model.checkpoint.parameters;
    model.trainedOn = "digits";
    model.log.evaluations = {{.step = 70, .testAccuracy = 0.75f}, {.step = 90, .testAccuracy = 0.5f}};
    return model;
}

std::vector<SavedModel> twoMembers()
{
    return {memberOf(smallMlp(), "mlp", 1), memberOf(smallCnn(), "cnn", 2)};
}

std::vector<SavedModel> parse(const QByteArray& content)
{
    return engine::parseEnsemble(std::as_bytes(std::span(content.constData(), std::size_t(content.size()))), "bad");
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

} // namespace

class EnsembleFileTest : public QObject
{
    Q_OBJECT

private slots:
    void bringsItsMembersBack()
    {
        const auto members = twoMembers();
        const auto back = engine::loadEnsemble(saved(members));
        QCOMPARE(back.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(back[i].recipe == members[i].recipe);
            QVERIFY(back[i].checkpoint.parameters == members[i].checkpoint.parameters);
            QCOMPARE(back[i].checkpoint.step, members[i].checkpoint.step);
            QCOMPARE(back[i].trainedOn, std::string("digits"));
            QCOMPARE(back[i].log.evaluations.size(), std::size_t{2});
            QCOMPARE(engine::evaluationOf(back[i])->testAccuracy, 0.75f); // of the weights that were brought back
        }
    }

    void keepsOnlyWhatReadingNeeds()
    {
        const auto back = engine::loadEnsemble(saved(twoMembers()));
        for (const SavedModel& member : back)
            QVERIFY(member.checkpoint.optimizerState.empty() && member.checkpoint.stopping.kept.empty());
    }

    // The layout of the format, read by Qt's JSON parser and not by ours.
    void namesMembersAndTensorsPlainly()
    {
        const QByteArray content = contentOf(QString::fromStdString(saved(twoMembers()).string()));
        const QJsonObject header = headerOf(content);
        const QJsonObject metadata = header["__metadata__"].toObject();
        QCOMPARE(metadata["members"].toString(), QStringLiteral("[\"mlp\",\"cnn\"]"));
        QVERIFY(metadata.contains("member_1.recipe") && metadata.contains("member_2.training"));
        QStringList tensors = header.keys();
        tensors.removeAll(QStringLiteral("__metadata__"));
        QCOMPARE(tensors, (QStringList{"member_1.dense_1.bias", "member_1.dense_1.weight", "member_1.dense_2.bias",
                                       "member_1.dense_2.weight", "member_2.conv2d_1.bias", "member_2.conv2d_1.weight",
                                       "member_2.dense_1.bias", "member_2.dense_1.weight"}));
    }

    void takesAPlainModelForAnEnsembleOfOne()
    {
        const std::filesystem::path file = m_folder.filePath("plain").toStdString();
        engine::saveModel(memberOf(smallMlp(), "mlp", 1), file);
        QCOMPARE(engine::loadEnsemble(file).size(), std::size_t{1});
    }

    void isNoSingleNetwork()
    {
        const auto file = saved(twoMembers());
        try {
            engine::loadModel(file);
            QFAIL("an ensemble was taken for a network");
        } catch (const engine::FileError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).endsWith("it holds an ensemble of 2 networks, expected one network"),
                     error.what());
        }
    }

    void refusesAnotherFile_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* before, const char* after, const char* words) {
            QTest::addRow("%s", name) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(words);
        };
        row("no list", "[\\\"mlp\\\",\\\"cnn\\\"]", "{\\\"mlp\\\":\\\"cnn\\\"}", "its list of members is {");
        row("an empty list", "[\\\"mlp\\\",\\\"cnn\\\"]", "[               ]", "expected 1 to 64 names");
        row("numbers", "[\\\"mlp\\\",\\\"cnn\\\"]", "[0000001,1111111]", "its list of members is not JSON");
        row("a member too many", "[\\\"mlp\\\",\\\"cnn\\\"]", "[\\\"\\\",\\\"\\\",\\\"\\\"] ",
            "member 3: its metadata has no \"member_3.recipe\"");
        row("a member too few", "[\\\"mlp\\\",\\\"cnn\\\"]", "[\\\"mlp and cnn\\\"]",
            "it holds a tensor \"member_2.");
        row("a tensor of another member", "member_2.dense_1.bias", "member_3.dense_1.bias",
            "member 2: the tensor member_2.dense_1.bias is missing");
        row("another recipe", "\\\"units\\\":24", "\\\"units\\\":23", "member 1: the tensor member_1.dense_1.weight is");
        row("other pictures", "\\\"name\\\":\\\"cnn\\\",\\\"description\\\":\\\"\\\",\\\"input\\\":[1,28,28]",
            "\\\"name\\\":\\\"cnn\\\",\\\"description\\\":\\\"\\\",\\\"input\\\":[2,28,28]", "member 2: the tensor");
    }

    void refusesAnotherFile()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, words);
        QByteArray content = contentOf(QString::fromStdString(saved(twoMembers()).string()));
        QVERIFY(content.contains(before));
        QCOMPARE(after.size(), before.size());
        content.replace(before, after);
        const QString said = refusal(content);
        QVERIFY2(said.contains(words), qPrintable(said));
    }

    // Two whole networks that read different things.
    void refusesMembersThatCannotReadTogether()
    {
        engine::Recipe few = smallMlp();
        few.layers.back().settings["units"] = std::int64_t{4};
        const auto file = saved({memberOf(smallMlp(), "ten", 1), memberOf(few, "four", 2)});
        const QString said = refusal(contentOf(QString::fromStdString(file.string())));
        QVERIFY2(said.endsWith(QStringLiteral("but ten has 10 outputs and four has 4")), qPrintable(said));
    }

    void refusesEveryTruncation()
    {
        const QByteArray content = contentOf(QString::fromStdString(saved(twoMembers()).string()));
        for (qsizetype length = 0; length < content.size(); length += 997)
            QVERIFY(!refusal(content.first(length)).isEmpty());
    }

private:
    std::filesystem::path saved(const std::vector<SavedModel>& members)
    {
        const std::filesystem::path file = m_folder.filePath("ensemble").toStdString();
        engine::saveEnsemble(members, file);
        return file;
    }

    static QJsonObject headerOf(const QByteArray& content)
    {
        const auto length = qFromLittleEndian<quint64>(content.constData());
        return QJsonDocument::fromJson(content.mid(8, qsizetype(length))).object();
    }

    QTemporaryDir m_folder;
};

const RegisteredTest<EnsembleFileTest> registeredEnsembleFileTest;
#include "tst_ensemble_file.moc"
