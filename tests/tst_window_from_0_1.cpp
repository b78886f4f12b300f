#include "app/window/ensemble_presenter.h"
#include "app/window/my_digits_presenter.h"
#include "safetensors_by_hand.h"
#include "window_fixture.h"

#include <QAction>
#include <QDirIterator>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>

#include <algorithm>
#include <optional>

namespace {

constexpr auto patience = 30'000;
const QString left = QStringLiteral(TEST_DATA "/from_0.1/home/");
const QString sessionFolder = left + QStringLiteral("share/digitscope/session/");

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

/// The weights by their names in the file; those of the optimiser and the like are left out.
QMap<QString, QByteArray> weightsIn(const QString& file)
{
    auto tensors = readRaw(file).tensors;
    tensors.removeIf([](auto tensor) { return tensor.key().startsWith(QStringLiteral("optimizer.")); });
    return tensors;
}

QMap<QString, QByteArray> weightsOf(const NetworkState& state)
{
    QMap<QString, QByteArray> tensors;
    for (const engine::ParameterSlice& slice : state.network->parameters().slices())
        tensors[QString::fromStdString(slice.name)]
            = QByteArray(reinterpret_cast<const char*>(state.weights->parameters.data() + slice.offset), qsizetype(slice.size() * sizeof(float)));
    return tensors;
}

QJsonObject trainingNotes(const QString& file)
{
    return QJsonDocument::fromJson(readRaw(file).metadata[QStringLiteral("training")].toString().toUtf8()).object();
}

QList<QJsonObject> linesOf(const QString& path)
{
    QFile file(path);
    QList<QJsonObject> lines;
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray& line : file.readAll().trimmed().split('\n'))
            lines.push_back(QJsonDocument::fromJson(line).object());
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
class TestWindowFrom01 : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_home.emplace();
        copyTree(left, m_home->path());
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

    void theNetworkIsAsItWasLeft()
    {
        const QString file = sessionFolder + QStringLiteral("network.safetensors");
        const QJsonObject notes = trainingNotes(file);
        const NetworkState& state = m_open->state();
        QCOMPARE(state.recipe.name, std::string("mlp-16-16"));
        QCOMPARE(weightsOf(state), weightsIn(file));
        QVERIFY(!weightsIn(file).isEmpty());
        QCOMPARE(qint64(state.weights->step), notes[QStringLiteral("step")].toInteger());
        QCOMPARE(qsizetype(state.steps.size()), notes[QStringLiteral("steps")][QStringLiteral("step")].toArray().size());
        QCOMPARE(qsizetype(state.evaluations.size()), notes[QStringLiteral("history")][QStringLiteral("step")].toArray().size());
        QCOMPARE(qsizetype(state.events.size()), notes[QStringLiteral("events")][QStringLiteral("step")].toArray().size());
        QCOMPARE(state.events.size(), std::size_t{1});
        QCOMPARE(m_open->window.workbench().learningRate(), double(float(0.0005)));
    }

    void trainingGoesOn()
    {
        const auto step = m_open->state().weights->step;
        m_open->window.workbench().runSteps(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->isPausedAt(step + 3), patience);
        const NetworkState& state = m_open->state();
        QVERIFY(std::ranges::all_of(state.weights->parameters, [](float weight) { return std::isfinite(weight); }));
        QCOMPARE(state.steps.back().step, step + 3);
        QVERIFY(std::isfinite(state.steps.back().loss));
    }

    void theNetworkBeforeItComesBack()
    {
        m_open->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_open->state().recipe.name, std::string("softmax"));
        QCOMPARE(weightsOf(m_open->state()), weightsIn(sessionFolder + QStringLiteral("replaced.safetensors")));
        QCOMPARE(m_open->state().weights->step, std::uint64_t{5});
    }

    void theEnsembleIsBack()
    {
        const auto& members = m_open->window.findChild<EnsemblePresenter*>()->members();
        QCOMPARE(members.size(), std::size_t{2});
        const auto tensors = readRaw(sessionFolder + QStringLiteral("ensemble.safetensors")).tensors;
        for (std::size_t member = 0; member < 2; ++member) {
            const engine::SavedModel& model = members.model(member);
            QByteArray inFile;
            for (const engine::ParameterSlice& slice : engine::Sequential(model.recipe.input, model.recipe.layers).parameters().slices())
                inFile += tensors[QStringLiteral("member_%1.%2").arg(member + 1).arg(QString::fromStdString(slice.name))];
            const auto& parameters = model.checkpoint.parameters;
            QCOMPARE(QByteArray(reinterpret_cast<const char*>(parameters.data()), qsizetype(parameters.size() * sizeof(float))), inFile);
        }
    }

    void theInkOfBothPapersIsBack()
    {
        const auto& pad = m_open->part<DigitPad>();
        for (const auto& [paper, file] : {std::pair(DigitPad::Paper::Digit, "digit.jsonl"), std::pair(DigitPad::Paper::Number, "number.jsonl")}) {
            const auto lines = linesOf(sessionFolder + QLatin1String(file));
            QCOMPARE(lines.size(), 1);
            QVERIFY(!strokesIn(lines.front()).empty());
            QCOMPARE(pad.strokesOn(paper), strokesIn(lines.front()));
        }
    }

    void onesOwnDigitsAreThere()
    {
        const MyDigits& set = m_open->window.findChild<MyDigitsPresenter*>()->set();
        QTRY_VERIFY_WITH_TIMEOUT(set.isLoaded(), patience);
        const auto lines = linesOf(left + QStringLiteral("share/digitscope/my-digits.jsonl"));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(set.digits().size(), std::size_t{3});
        for (int i = 0; i < 3; ++i) {
            const engine::StrokeSample& sample = set.digits()[std::size_t(i)]->sample;
            QCOMPARE(sample.strokes, strokesIn(lines[i]));
            QCOMPARE(sample.label.has_value(), !lines[i][QStringLiteral("label")].isNull());
            QCOMPARE(sample.label.value_or(0), lines[i][QStringLiteral("label")].toInt());
            QCOMPARE(QString::fromStdString(sample.writer.value_or(std::string())), lines[i][QStringLiteral("writer")].toString());
        }
        QVERIFY(QFile::exists(m_home->filePath(QStringLiteral("share/digitscope/my-digits.unread.jsonl"))));
    }

    void theSettingsAreHonoured()
    {
        const auto& pad = m_open->part<DigitPad>();
        QVERIFY(pad.isWide());
        QCOMPARE(pad.penWidth(), 2.4f);
        QVERIFY(action(QStringLiteral("&Dark"))->isChecked());
        QStringList recent;
        for (const QAction* entry : menu(QStringLiteral("Open &recent"))->actions())
            recent << entry->text();
        QCOMPARE(recent, QStringList{QStringLiteral("/home/ada/shapes.safetensors")});
        QCOMPARE(m_open->part<QLineEdit>(QStringLiteral("writer")).text(), QStringLiteral("Ada"));
        QVERIFY(m_open->part<QDockWidget>(QStringLiteral("toy")).isHidden()); // closed
        QVERIFY(!m_open->part<QDockWidget>(QStringLiteral("ensemble")).visibleRegion().isEmpty()); // on top of its tabs
        QVERIFY(m_open->part<QDockWidget>(QStringLiteral("train")).visibleRegion().isEmpty());
        QCOMPARE(m_open->window.workbench().data()->train.size(), std::size_t{600});
    }

private:
    QAction* action(const QString& text)
    {
        const auto actions = m_open->window.findChildren<QAction*>();
        return *std::ranges::find(actions, text, &QAction::text);
    }

    QMenu* menu(const QString& title)
    {
        const auto menus = m_open->window.findChildren<QMenu*>();
        return *std::ranges::find(menus, title, &QMenu::title);
    }

    std::optional<QTemporaryDir> m_home;
    std::optional<OpenWindow> m_open;
};

QTEST_MAIN(TestWindowFrom01)
#include "tst_window_from_0_1.moc"
