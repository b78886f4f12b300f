#include "tests/app/cli/cli_fixture.h"

#include "tests/registered_test.h"

#include <QJsonArray>
#include <QtTest>

#include <cmath>

// ablate, units, attack, gradients and robustness: their fields, what they agree on with eval, and what they refuse.

class TestCliUnits : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DIGITSCOPE_DATA", m_data.path().toLocal8Bit());
        QCOMPARE(callCli({"train", "--preset", "mlp-16-16", "--epochs", "4", "--out", m_model}).status, 0);
        QCOMPARE(callCli({"train", "--preset", "mlp-16-16", "--epochs", "1", "--weights-only", "--out", m_bare}).status,
                 0);
        QCOMPARE(callCli({"train", "--preset", "ensemble", "--count", "2", "--of", "softmax", "--epochs", "1", "--out", m_ensemble}).status, 0);
        QCOMPARE(
            callCli({"train", "--preset", "autoencoder", "--epochs", "1", "--limit", "128", "--out", m_autoencoder})
                .status,
            0);
        m_accuracy = callCli({"eval", m_model, "--json"}).objects().at(0)["accuracy"].toDouble(-1);
    }

    void ablatesEachUnitOfALayer()
    {
        const auto rows = jsonOf({"ablate", m_model, "--layer", "dense_1"});
        QCOMPARE(rows.size(), 16);
        double least = 0;
        for (const QJsonObject& row : rows) {
            QCOMPARE(row.keys(), (QStringList{"accuracy", "accuracy_without", "by_class", "layer", "unit"}));
            QCOMPARE(row["layer"].toString(), QStringLiteral("dense_1"));
            QCOMPARE(row["accuracy"].toDouble(), m_accuracy);
            QCOMPARE(row["by_class"].toArray().size(), 10);
            QVERIFY(row["accuracy_without"].toDouble() >= least);
            least = row["accuracy_without"].toDouble();
        }
        const QJsonObject first = rows.front();
        const QString unit = QStringLiteral("dense_1:%1").arg(first["unit"].toInt());
        const auto one = jsonOf({"ablate", m_model, "--unit", unit});
        QCOMPARE(one.size(), 1);
        QCOMPARE(one[0].keys(), (QStringList{"accuracy", "accuracy_without", "by_class"}));
        QCOMPARE(one[0]["accuracy_without"], first["accuracy_without"]);
        QCOMPARE(one[0]["by_class"], first["by_class"]);
        // The activation that follows is where it is off.
        QCOMPARE(jsonOf({"ablate", m_model, "--unit", QString(unit).replace("dense", "sigmoid")}), one);
    }

    void ablatesSeveralUnits()
    {
        const auto apart = jsonOf({"ablate", m_model, "--unit", "dense_1:1", "--unit", "dense_1:4", "--unit", "dense_2:0", "--with", "mean"});
        QCOMPARE(apart.size(), 1);
        QCOMPARE(jsonOf({"ablate", m_model, "--unit", "dense_1:1,4", "dense_2:0", "--with", "mean"}), apart);
        QVERIFY(callCli({"ablate", m_model, "--unit", "dense_1:1"}).out.contains("without"));
        QVERIFY(callCli({"ablate", m_model, "--layer", "dense_1"}).out.contains("by class"));
    }

    void tellsOfUnits()
    {
        const auto rows = jsonOf({"units", m_model, "--layer", "dense_2"});
        QCOMPARE(rows.size(), 16);
        for (int unit = 0; unit < 16; ++unit) {
            QCOMPARE(rows[unit].keys(), (QStringList{"dead_share", "mean_by_class", "top", "unit"}));
            QCOMPARE(rows[unit]["unit"].toInt(-1), unit);
            QCOMPARE(rows[unit]["mean_by_class"].toArray().size(), 10);
            const QJsonArray top = rows[unit]["top"].toArray();
            QCOMPARE(top.size(), 10);
            for (int i = 0; i < 10; ++i) {
                QCOMPARE(top[i].toObject().keys(), (QStringList{"activation", "index"}));
                QVERIFY(i == 0 || top[i]["activation"].toDouble() <= top[i - 1]["activation"].toDouble());
            }
            QVERIFY(rows[unit]["dead_share"].toDouble(-1) >= 0);
        }
        QVERIFY(callCli({"units", m_model, "--layer", "dense_2"}).out.startsWith("behind sigmoid_2"));
    }

    void attacks()
    {
        for (const char* method : {"fgsm", "pgd"}) {
            const auto rows = jsonOf({"attack", m_model, "--method", method, "--epsilon", "0.1"});
            QCOMPARE(rows.size(), 1);
            QCOMPARE(rows[0].keys(), (QStringList{"adversarial_accuracy", "clean_accuracy", "epsilon", "largest_change", "loss_after", "loss_before"}));
            QCOMPARE(rows[0]["epsilon"].toDouble(), 0.1);
            QCOMPARE(rows[0]["clean_accuracy"].toDouble(), m_accuracy);
            QVERIFY(rows[0]["adversarial_accuracy"].toDouble(2) < m_accuracy);
            QVERIFY(std::abs(rows[0]["largest_change"].toDouble() - 0.1) <= 1e-6);
            QVERIFY(rows[0]["loss_after"].toDouble() > rows[0]["loss_before"].toDouble());
        }
        const auto ten = jsonOf({"attack", m_model, "--method", "pgd", "--epsilon", "0", "--limit", "10"});
        const double correct = 10 * ten[0]["clean_accuracy"].toDouble();
        QCOMPARE(correct, std::round(correct));
        QCOMPARE(ten[0]["adversarial_accuracy"], ten[0]["clean_accuracy"]);
        QVERIFY(callCli({"attack", m_model, "--method", "fgsm", "--epsilon", "0.1"}).out.contains("attacked"));
    }

    void tellsHowLargeGradientsAre()
    {
        const auto rows = jsonOf({"gradients", "--preset", "mlp-16-16", "--steps", "7"});
        QCOMPARE(rows.size(), 7);
        for (int i = 0; i < 7; ++i) {
            QCOMPARE(rows[i].keys(), (QStringList{"layers", "step"}));
            QCOMPARE(rows[i]["step"].toInt(), i + 1);
            const QJsonArray layers = rows[i]["layers"].toArray();
            QCOMPARE(layers.size(), 3);
            QCOMPARE(layers[2].toObject().keys(), (QStringList{"gradient_norm", "name", "update_ratio"}));
            QCOMPARE(layers[2]["name"].toString(), QStringLiteral("dense_3"));
            QVERIFY(layers[0]["gradient_norm"].toDouble() > 0 && layers[0]["update_ratio"].toDouble() > 0);
        }
        QVERIFY(callCli({"gradients", "--preset", "mlp-16-16", "--steps", "1"}).out.contains("dense_3"));
    }

    void goesOnAndSavesNothing()
    {
        const QByteArray before = contentOf(m_model);
        const int step = callCli({"info", m_model, "--json"}).objects().at(0)["step"].toInt();
        const auto rows = jsonOf({"gradients", m_model, "--steps", "2"});
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0]["step"].toInt(), step + 1);
        QCOMPARE(contentOf(m_model), before);
        const CliResult bare = callCli({"gradients", m_bare, "--steps", "2", "--json"});
        QCOMPARE(bare.status, 0);
        QCOMPARE(bare.objects().at(0)["step"].toInt(), 1);
        QVERIFY(bare.err.contains("holds no state of the optimizer, so a new run begins from its weights"));
    }

    void disturbsDigits()
    {
        for (const char* by : {"shift", "size", "rotation", "thickness", "noise"}) {
            const auto rows = jsonOf({"robustness", m_model, "--by", by});
            QCOMPARE(rows.size(), 11);
            for (const QJsonObject& row : rows) {
                QCOMPARE(row.keys(), (QStringList{"accuracy", "amount", "unit"}));
                QCOMPARE(row["unit"], rows[0]["unit"]);
            }
            QCOMPARE(rows[0]["amount"].toDouble(-1), 0.0);
            QCOMPARE(rows[0]["accuracy"].toDouble(), m_accuracy);
        }
        const double together = callCli({"eval", m_ensemble, "--json"}).objects().at(0)["accuracy"].toDouble();
        QCOMPARE(jsonOf({"robustness", m_ensemble, "--by", "noise"})[0]["accuracy"].toDouble(), together);
        QVERIFY(callCli({"robustness", m_model, "--by", "rotation"}).out.contains("degrees"));
    }

    void explainsWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("ending");
        const auto row = [](const char* name, const QStringList& arguments, int status, const char* ending) {
            QTest::addRow("%s", name) << arguments << status << QString::fromUtf8(ending);
        };
        row("neither unit nor layer", {"ablate", m_model}, 2, "ablate takes either --unit LAYER:NUMBER, once or several times, or --layer LAYER");
        row("both", {"ablate", m_model, "--unit", "dense_1:0", "--layer", "dense_1"}, 2, "or --layer LAYER");
        row("no unit", {"ablate", m_model, "--unit", "dense_1"}, 2, "as in --unit dense_1:3");
        row("no number", {"ablate", m_model, "--unit", "dense_1:3,"}, 2, "as in --unit dense_1:3");
        row("no such unit", {"ablate", m_model, "--unit", "dense_1:16"}, 1, "dense_1 has no unit 16, expected 0 to 15");
        row("no such layer", {"ablate", m_model, "--layer", "dense_9"}, 1, "expected one of flatten_1, dense_1, sigmoid_1, dense_2, sigmoid_2, dense_3");
        row("an unknown way", {"ablate", m_model, "--layer", "dense_1", "--with", "noise"}, 2, "");
        row("ablate's ensemble", {"ablate", m_ensemble, "--layer", "dense_1"}, 1, "it holds an ensemble of 2 networks, expected one network");
        row("ablate's auto-encoder", {"ablate", m_autoencoder, "--layer", "dense_1"}, 1, "gives its input back and names no class");
        row("units without a layer", {"units", m_model}, 2, "");
        row("units of no such layer", {"units", m_model, "--layer", "conv2d_1"}, 1, "sigmoid_2, dense_3");
        row("units' ensemble", {"units", m_ensemble, "--layer", "dense_1"}, 1, "expected one network");
        row("units of points", {"units", m_model, "--layer", "dense_1", "--data", "xor"}, 1, "the network reads pictures of 1×28×28, the data set has 2");
        row("an unknown attack", {"attack", m_model, "--method", "cw", "--epsilon", "0.1"}, 2, "");
        row("epsilon above 1", {"attack", m_model, "--method", "pgd", "--epsilon", "1.5"}, 2, "");
        row("epsilon is no number", {"attack", m_model, "--method", "pgd", "--epsilon", "nan"}, 2, "as in --epsilon 0.1");
        row("no digits", {"attack", m_model, "--method", "pgd", "--epsilon", "0.1", "--limit", "0"}, 2, "");
        row("attack's ensemble", {"attack", m_ensemble, "--method", "pgd", "--epsilon", "0.1"}, 1, "expected one network");
        row("attack's auto-encoder", {"attack", m_autoencoder, "--method", "pgd", "--epsilon", "0.1"}, 1, "names no class");
        row("no way to disturb", {"robustness", m_model, "--by", "colour"}, 2, "");
        row("robustness of an auto-encoder", {"robustness", m_autoencoder, "--by", "noise"}, 1, "names no class");
        row("neither model nor preset", {"gradients"}, 2, "gradients takes either a model FILE or --preset NAME");
        row("model and preset", {"gradients", m_model, "--preset", "softmax"}, 2, "gradients takes either a model FILE or --preset NAME");
        row("no steps", {"gradients", m_model, "--steps", "0"}, 2, "");
        row("gradients' ensemble", {"gradients", m_ensemble}, 1, "expected one network");
    }

    void explainsWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, ending);
        const CliResult result = callCli(arguments);
        QTEST(result.status, "status");
        QVERIFY(result.out.isEmpty());
        QVERIFY2(QString::fromUtf8(result.err).trimmed().remove(QStringLiteral(" (see --help)")).endsWith(ending),
                 result.err);
    }

    void worksWithoutPicturesToo()
    {
        const QString file = m_folder.filePath(QStringLiteral("xor"));
        QCOMPARE(callCli({"train", "--preset", "xor", "--epochs", "20", "--out", file}).status, 0);
        QCOMPARE(jsonOf({"ablate", file, "--layer", "dense_1"}).size(), 2);
        QCOMPARE(jsonOf({"units", file, "--layer", "dense_1"})[0]["mean_by_class"].toArray().size(), 2);
        QCOMPARE(jsonOf({"attack", file, "--method", "pgd", "--epsilon", "0.1"}).size(), 1);
        QCOMPARE(jsonOf({"gradients", file, "--steps", "2"}).size(), 2);
        const CliResult refused = callCli({"robustness", file, "--by", "shift"});
        QCOMPARE(refused.status, 1);
        QVERIFY(refused.err.trimmed().endsWith("the network reads 2"));
        QCOMPARE(jsonOf({"units", m_autoencoder, "--layer", "dense_2"}).size(), 256);
        QCOMPARE(jsonOf({"gradients", m_autoencoder, "--steps", "1"}).size(), 1);
    }

private:
    /// What the command says with --json; it must do well.
    QList<QJsonObject> jsonOf(QStringList arguments) const
    {
        const CliResult result = callCli(arguments << QStringLiteral("--json"));
        if (result.status != 0)
            qFatal("%s: %s", qPrintable(arguments.join(' ')), result.err.constData());
        return result.objects();
    }

    static QByteArray contentOf(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    SmallData m_data;
    QTemporaryDir m_folder;
    QString m_model = m_folder.filePath(QStringLiteral("model"));
    QString m_bare = m_folder.filePath(QStringLiteral("bare"));
    QString m_ensemble = m_folder.filePath(QStringLiteral("ensemble"));
    QString m_autoencoder = m_folder.filePath(QStringLiteral("autoencoder"));
    double m_accuracy = 0;
};

const RegisteredTest<TestCliUnits> registeredTestCliUnits;
#include "tst_cli_units.moc"
