#include "app/views/all_views.h"
#include "tests/app/cli/model_tensors.h"
#include "tests/app/cli/safetensors_by_hand.h"
#include "tests/app/window/window_fixture.h"
#include "tests/registered_test.h"
#include "tests/test_data.h"
#include "ui/pad/digit_pad.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QDirIterator>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <optional>

namespace {

constexpr auto patience = 30'000;
const QString oldHome = testData("from_0.1/home/");
const QString oldSession = oldHome + QStringLiteral("share/digitscope/session/");
const QString oldNetwork = oldSession + QStringLiteral("network.safetensors");

void copyTree(const QString& from, const QString& to)
{
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString copy = to + QLatin1Char('/') + QDir(from).relativeFilePath(file);
        if (!QDir().mkpath(QFileInfo(copy).path()) || !QFile::copy(file, copy))
            qFatal("%s cannot be written", qPrintable(copy));
        QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    }
}

QJsonObject jsonOf(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

/// What a network's file says of it, without its numbers: "recipe" or "training".
QJsonObject saidIn(const QString& file, const char* key)
{
    return jsonOf(readRaw(file).metadata[QLatin1String(key)].toString().toUtf8());
}

QList<double> numbers(const QJsonValue& list)
{
    QList<double> all;
    for (const QJsonValue& value : list.toArray())
        all.push_back(value.toDouble());
    return all;
}

template<typename Record, typename Field>
QList<double> numbers(const std::vector<Record>& records, Field Record::*field)
{
    QList<double> all;
    for (const Record& record : records)
        all.push_back(double(record.*field));
    return all;
}

QList<QJsonObject> linesOf(const QString& path)
{
    QList<QJsonObject> lines;
    for (const QByteArray& line : contentOf(path).trimmed().split('\n'))
        lines.push_back(jsonOf(line));
    return lines;
}

std::vector<engine::Stroke> strokesIn(const QJsonObject& drawing)
{
    std::vector<engine::Stroke> strokes;
    for (const QJsonValue& points : drawing[QStringLiteral("strokes")].toArray()) {
        engine::Stroke& stroke = strokes.emplace_back();
        for (const QJsonValue& point : points.toArray())
            stroke.push_back({float(point[0].toDouble()), float(point[1].toDouble())});
    }
    return strokes;
}

} // namespace

/// A window finds what one of version 0.1 left: session, one's own digits, settings; see tests/data/from_0.1/README.md.
class WindowFrom01Test : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_home.emplace();
        copyTree(oldHome, m_home->path());
        qunsetenv("DIGITSCOPE_DATA");
        qputenv("XDG_DATA_HOME", m_home->filePath(QStringLiteral("share")).toLocal8Bit());
        QCoreApplication::setOrganizationName(QStringLiteral("digitscope"));
        QCoreApplication::setApplicationName(QStringLiteral("digitscope"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home->filePath(QStringLiteral("config")));
        m_open.emplace(WindowOptions{});
        QVERIFY(m_open->isReady());
    }

    void cleanup()
    {
        m_open.reset();
        m_home.reset();
    }

    /// Before all others: Qt knows a type that it has met, and a program that starts has met none.
    void theSettingsAreHonoured()
    {
        QVERIFY(theme().isDark);
        const auto& pad = m_open->part<DigitPad>();
        QVERIFY(pad.isWide());
        QCOMPARE(pad.penWidth(), 2.4f);
        QCOMPARE(pad.view(), DigitPad::View::Pixels);
        QCOMPARE(m_open->part<QLineEdit>(QStringLiteral("writer")).text(), QStringLiteral("Ada"));
        QCOMPARE(m_open->session().runs.data()->train.size(), std::size_t{600}); // synthetic:600@5
        QCOMPARE(m_open->session().models.file(), QStringLiteral("/home/ada/rows.safetensors"));
        const auto menus = m_open->window.findChildren<QMenu*>();
        const auto menu = std::ranges::find(menus, QStringLiteral("Open &recent"), &QMenu::title);
        QVERIFY(menu != menus.end());
        QStringList recent;
        for (const QAction* entry : (*menu)->actions())
            recent << entry->text();
        QCOMPARE(recent, (QStringList{"/home/ada/rows.safetensors", "/home/ada/layers.safetensors"}));
    }

    void theNetworkIsAsItWasLeft()
    {
        const RunState& state = m_open->state();
        QCOMPARE(QString::fromStdString(state.recipe.name), saidIn(oldNetwork, "recipe")["name"].toString());
        const auto tensors = readRaw(oldNetwork).tensors;
        QVERIFY(tensors.contains(QStringLiteral("optimizer.m.dense_1.bias"))); // or training could not go on
        QCOMPARE(tensorsOf({toSavedModel(state)}), tensors);
        QCOMPARE(state.weights->parameters, state.checkpoint->parameters); // what is shown is what goes on
    }

    void theCurvesAreAsTheyWereLeft()
    {
        const QJsonObject run = saidIn(oldNetwork, "training");
        const QJsonValue steps = run["steps"], history = run["history"], events = run["events"];
        QVERIFY(numbers(steps["step"]).size() > 100 && numbers(history["step"]).size() > 10);
        const engine::RunLog& log = m_open->state().log;
        QCOMPARE(numbers(log.steps, &engine::StepRecord::step), numbers(steps["step"]));
        QCOMPARE(numbers(log.steps, &engine::StepRecord::loss), numbers(steps["loss"]));
        QCOMPARE(numbers(log.steps, &engine::StepRecord::accuracy), numbers(steps["accuracy"]));
        QCOMPARE(numbers(log.evaluations, &engine::EvaluationRecord::step), numbers(history["step"]));
        QCOMPARE(numbers(log.evaluations, &engine::EvaluationRecord::trainLoss), numbers(history["train_loss"]));
        QCOMPARE(numbers(log.evaluations, &engine::EvaluationRecord::testLoss), numbers(history["test_loss"]));
        QCOMPARE(numbers(log.evaluations, &engine::EvaluationRecord::testAccuracy), numbers(history["test_accuracy"]));
        QCOMPARE(qint64(m_open->state().weights->step), run["step"].toInteger());
        QCOMPARE(m_open->state().trainedOn, run["trained_on"].toString());
        // The learning rate that was typed.
        QCOMPARE(numbers(log.events, &engine::RunEvent::step), numbers(events["step"]));
        QCOMPARE(numbers(log.events, &engine::RunEvent::learningRate), numbers(events["learning_rate"]));
        QCOMPARE(numbers(events["learning_rate"]), QList{double(0.0005f)});
        QCOMPARE(m_open->run().learningRate(), 0.0005);
        QCOMPARE(m_open->part<QLineEdit>(QStringLiteral("learningRate")).text().toDouble(), 0.0005);
    }

    /// To what it became in the window of version 0.1, but for what another processor rounds otherwise.
    void trainingGoesOn()
    {
        const auto isNear = [](const QList<double>& a, const QList<double>& b) {
            return !a.isEmpty() && std::ranges::equal(a, b, [](double x, double y) { return std::abs(x - y) < 1e-3; });
        };
        const QJsonObject expected = jsonOf(contentOf(testData("from_0.1/home_continued.json")));
        const auto step = m_open->state().weights->step;
        QCOMPARE(qint64(step + 3), expected["step"].toInteger());
        m_open->run().runSteps(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(step + 3), patience);
        const QList<double> losses = numbers(m_open->state().log.steps, &engine::StepRecord::loss);
        QVERIFY(isNear(losses.last(3), numbers(expected["loss"])));
        const QByteArray now = tensorsOf({toSavedModel(m_open->state())})[expected["tensor"].toString()];
        QList<double> values;
        for (qsizetype i = 0; i < now.size(); i += qsizetype(sizeof(float)))
            values.push_back(double(qFromLittleEndian<float>(now.constData() + i)));
        QVERIFY(isNear(values, numbers(expected["values"])));
    }

    void theNetworkBeforeItComesBack()
    {
        const QString file = oldSession + QStringLiteral("replaced.safetensors");
        QVERIFY(!readRaw(file).tensors.isEmpty() && readRaw(file).tensors != readRaw(oldNetwork).tensors);
        m_open->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        const RunState& state = m_open->state();
        QCOMPARE(QString::fromStdString(state.recipe.name), saidIn(file, "recipe")["name"].toString());
        QCOMPARE(tensorsOf({toSavedModel(state)}), readRaw(file).tensors);
        QCOMPARE(qint64(state.weights->step), saidIn(file, "training")["step"].toInteger());
        QVERIFY(m_open->run().canTrainOn());
    }

    void theEnsembleIsBack()
    {
        const auto members = m_open->session().ensemble.models();
        QCOMPARE(members.size(), std::size_t{2});
        QCOMPARE(tensorsOf(members), readRaw(oldSession + QStringLiteral("ensemble.safetensors")).tensors);
    }

    void theInkOfBothPapersIsBack()
    {
        const auto& pad = m_open->part<DigitPad>();
        for (const auto& [paper, file] : {std::pair(DigitPad::Paper::Digit, "digit.jsonl"),
                                          std::pair(DigitPad::Paper::Number, "number.jsonl")}) {
            const auto lines = linesOf(oldSession + QLatin1String(file));
            QCOMPARE(lines.size(), 1);
            QVERIFY(!strokesIn(lines.front()).empty());
            QCOMPARE(pad.strokesOn(paper), strokesIn(lines.front()));
        }
    }

    void onesOwnDigitsAreThere()
    {
        const MyDigits& set = m_open->session().myDigits;
        QTRY_VERIFY_WITH_TIMEOUT(set.isLoaded(), patience);
        const auto lines = linesOf(oldHome + QStringLiteral("share/digitscope/my-digits.jsonl"));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(set.digits().size(), std::size_t{3});
        for (int i = 0; i < 3; ++i) {
            const engine::StrokeSample& sample = set.digits()[std::size_t(i)]->sample;
            QVERIFY(sample.isLabelled && !sample.strokes.empty());
            QCOMPARE(sample.strokes, strokesIn(lines[i]));
            QCOMPARE(sample.label.has_value(), !lines[i]["label"].isNull());
            QCOMPARE(sample.label.value_or(0), lines[i]["label"].toInt());
            QCOMPARE(QString::fromStdString(sample.writer.value_or("")), lines[i]["writer"].toString());
        }
        const QString unread = QStringLiteral("share/digitscope/my-digits.unread.jsonl");
        QVERIFY(!contentOf(oldHome + unread).isEmpty());
        QCOMPARE(contentOf(m_home->filePath(unread)), contentOf(oldHome + unread));
    }

    /// Pages behind tabs, the pad closed: today's window has its own layout, with nothing missing.
    void theOldLayoutDoesNoHarm()
    {
        const QSettings settings(oldHome + QStringLiteral("config/digitscope/digitscope.conf"), QSettings::IniFormat);
        QVERIFY(!settings.value(QStringLiteral("docks")).toByteArray().isEmpty());
        const auto isInPlace = [this](const ViewInfo& view) {
            const auto& dock = m_open->part<QDockWidget>(view.id);
            return !dock.isFloating() && dock.isVisible() && !dock.visibleRegion().isEmpty();
        };
        const auto isPageInPlace = [&](const ViewInfo& info) { return info.area == Area::Workspace && isInPlace(info); };
        for (const ViewInfo& view : allViews()) {
            if (view.area == Area::Workspace)
                QTest::mouseClick(&m_open->part<QToolButton>(QStringLiteral("rail.") + view.id), Qt::LeftButton);
            QTRY_VERIFY2(isInPlace(view), qPrintable(view.id));
            const QRect place = m_open->part<QDockWidget>(view.id).geometry();
            QVERIFY2(m_open->window.rect().contains(place), qPrintable(view.id));
            const QRect pad = m_open->part<QDockWidget>(QStringLiteral("pad")).geometry();
            QVERIFY2((place.right() < pad.left()) == (view.area == Area::Workspace), qPrintable(view.id));
            QCOMPARE(std::ranges::count_if(allViews(), isPageInPlace), 1);
        }
    }

private:
    std::optional<QTemporaryDir> m_home;
    std::optional<OpenWindow> m_open;
};

const RegisteredTest<WindowFrom01Test, QApplication> registeredWindowFrom01Test;
#include "tst_window_from_0_1.moc"
