#include "tests/app/cli/cli_fixture.h"

#include "engine/data/idx.h"
#include "engine/gallery/gallery.h"
#include "engine/io/model_file.h"
#include "engine/train/trainer.h"
#include "tests/registered_test.h"

#include <QImage>
#include <QJsonArray>
#include <QtTest>

#include <csignal>
#include <sstream>

namespace {

/// Raises a signal when the first line comes, as somebody would who watches and has seen enough; twice, as timeout(1) does.
class InterruptingStream : public std::stringbuf
{
public:
    explicit InterruptingStream(int signal)
        : m_signal(signal)
    {
    }

protected:
    int sync() override
    {
        if (const int signal = std::exchange(m_signal, 0)) {
            std::raise(signal);
            std::raise(signal);
        }
        return std::stringbuf::sync();
    }

private:
    int m_signal;
};

} // namespace

class TestCliTrain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("DIGITSCOPE_DATA", m_data.path().toLocal8Bit()); }

    void tellsEachEpochAsOneObject()
    {
        const CliResult result = callCli({"train", "--preset", "softmax", "--epochs", "3", "--limit", "500", "--json"});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.outLines().size(), 3);
        int epoch = 0;
        for (const QJsonObject& line : result.objects()) {
            QCOMPARE(line.keys(), (QStringList{"epoch", "samples_per_s", "test_accuracy", "test_loss", "train_accuracy",
                                               "train_loss"}));
            QCOMPARE(line["epoch"].toInt(), ++epoch);
            QVERIFY(line["samples_per_s"].toDouble() > 0);
        }
        QVERIFY(result.objects()[2]["train_loss"].toDouble() < result.objects()[0]["train_loss"].toDouble());
        QVERIFY2(result.err.contains("(500 + 200)"), "the data is not told");
    }

    void tellsEachEpochOfEachPretrainedLayerFirst()
    {
        const QStringList call{"train", "--preset", "dbn", "--pretraining", "epochs=2", "--epochs", "1", "--limit", "300"};
        const CliResult result = callCli(call + QStringList{"--json"});
        QCOMPARE(result.status, 0);
        const auto lines = result.objects();
        QCOMPARE(lines.size(), 5);
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(lines[i].keys(), (QStringList{"epoch", "free_energy_gap", "layer", "phase", "reconstruction_error"}));
            QCOMPARE(lines[i]["phase"].toString(), QStringLiteral("pretraining"));
            QCOMPARE(lines[i]["layer"].toInt(), i / 2 + 1);
            QCOMPARE(lines[i]["epoch"].toInt(), i % 2 + 1);
        }
        QVERIFY(lines[1]["reconstruction_error"].toDouble() < lines[0]["reconstruction_error"].toDouble());
        QCOMPARE(lines[4]["epoch"].toInt(), 1);
        QVERIFY(lines[4].contains("test_accuracy"));

        const auto table = callCli(call).outLines();
        QCOMPARE(table.size(), 8); // two headers, four epochs of layers, before and after one of all
        QVERIFY2(table[0].contains("reconstruction error") && table[5].contains("test accuracy"), table[0].constData());
    }

    void goesOnAmidAPretrainingExactly()
    {
        const QString whole = fileNamed(QStringLiteral("whole"));
        const QString half = fileNamed(QStringLiteral("half"));
        const QString resumed = fileNamed(QStringLiteral("resumed"));
        QCOMPARE(callCli({"train", "--preset", "dbn", "--pretraining", "epochs=2", "--epochs", "1", "--out", whole}).status, 0);
        const auto expected = engine::loadModel(whole.toStdString());

        engine::SavedModel saved;
        saved.recipe = expected.recipe;
        const engine::DataSplits data = engine::readIdxFolder(m_data.path().toStdString());
        engine::Trainer trainer(saved.recipe, std::make_shared<const engine::DataSplits>(data));
        for (int step = 0; step < 7; ++step)
            trainer.pretrain();
        saved.checkpoint = trainer.checkpoint();
        engine::saveModel(saved, half.toStdString());

        QCOMPARE(callCli({"train", "--resume", half, "--out", resumed}).status, 0);
        const auto found = engine::loadModel(resumed.toStdString());
        QVERIFY(found.checkpoint.parameters == expected.checkpoint.parameters);
        QCOMPARE(found.checkpoint.pretrainingStep, expected.checkpoint.pretrainingStep);
        QCOMPARE(expected.log.pretrainingEpochs.size(), std::size_t{4});
    }

    void takesTheDataThatAPresetIsFor_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("data");
        QTest::addRow("the preset's own") << QStringList{"--preset", "neuron"} << QByteArray("data: and (4 + 4)");
        QTest::addRow("another") << QStringList{"--preset", "neuron", "--data", "or"} << QByteArray("data: or (4 + 4)");
        QTest::addRow("digits") << QStringList{"--preset", "softmax"} << QByteArray("(600 + 200)");
    }

    void takesTheDataThatAPresetIsFor()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, data);
        const CliResult result = callCli(QStringList{"train", "--epochs", "1", "--json"} + options);
        QCOMPARE(result.status, 0);
        QVERIFY2(result.errLines()[0].contains(data), result.err.constData());
    }

    void solvesExclusiveOr()
    {
        const QString file = fileNamed(QStringLiteral("xor"));
        const CliResult result = callCli({"train", "--preset", "xor", "--json", "--out", file});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.objects().last()["test_accuracy"].toDouble(), 1.0);
        const QJsonObject evaluation = callCli({"eval", file, "--json"}).objects().at(0); // on the same, unasked
        QCOMPARE(evaluation["accuracy"].toDouble(), 1.0);
        QCOMPARE(evaluation["confusion"].toArray(), (QJsonArray{QJsonArray{2, 0}, QJsonArray{0, 2}}));
    }

    void saysOfAnAutoEncoderThatItHasNoAccuracy()
    {
        const QString file = fileNamed(QStringLiteral("autoencoder"));
        const CliResult result = callCli(
            {"train", "--preset", "autoencoder", "--epochs", "1", "--limit", "128", "--json", "--out", file});
        QCOMPARE(result.status, 0);
        const QJsonObject line = result.objects().at(0);
        QCOMPARE(line.size(), 6);
        QVERIFY(line["test_accuracy"].isNull() && line["train_accuracy"].isNull());
        QVERIFY(line["test_loss"].toDouble() > 0);

        const QJsonObject evaluation = callCli({"eval", file, "--json"}).objects().at(0);
        QCOMPARE(evaluation["samples"].toInt(), 200);
        QVERIFY(evaluation["accuracy"].isNull());
        QCOMPARE(evaluation["confusion"].toArray(), QJsonArray());
        QVERIFY(std::abs(evaluation["loss"].toDouble() - line["test_loss"].toDouble()) < 1e-5);
        QVERIFY(callCli({"info", file, "--json"}).objects().at(0)["last_evaluation"]["test_accuracy"].isNull());
        QVERIFY(!callCli({"eval", file}).out.contains("nan"));
        QVERIFY(!callCli({"info", file}).out.contains("nan"));
        QVERIFY(!callCli({"train", "--resume", file, "--limit", "128", "--epochs", "2"}).out.contains("nan"));

        const QString picture = m_folder.filePath(QStringLiteral("digit.png"));
        QImage(28, 28, QImage::Format_Grayscale8).save(picture);
        const CliResult prediction = callCli({"predict", file, picture});
        QCOMPARE(prediction.status, 1);
        QVERIFY2(prediction.errLines().last().endsWith("the model autoencoder gives its input back and names no digit"),
                 prediction.err.constData());
    }

    void keepsWeightsSmallWhenAsked()
    {
        const QString file = fileNamed(QStringLiteral("restrained"));
        const QStringList start{"train", "--preset", "softmax", "--epochs", "1", "--out", file};
        QCOMPARE(callCli(start + QStringList{"--l1", "0.25", "--l2", "0.5", "--clipnorm", "2"}).status, 0);
        const engine::Recipe recipe = engine::loadModel(file.toStdString()).recipe;
        QVERIFY(recipe.regularizer == (engine::Spec{"l1_l2", {{"l1", 0.25}, {"l2", 0.5}}}));
        QVERIFY(recipe.clipping == (engine::Spec{"clipnorm", {{"limit", 2.0}}}));
    }

    void refusesWhatCannotBeRestrainedSo_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("sentence");
        QTest::addRow("a negative price") << QStringList{"--l2", "-1"} << QByteArray("l2 is -1, expected 0 to 1000");
        QTest::addRow("no limit at all") << QStringList{"--clipvalue", "0"} << QByteArray("limit is 0");
        QTest::addRow("two kinds of clipping") << QStringList{"--clipvalue", "1", "--clipnorm", "1"} << QByteArray("excludes");
    }

    void refusesWhatCannotBeRestrainedSo()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, sentence);
        const CliResult result = callCli(QStringList{"train", "--preset", "softmax"} + options);
        QCOMPARE(result.status, 2);
        QVERIFY2(result.err.contains(sentence), result.err.constData());
    }

    void endsWhenNothingImproves()
    {
        const QString file = fileNamed(QStringLiteral("stopped"));
        const CliResult result = callCli({"train", "--preset", "mlp-128-64", "--epochs", "200", "--json", "--early-stopping",
                                          "patience=2,restore_best_weights=yes", "--out", file});
        QCOMPARE(result.status, 0);
        QVERIFY2(result.err.contains("(600 + 200)"), result.err.constData()); // of which a tenth is held out
        const QList<QJsonObject> lines = result.objects();
        const auto epochs = lines.size() - 1;
        QVERIFY(epochs > 2 && epochs < 200);
        // The least loss is two epochs before the last, and its weights are back.
        const QJsonObject end = lines.last();
        const QJsonObject best = lines[epochs - 3];
        for (qsizetype i = 0; i < epochs; ++i)
            QVERIFY(lines[i]["validation_loss"].toDouble() >= best["validation_loss"].toDouble());
        QVERIFY(end["stopped_early"].toBool());
        QCOMPARE(end["best_epoch"].toInt(), int(epochs - 2));
        for (const char* key : {"epoch", "validation_loss", "validation_accuracy", "test_loss", "test_accuracy"})
            QCOMPARE(end[QLatin1String(key)], best[QLatin1String(key)]);
        const QJsonObject now = callCli({"eval", file, "--json"}).objects().at(0);
        QVERIFY(std::abs(now["loss"].toDouble() - best["test_loss"].toDouble()) < 1e-5);
        QCOMPARE(callCli({"info", file, "--json"}).objects().at(0)["last_evaluation"]["test_loss"], best["test_loss"]);

        const CliResult resumed = callCli({"train", "--resume", file, "--epochs", "400", "--json"});
        QCOMPARE(resumed.status, 0);
        QVERIFY2(resumed.err.contains("early stopping has ended this run"), resumed.err.constData());
        QCOMPARE(resumed.objects().size(), 1); // nothing is trained, only said again
    }

    void holdsOutWhatItIsTold()
    {
        const CliResult result = callCli({"train", "--preset", "softmax", "--epochs", "1", "--validation-split", "0.5"});
        QCOMPARE(result.status, 0);
        QVERIFY(result.outLines()[0].contains("validation loss  validation accuracy"));
        const QString file = fileNamed(QStringLiteral("plain"));
        callCli({"train", "--preset", "softmax", "--epochs", "1", "--early-stopping", "monitor=train_loss", "--out", file});
        QCOMPARE(engine::loadModel(file.toStdString()).recipe.validationSplit, 0.0); // nothing held out is watched
        QCOMPARE(callCli({"train", "--resume", file, "--validation-split", "0.1"}).status, 2);
        QCOMPARE(callCli({"train", "--resume", file, "--early-stopping", "patience=3"}).status, 2);
    }

    void refusesToStopFor_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("sentence");
        QTest::addRow("no such value") << QStringList{"--early-stopping", "monitor=test_loss"}
                                       << QByteArray("monitor is \"test_loss\", expected one of validation_loss");
        QTest::addRow("no number") << QStringList{"--early-stopping", "patience=long"} << QByteArray("expected a number");
        QTest::addRow("nothing held out") << QStringList{"--early-stopping", "patience=1", "--validation-split", "0"}
                                          << QByteArray("set the validation split to 0.1");
        QTest::addRow("all held out") << QStringList{"--validation-split", "1"} << QByteArray("expected 0 to 0.9");
    }

    void refusesToStopFor()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, sentence);
        const CliResult result = callCli(QStringList{"train", "--preset", "softmax"} + options);
        QCOMPARE(result.status, 2);
        QVERIFY2(result.err.contains(sentence), result.err.constData());
    }

    void beginsThePrintedTableBeforeTraining()
    {
        const CliResult result = callCli({"train", "--preset", "softmax", "--epochs", "1"});
        QCOMPARE(result.outLines().size(), 3); // heading, epoch 0, epoch 1
        QVERIFY(result.outLines()[1].trimmed().startsWith("0 "));
        QVERIFY2(result.outLines()[1].contains("2.3026"), "all weights 0 give ten equal probabilities: ln 10");
    }

    void keepsAnOptimizersOwnLearningRate_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<double>("rate");
        const double ofPreset = engine::findPreset("softmax").optimizer.real("learning_rate");
        QVERIFY(ofPreset != 0.01); // SGD's own
        QTest::addRow("the preset's") << QStringList{} << ofPreset;
        QTest::addRow("the same optimizer's") << QStringList{"--optimizer", "sgd"} << ofPreset;
        QTest::addRow("another optimizer's") << QStringList{"--optimizer", "adam"} << 0.001;
        QTest::addRow("as asked for") << QStringList{"--optimizer", "adam", "--learning-rate", "0.25"} << 0.25;
    }

    void keepsAnOptimizersOwnLearningRate()
    {
        QFETCH(QStringList, options);
        QFETCH(double, rate);
        const QString file = fileNamed(QStringLiteral("rate"));
        const QStringList start{"train", "--preset", "softmax", "--epochs", "0", "--out", file};
        QCOMPARE(callCli(start + options).status, 0);
        QCOMPARE(engine::loadModel(file.toStdString()).recipe.optimizer.real("learning_rate"), rate);
    }

    void takesAnOptimizersSettings_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("optimizer");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* preset, const char* optimizer, const char* expected) {
            QTest::addRow("%s", name) << preset << optimizer << expected;
        };
        row("the preset's rate stays", "softmax", "sgd:momentum=0.9,nesterov=yes",
            "sgd (learning_rate 0.2, momentum 0.9, nesterov yes)");
        row("the preset's other settings stay", "cnn-best", "adamw:learning_rate=0.001",
            "adamw (beta_1 0.9, beta_2 0.999, epsilon 1e-07, learning_rate 0.001, weight_decay 0.02)");
        row("the first setting needs no name", "softmax", "sgd:0.25", "sgd (learning_rate 0.25, momentum 0, nesterov no)");
        row("another's defaults", "softmax", "rmsprop:rho=0.8",
            "rmsprop (centered no, epsilon 1e-07, learning_rate 0.001, momentum 0, rho 0.8)");
    }

    void takesAnOptimizersSettings()
    {
        QFETCH(QString, preset);
        QFETCH(QString, optimizer);
        QFETCH(QString, expected);
        const QString file = fileNamed(QStringLiteral("optimizer"));
        QCOMPARE(callCli({"train", "--preset", preset, "--optimizer", optimizer, "--epochs", "0", "--out", file}).status, 0);
        const CliResult told = callCli({"info", file});
        QVERIFY2(told.out.contains(expected.toUtf8()), told.out);
    }

    void scalesPixelsAsAskedFor()
    {
        const QString file = fileNamed(QStringLiteral("standardised"));
        const QStringList start{"train", "--preset", "softmax", "--epochs", "1", "--limit", "50", "--out", file};
        QCOMPARE(callCli(start + QStringList{"--normalization", "standard"}).status, 0);
        QCOMPARE(engine::loadModel(file.toStdString()).recipe.layers.front().kind, std::string("normalization"));
        const QStringList goOn{"train", "--resume", file, "--epochs", "2", "--limit", "50", "--normalization"};
        QCOMPARE(callCli(goOn + QStringList{"standard"}).status, 0);
        QCOMPARE(callCli(goOn + QStringList{"none"}).status, 2);
        QCOMPARE(callCli(start + QStringList{"--normalization", "bytes"}).status, 2);
    }

    void distortsAsAskedFor_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<double>("rotation");
        QTest::addRow("none") << QStringLiteral("none") << QStringLiteral("none") << 0.0;
        QTest::addRow("as it does by default") << QStringLiteral("distort") << QStringLiteral("distort") << 10.0;
        QTest::addRow("one setting") << QStringLiteral("rotation=15") << QStringLiteral("distort") << 15.0;
        QTest::addRow("two settings") << QStringLiteral("elastic=34,rotation=7.5") << QStringLiteral("distort") << 7.5;
    }

    void distortsAsAskedFor()
    {
        QFETCH(QString, option);
        QFETCH(double, rotation);
        const QString file = fileNamed(QStringLiteral("augmented"));
        const QStringList start{"train", "--preset", "softmax", "--epochs", "1", "--limit", "50", "--out", file};
        QCOMPARE(callCli(start + QStringList{"--augment", option}).status, 0);
        const engine::Spec augmentation = engine::loadModel(file.toStdString()).recipe.augmentation;
        QTEST(QString::fromStdString(augmentation.kind), "kind");
        if (rotation > 0)
            QCOMPARE(augmentation.real("rotation"), rotation);
        QCOMPARE(callCli({"train", "--resume", file, "--epochs", "2", "--limit", "50", "--augment", option}).status, 0);
        const CliResult other = callCli({"train", "--resume", file, "--augment", "shift=1"});
        QCOMPARE(other.status, 2);
        QVERIFY(other.err.contains("--augment shift=1 is not possible with --resume"));
    }

    void refusesDistortionsThatItDoesNotKnow_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("sentence");
        QTest::addRow("another kind") << QStringLiteral("twirl") << QByteArray("there is no augmentation \"twirl\", expected one of none, distort");
        QTest::addRow("another setting") << QStringLiteral("twirl=3") << QByteArray("distort has no setting \"twirl\"");
        QTest::addRow("out of range") << QStringLiteral("rotation=1000") << QByteArray("rotation is 1000, expected 0 to 180");
        QTest::addRow("no number") << QStringLiteral("shift=1,rotation=") << QByteArray("\"rotation=\" is no setting");
        QTest::addRow("half a number") << QStringLiteral("rotation=1x") << QByteArray("rotation is \"1x\", expected a number from 0 to 180");
        QTest::addRow("no setting") << QStringLiteral("rotation=1,shift") << QByteArray("\"shift\" is no setting");
    }

    void refusesDistortionsThatItDoesNotKnow()
    {
        QFETCH(QString, option);
        QFETCH(QByteArray, sentence);
        const CliResult result = callCli({"train", "--preset", "softmax", "--augment", option});
        QCOMPARE(result.status, 2);
        QVERIFY2(result.err.contains("--augment: ") && result.err.contains(sentence), result.err.constData());
    }

    void resumesBitForBit()
    {
        const QString whole = fileNamed(QStringLiteral("whole"));
        const QString half = fileNamed(QStringLiteral("half"));
        const QString rest = fileNamed(QStringLiteral("rest"));
        const QStringList start{"train", "--preset", "mlp-512-dropout", "--seed", "7", "--limit", "300"};
        QCOMPARE(callCli(start + QStringList{"--epochs", "2", "--out", whole}).status, 0);
        QCOMPARE(callCli(start + QStringList{"--epochs", "1", "--out", half}).status, 0);
        const QStringList goOn{"train", "--resume", half, "--epochs", "2", "--limit", "300", "--threads", "1"};
        QCOMPARE(callCli(goOn + QStringList{"--out", rest}).status, 0);
        const engine::SavedModel expected = engine::loadModel(whole.toStdString());
        const engine::SavedModel resumed = engine::loadModel(rest.toStdString());
        QCOMPARE(resumed.checkpoint.step, std::uint64_t(6)); // 128 + 128 + 44 samples, twice
        QVERIFY(resumed.checkpoint.parameters == expected.checkpoint.parameters);
        QVERIFY(resumed.checkpoint.optimizerState == expected.checkpoint.optimizerState);
        QVERIFY(resumed.recipe == expected.recipe);
        QCOMPARE(resumed.log.evaluations.size(), expected.log.evaluations.size());
    }

    void refusesToResumeAsAnotherRun_data()
    {
        QTest::addColumn<QStringList>("change");
        QTest::addRow("another preset") << QStringList{"--preset", "mlp-16-16"};
        QTest::addRow("another optimizer") << QStringList{"--optimizer", "adam"};
        QTest::addRow("another setting of the optimizer") << QStringList{"--optimizer", "sgd:momentum=0.5"};
        QTest::addRow("another batch size") << QStringList{"--batch", "7"};
        QTest::addRow("another seed") << QStringList{"--seed", "99"};
        QTest::addRow("another price of weights") << QStringList{"--l2", "0.1"};
    }

    void refusesToResumeAsAnotherRun()
    {
        QFETCH(QStringList, change);
        const QString file = fileNamed(QStringLiteral("run"));
        QCOMPARE(callCli({"train", "--preset", "softmax", "--epochs", "1", "--out", file}).status, 0);
        const CliResult result = callCli(QStringList{"train", "--resume", file} + change);
        QCOMPARE(result.status, 2);
        QCOMPARE(result.errLines().size(), 1);
        QVERIFY2(result.err.contains(change.first().toUtf8()) && result.err.contains(file.toUtf8()), result.err);
    }

    void forgetsTheCalibrationOfOtherWeights()
    {
        const std::string file = fileNamed(QStringLiteral("calibrated")).toStdString();
        const QStringList train{"train", "--out", QString::fromStdString(file), "--epochs"};
        QCOMPARE(callCli(train + QStringList{"1", "--preset", "softmax"}).status, 0);
        engine::SavedModel model = engine::loadModel(file);
        model.calibration = {.temperature = 1.5, .threshold = 0.4, .samples = 10, .data = "digits"};
        engine::saveModel(model, file);
        const QStringList resume{"--resume", QString::fromStdString(file)};
        QCOMPARE(callCli(train + QStringList{"1"} + resume).status, 0);
        QCOMPARE(engine::loadModel(file).calibration.temperature, 1.5);
        QCOMPARE(callCli(train + QStringList{"2"} + resume).status, 0);
        QVERIFY(!engine::loadModel(file).calibration.isFound());
    }

    void refusesToWriteIntoADevice()
    {
        const CliResult result = callCli({"train", "--preset", "softmax", "--out", "/dev/null"});
        QCOMPARE(result.status, 1);
        QVERIFY2(result.out.isEmpty() && result.err.contains("/dev/null"), result.err);
    }

    void writesWhatItHasWhenItIsInterrupted_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("status");
        QTest::addRow("Ctrl-C") << SIGINT << 130;
        QTest::addRow("kill") << SIGTERM << 143;
        QTest::addRow("the terminal closes") << SIGHUP << 129;
    }

    void writesWhatItHasWhenItIsInterrupted()
    {
        QFETCH(int, signal);
        QFETCH(int, status);
        const QString file = fileNamed(QStringLiteral("interrupted"));
        InterruptingStream buffer(signal);
        std::ostream out(&buffer);
        std::ostringstream err;
        const auto arguments = std::vector<std::string>{"train",    "--preset", "softmax", "--epochs",
                                                        "100000", "--json",   "--out",   file.toStdString()};
        QCOMPARE(cli::run(arguments, {out, err, false}), status);
        const engine::SavedModel model = engine::loadModel(file.toStdString());
        QVERIFY(model.checkpoint.step >= 6); // the first epoch's
        QVERIFY(model.checkpoint.step < 600'000);
    }

    void goesOnUnderNohupWhenTheTerminalCloses()
    {
        std::signal(SIGHUP, SIG_IGN);
        InterruptingStream buffer(SIGHUP);
        std::ostream out(&buffer);
        std::ostringstream err;
        QCOMPARE(cli::run({"train", "--preset", "softmax", "--epochs", "3", "--json"}, {out, err, false}), 0);
        std::signal(SIGHUP, SIG_DFL);
        QCOMPARE(QByteArray::fromStdString(buffer.str()).count('\n'), 3);
    }

    void keepsTheLastFiniteWeightsOfARunThatDiverges()
    {
        const QString file = fileNamed(QStringLiteral("diverged"));
        const CliResult result = callCli({"train", "--preset", "mlp-128-64", "--optimizer", "sgd", "--learning-rate",
                                          "1000000", "--json", "--out", file});
        QCOMPARE(result.status, 1);
        QVERIFY2(result.errLines().last().contains("finite"), result.err.constData());
        engine::loadModel(file.toStdString()); // refuses what is not finite
    }

    void saysWhereOutputsAndClassesDiffer_data()
    {
        QTest::addColumn<QString>("layers");
        QTest::addColumn<QString>("said");
        QTest::addColumn<int>("status");
        QTest::addRow("more outputs") << "flatten dense:64" << "note: 64 outputs, 10 classes" << 0;
        QTest::addRow("fewer") << "flatten dense:5" << "5 outputs, 10 classes: the network needs one output for each class" << 1;
        QTest::addRow("as many") << "flatten dense:10" << "" << 0;
    }

    void saysWhereOutputsAndClassesDiffer()
    {
        QFETCH(QString, layers);
        QFETCH(QString, said);
        QFETCH(int, status);
        const CliResult result = callCli({"train", "--preset", "softmax", "--layers", layers, "--epochs", "0", "--limit", "50"});
        QCOMPARE(result.status, status);
        QVERIFY2(said.isEmpty() ? !result.err.contains("outputs, ") : result.err.contains(said.toUtf8()), result.err.constData());
    }

    void learnsFromSeveralSourcesAndRemembersThem()
    {
        const QString drawings = m_folder.filePath(QStringLiteral("my.jsonl"));
        QByteArray lines;
        for (int label = 0; label < 10; ++label)
            lines += "{\"label\": " + QByteArray::number(label) + ", \"strokes\": [[[0, 0], [" + QByteArray::number(label) + ", 9]]]}\n";
        writeFile(drawings, lines + "{\"label\": 3, \"strokes\": [[[1, 2\n");
        const QString out = fileNamed(QStringLiteral("joined"));
        const CliResult result = callCli({"train", "--preset", "softmax", "--epochs", "1", "--out", out, "--data",
                                          QStringLiteral("mnist+%1*2+synthetic:30+nondigits:10").arg(drawings)});
        QVERIFY2(result.status == 0, result.err.constData());
        QVERIFY2(result.err.contains("note: my.jsonl line 11: not JSON"), result.err.constData());
        const QString said = callCli({"info", out, "--json"}).objects()[0]["trained_on"].toString();
        QVERIFY2(said.endsWith(QStringLiteral(" + my.jsonl*2 + synthetic:30 + nondigits:10 (660 + 200)")), qPrintable(said));

        const CliResult refused = callCli({"eval", out, "--data", "mnist+"});
        QCOMPARE(refused.status, 1);
        QCOMPARE(refused.errLines().size(), 1);
    }

private:
    QString fileNamed(const QString& name) const { return m_folder.filePath(name + QStringLiteral(".safetensors")); }

    SmallData m_data;
    QTemporaryDir m_folder;
};

const RegisteredTest<TestCliTrain> registeredTestCliTrain;
#include "tst_cli_train.moc"
