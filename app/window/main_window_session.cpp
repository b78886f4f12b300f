// How the window begins and ends: as it was left.
#include "app/window/main_window.h"

#include "app/session/session_saver.h"
#include "app/window/view_docks.h"
#include "engine/gallery/gallery.h"
#include "ui/pad/digit_pad.h"

#include <QCloseEvent>
#include <QLocale>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace {

/// Version 0.1 wrote the pad's view as a value of this type, and Qt reads a settings file whole: it must know the type
/// before anybody asks for any setting.
[[maybe_unused]] const int viewType = qRegisterMetaType<DigitPad::View>();

} // namespace

void MainWindow::restorePreferences()
{
    const QSettings settings;
    m_session.models.setRecent(settings.value(QStringLiteral("recent")).toStringList());
    if (auto* pad = findChild<DigitPad*>()) {
        pad->setPenWidth(settings.value(QStringLiteral("penWidth"), pad->penWidth()).toFloat());
        const int view = settings.value(QStringLiteral("padView")).toInt(); // 0, ink, for what is no number
        pad->setView(DigitPad::View(std::clamp(view, 0, int(DigitPad::View::Numbers))));
    }
    takeFirstSize();
    restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
    m_fillsScreen = isFullScreen();
    const bool wasTooLarge = fitIntoScreen(); // it was left on a larger one
    m_isAsAtFirst = !m_docks->restoreState(settings.value(QStringLiteral("docks")).toByteArray()) || wasTooLarge;
    if (m_left)
        m_session.models.setFile(settings.value(QStringLiteral("file")).toString());
}

void MainWindow::savePreferences() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("recent"), m_session.models.recent());
    if (const auto* pad = findChild<DigitPad*>()) {
        settings.setValue(QStringLiteral("penWidth"), pad->penWidth());
        settings.setValue(QStringLiteral("padView"), int(pad->view()));
    }
    settings.setValue(QStringLiteral("wide"), m_session.pad.isWide());
    settings.setValue(QStringLiteral("geometry"), m_before ? m_before->geometry : saveGeometry()); // presenting ends with the window
    settings.setValue(QStringLiteral("docks"), m_before ? m_before->docks : m_docks->saveState());
    if (!m_saved.isMine())
        return;
    settings.setValue(QStringLiteral("file"), m_session.models.file());
    settings.setValue(QStringLiteral("data"), QString::fromStdString(m_session.data.chosen().value_or(std::string())));
}

void MainWindow::begin(const WindowOptions& options)
{
    const bool asksForNetwork = options.preset || options.model;
    m_session.pad.setPaper(QSettings().value(QStringLiteral("wide"), false).toBool() ? PadStrokes::Paper::Number : PadStrokes::Paper::Digit);
    m_session.pad.setInk(m_saved.drawings());
    for (engine::SavedModel& model : m_saved.ensemble())
        m_session.addMember(std::move(model));
    beginSaving();
    if (options.model)
        m_session.models.open(QString::fromStdString(*options.model));
    else if (options.preset && m_left)
        m_session.runs.open(freshNetwork(engine::findPreset(*options.preset)));
    else if (options.preset)
        m_saver->noteNetwork();
    if (m_left && !options.model) // a file says it itself, once it is open
        tellWhatWasLeft(options.preset.has_value());
    if (!m_saved.isMine() && m_saved.problems().empty())
        say({.level = Notice::Level::Warning,
             .sentence = tr("Another window of Digitscope is open: only the first one is restored next time. "
                            "Save this one to keep it.")});
    for (const QString& problem : m_saved.problems())
        say({.level = Notice::Level::Error, .sentence = problem});
    const bool wantsSavedData = !options.data && !asksForNetwork && m_saved.isMine() && !m_session.runs.state().readsPoints();
    // After the first paint: it takes a core, and memory that the kernel has to find.
    QTimer::singleShot(0, &m_session.data,
                       [this, where = wantsSavedData ? savedData() : options.data] { m_session.data.open(where); });
    m_left.reset();
    setFocus(); // rather than the first field: keys are for the whole window
}

std::optional<std::string> MainWindow::savedData() const
{
    const std::string where = QSettings().value(QStringLiteral("data")).toString().toStdString();
    return where.empty() ? std::nullopt : std::optional(where);
}

void MainWindow::tellWhatWasLeft(bool isPutAside)
{
    const QLocale locale(QLocale::English);
    const QString name = QString::fromStdString(m_left->recipe.name);
    const QString step = locale.toString(qulonglong(m_left->weights->step));
    if (isPutAside && m_left->isTrained())
        m_session.runs.announceReplacement(tr("The network of your last session is set aside."));
    else if (!isPutAside && m_left->checkpoint)
        say({.sentence = tr("As you left it: %1 at step %2. Train goes on from there.").arg(name, step),
             .action = Notice::Action{tr("Open the shipped network"), [this] { m_session.models.open(QStringLiteral("builtin")); }},
             .subject = QStringLiteral("run")}); // until it goes on, or another network comes
}

void MainWindow::beginSaving()
{
    m_saver = std::make_unique<SessionSaver>(m_saved, SessionSaver::Watched{m_session.runs, m_session.pad, m_session.ensemble}, m_session.jobs);
    connect(m_saver.get(), &SessionSaver::written, this, &MainWindow::savePreferences); // which data it is for
    connect(m_saver.get(), &SessionSaver::saved, this, [this] {
        if (m_isClosing)
            close();
    });
    connect(m_saver.get(), &SessionSaver::failed, this, [this](const QString& sentence) {
        const bool wasClosing = std::exchange(m_isClosing, false);
        Notice notice{.level = Notice::Level::Error, .sentence = sentence};
        if (wasClosing) {
            show();
            notice.action = Notice::Action{tr("Close anyway"), [this] {
                                               m_mayLose = true;
                                               close();
                                           }};
        }
        say(std::move(notice));
    });
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    savePreferences();
    if (m_mayLose || m_saver->isSaved()) {
        QMainWindow::closeEvent(event);
        emit ended();
        return;
    }
    event->ignore(); // it comes again in a moment
    if (std::exchange(m_isClosing, true))
        return;
    hide(); // nobody has to look on while it is saved
    m_session.runs.current().stop();
    m_saver->saveNow();
}
