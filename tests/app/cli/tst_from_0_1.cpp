#include "tests/app/cli/cli_fixture.h"
#include "tests/app/cli/model_tensors.h"
#include "tests/app/cli/safetensors_by_hand.h"
#include "tests/registered_test.h"
#include "tests/test_data.h"

#include "engine/io/ensemble_file.h"
#include "engine/io/model_file.h"

#include <QCryptographicHash>
#include <QtTest>

#include <algorithm>

namespace {

const QString folder = testData("from_0.1/");

/// What the program of version 0.1 said of its files, made with them by make_models.py.
QJsonObject expectations()
{
    QFile file(folder + QStringLiteral("expected.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QStringList strings(const QJsonValue& list)
{
    QStringList all;
    for (const QJsonValue& value : list.toArray())
        all.push_back(value.toString());
    return all;
}

/// Where what is said now lacks something of what was said before, or says another thing; empty: nowhere. Numbers may
/// differ by the tolerance: another processor rounds otherwise. What is new is welcome.
QString lost(const QJsonValue& before, const QJsonValue& now, double tolerance, const QString& where = {})
{
    if (before.isObject()) {
        const QJsonObject entries = before.toObject();
        for (auto entry = entries.begin(); entry != entries.end(); ++entry)
            if (QString at = lost(entry.value(), now[entry.key()], tolerance, where + QLatin1Char('/') + entry.key()); !at.isEmpty())
                return at;
        return now.isObject() ? QString() : where + QStringLiteral(" is gone");
    }
    if (before.isArray()) {
        const QJsonArray list = before.toArray();
        if (!now.isArray() || now.toArray().size() != list.size())
            return where + QStringLiteral(" has another length");
        for (int i = 0; i < list.size(); ++i)
            if (QString at = lost(list[i], now[i], tolerance, QStringLiteral("%1/%2").arg(where).arg(i)); !at.isEmpty())
                return at;
        return {};
    }
    if (before.isDouble() && now.isDouble() && std::abs(before.toDouble() - now.toDouble()) <= tolerance)
        return {};
    return before == now ? QString() : QStringLiteral("%1 is %2, was %3").arg(where, now.toVariant().toString(), before.toVariant().toString());
}

/// Of a call of the program.
QString lost(const QJsonValue& before, const CliResult& now, double tolerance)
{
    if (now.status != 0)
        return QString::fromUtf8(now.err);
    QJsonArray lines;
    for (const QJsonObject& line : now.objects())
        lines.push_back(line);
    return lost(before, lines, tolerance);
}

/// Each value of the metadata, as the JSON that it is.
QJsonObject parsed(const QJsonObject& metadata)
{
    QJsonObject values;
    for (auto entry = metadata.begin(); entry != metadata.end(); ++entry) {
        const QJsonDocument document = QJsonDocument::fromJson(entry.value().toString().toUtf8());
        values[entry.key()] = document.isObject() ? QJsonValue(document.object())
            : document.isArray()                  ? QJsonValue(document.array())
                                                  : entry.value();
    }
    return values;
}

std::vector<engine::SavedModel> load(const QString& path)
{
    const std::string file = path.toStdString();
    if (path.contains(QStringLiteral("ensemble")))
        return engine::loadEnsemble(file);
    return {engine::loadModel(file)};
}

void save(const std::vector<engine::SavedModel>& models, const QString& path)
{
    if (models.size() > 1)
        engine::saveEnsemble(models, path.toStdString());
    else
        engine::saveModel(models.front(), path.toStdString());
}

} // namespace

/// What version 0.1 wrote opens, whole, reads what it read, and goes on; see tests/data/from_0.1/README.md.
class TestFrom01 : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qunsetenv("DIGITSCOPE_DATA");
        QVERIFY(QDir::setCurrent(folder)); // its calls named data from there
        QVERIFY(m_expected.size() >= 8);
    }

    void tensorsAreTheBytesOfTheFile_data() { files(); }
    void tensorsAreTheBytesOfTheFile()
    {
        QFETCH(QString, file);
        const RawSafetensors raw = readRaw(folder + file);
        QVERIFY(!raw.tensors.isEmpty());
        const auto tensors = tensorsOf(load(folder + file));
        QCOMPARE(tensors.keys(), raw.tensors.keys());
        const QJsonObject sums = m_expected[file][QStringLiteral("tensors")].toObject();
        QCOMPARE(tensors.keys(), sums.keys());
        for (const QString& name : tensors.keys()) {
            QVERIFY2(tensors[name] == raw.tensors[name], qPrintable(name));
            QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(tensors[name], QCryptographicHash::Sha256).toHex()), sums[name].toString());
        }
    }

    /// Recipe, step, records, events, early stopping, calibration, names of classes, the way of drawing, the writer's hand.
    void savedAgainNothingIsLost_data() { files(); }
    void savedAgainNothingIsLost()
    {
        QFETCH(QString, file);
        const QTemporaryDir place;
        save(load(folder + file), place.filePath(file));
        const RawSafetensors before = readRaw(folder + file);
        const RawSafetensors after = readRaw(place.filePath(file));
        QVERIFY(after.tensors == before.tensors);
        QVERIFY(before.metadata.size() > 2);
        QCOMPARE(lost(parsed(before.metadata), parsed(after.metadata), 0), QString());
    }

    void isToldAsBefore_data() { files(); }
    void isToldAsBefore()
    {
        QFETCH(QString, file);
        QCOMPARE(lost(m_expected[file][QStringLiteral("info")], callCli({"info", file, "--json"}), 0), QString());
    }

    void predictsAsBefore_data() { files(); }
    void predictsAsBefore()
    {
        QFETCH(QString, file);
        constexpr double rounding = 1e-4;
        const QJsonValue before = m_expected[file];
        QCOMPARE(lost(before[QStringLiteral("eval")], callCli(QStringList{"eval", file, "--json"} + strings(before[QStringLiteral("data")])), rounding), QString());
        if (!before[QStringLiteral("predict")].isUndefined())
            QCOMPARE(lost(before[QStringLiteral("predict")], callCli({"predict", file, "--strokes", "digits.jsonl", "--json"}), rounding), QString());
    }

    void trainingGoesOn_data() { files(QStringLiteral("continued")); }
    void trainingGoesOn()
    {
        QFETCH(QString, file);
        const QJsonValue before = m_expected[file][QStringLiteral("continued")];
        const QTemporaryDir place;
        const QString out = place.filePath(QStringLiteral("continued.safetensors"));
        const QStringList call = QStringList{"train", "--json", "--resume", file, "--out", out} + strings(before[QStringLiteral("arguments")]);
        // The sampled states of RBM layers turn a last bit into another bit.
        const bool isSampled = file.startsWith(QStringLiteral("dbn"));
        QCOMPARE(lost(before[QStringLiteral("lines")], callCli(call), isSampled ? 0.2 : 1e-3), QString());
        const QByteArray values = readRaw(out).tensors[before[QStringLiteral("tensor")].toString()];
        QJsonArray now;
        for (qsizetype i = 0; i < values.size(); i += qsizetype(sizeof(float)))
            now.push_back(double(qFromLittleEndian<float>(values.constData() + i)));
        QCOMPARE(lost(before[QStringLiteral("values")], now, isSampled ? 0.2 : 1e-3), QString());
    }

    /// The bits of a run that is never written down in between.
    void stoppingOnTheWayChangesNothing()
    {
        const QTemporaryDir place;
        const auto resumed = [&place](const QString& from, const QString& epochs, const char* name) {
            const QString out = place.filePath(QString::fromLatin1(name));
            return callCli({"train", "--resume", from, "--data", "shapes", "--epochs", epochs, "--out", out}).status == 0 ? out : QString();
        };
        const QString start = folder + QStringLiteral("shapes.safetensors");
        const QString atOnce = resumed(start, QStringLiteral("9"), "at_once");
        const QString inTwo = resumed(resumed(start, QStringLiteral("7"), "half"), QStringLiteral("9"), "in_two");
        QVERIFY(readRaw(atOnce).tensors.size() > 4);
        QVERIFY(readRaw(atOnce).tensors == readRaw(inTwo).tensors);
        QVERIFY(readRaw(atOnce).tensors != readRaw(start).tensors);
    }

private:
    /// A row for each file of which something is said under that key.
    void files(const QString& key = QStringLiteral("tensors")) const
    {
        QTest::addColumn<QString>("file");
        for (const QString& file : m_expected.keys())
            if (!m_expected[file][key].isUndefined())
                QTest::addRow("%s", qPrintable(file)) << file;
    }

    const QJsonObject m_expected = expectations();
};

const RegisteredTest<TestFrom01> registeredTestFrom01;
#include "tst_from_0_1.moc"
