// How the window begins and ends: as it was left.
#include "app/window/main_window.h"

#include "app/window/data_files.h"
#include "app/window/ensemble_presenter.h"
#include "app/window/model_files.h"
#include "app/window/pad_panel.h"
#include "app/window/session_keeper.h"
#include "engine/gallery/gallery.h"
#include "ui/pad/digit_pad.h"

#include <QAction>
#include <QCloseEvent>
#include <QLayout>
#include <QLocale>
#include <QScreen>
#include <QSettings>
#include <QTimer>

#include <utility>

void MainWindow::restorePreferences()
{
    const QSettings settings;
    setDark(settings.value(QStringLiteral("dark"), false).toBool());
    m_modelFiles->setRecent(settings.value(QStringLiteral("recent")).toStringList());
    showRecent();
    m_pad->pad->setPenWidth(settings.value(QStringLiteral("penWidth"), m_pad->pad->penWidth()).toFloat());
    m_pad->pad->setView(settings.value(QStringLiteral("padView"), QVariant::fromValue(DigitPad::View::Ink)).value<DigitPad::View>());
    m_pad->pad->setWide(settings.value(QStringLiteral("wide"), false).toBool());
    const QSize frame(4, 32); // what a window manager may draw around it
    const QSize size = QSize(1280, 800).boundedTo(screen()->availableSize() - frame);
    resize(size);
    resetLayout();
    layout()->activate(); // only now it knows how small the docks can be: on a low screen the window had become too high
    resize(size);
    restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
    restoreState(settings.value(QStringLiteral("docks")).toByteArray());
    if (m_left)
        m_modelFiles->setFile(settings.value(QStringLiteral("file")).toString());
}

void MainWindow::savePreferences() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("dark"), m_dark->isChecked());
    settings.setValue(QStringLiteral("recent"), m_modelFiles->recent());
    settings.setValue(QStringLiteral("penWidth"), m_pad->pad->penWidth());
    settings.setValue(QStringLiteral("padView"), QVariant::fromValue(m_pad->pad->view()));
    settings.setValue(QStringLiteral("wide"), m_pad->pad->isWide());
    settings.setValue(QStringLiteral("geometry"), saveGeometry());
    settings.setValue(QStringLiteral("docks"), saveState());
    if (!m_kept.isMine())
        return;
    settings.setValue(QStringLiteral("file"), m_modelFiles->file());
    settings.setValue(QStringLiteral("data"), QString::fromStdString(m_dataFiles->chosen().value_or(std::string())));
}

void MainWindow::begin(const WindowOptions& options)
{
    const bool asksForNetwork = options.preset || options.model;
    restore(m_kept.drawings(), *m_pad->pad);
    m_ensemble->add(m_kept.ensemble());
    connectSession();
    if (options.model)
        m_modelFiles->open(QString::fromStdString(*options.model));
    else if (options.preset && m_left)
        m_workbench.openNetwork(freshNetwork(engine::findPreset(*options.preset)));
    else if (options.preset)
        m_keeper->noteNetwork();
    if (m_left)
        tellWhatWasLeft(asksForNetwork);
    if (!m_kept.isMine() && m_kept.problems().empty())
        say(MessageBar::Level::Notice, tr("Another window of Digitscope is open, and the next start brings that one back. "
                                          "Save what is to stay of this one."));
    for (const std::string& problem : m_kept.problems())
        say(MessageBar::Level::Error, QString::fromStdString(problem));
    const bool wantsKeptData = !options.data && !asksForNetwork && m_kept.isMine() && !m_workbench.state().readsPoints();
    // After the first paint: it takes a core, and memory that the kernel has to find.
    QTimer::singleShot(0, m_dataFiles, [this, where = wantsKeptData ? keptData() : options.data] { m_dataFiles->open(where); });
    m_left.reset();
    setFocus(); // rather than the first field: keys are for the whole window
}

std::optional<std::string> MainWindow::keptData() const
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
        say(MessageBar::Level::Notice, tr("The network of the last time, %1 at step %2, is put aside.").arg(name, step),
            tr("Bring it back"), [this] { m_workbench.undoReplacement(); });
    else if (!isPutAside && m_left->checkpoint)
        say(MessageBar::Level::Notice, tr("As you left it: %1 at step %2. Train goes on from there.").arg(name, step),
            tr("Open the shipped network"), [this] { m_modelFiles->open(QStringLiteral("builtin")); });
}

void MainWindow::connectSession()
{
    m_keeper = std::make_unique<SessionKeeper>(m_kept, SessionKeeper::Watched{m_workbench, *m_pad->pad, m_ensemble->members()});
    connect(m_keeper.get(), &SessionKeeper::written, this, &MainWindow::savePreferences); // which data it is for
    connect(m_keeper.get(), &SessionKeeper::kept, this, [this] {
        if (m_isClosing)
            close();
    });
    connect(m_keeper.get(), &SessionKeeper::failed, this, [this](const QString& sentence) {
        const bool wasClosing = std::exchange(m_isClosing, false);
        say(MessageBar::Level::Error, sentence, wasClosing ? tr("Close all the same") : QString(), [this] {
            m_mayLose = true;
            close();
        });
    });
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    savePreferences();
    if (m_mayLose || m_keeper->isKept()) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore(); // it comes again in a moment
    if (std::exchange(m_isClosing, true))
        return;
    m_workbench.stop();
    m_keeper->keepNow();
}
