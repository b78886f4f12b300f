#include "app/window/main_window.h"

#include "app/builtin_models.h"
#include "app/window/data_files.h"
#include "app/window/inside_presenter.h"
#include "app/window/key_help.h"
#include "app/window/learning_presenter.h"
#include "app/window/model_files.h"
#include "app/window/my_digits_presenter.h"
#include "app/window/number_presenter.h"
#include "app/window/pad_panel.h"
#include "app/window/picture_input.h"
#include "ui/pad/correction_bar.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/pad/sample_bar.h"
#include "ui/panels/transport_bar.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>

void MainWindow::buildMenus()
{
    buildFileMenu();
    buildEditMenu();
    buildTrainMenu();
    buildViewMenu();
    buildHelpMenu();
}

void MainWindow::buildFileMenu()
{
    QMenu* menu = m_menus->addMenu(tr("&File"));
    menu->addAction(tr("&Open network…"), QKeySequence::Open, m_modelFiles, qOverload<>(&ModelFiles::open));
    m_recentMenu = menu->addMenu(tr("Open &recent"));
    QMenu* shipped = menu->addMenu(tr("Open &shipped network"));
    for (const std::string& name : builtinModels()) {
        const QString file = QStringLiteral("builtin:") + QString::fromStdString(name);
        shipped->addAction(QString::fromStdString(name), m_modelFiles, [this, file] { m_modelFiles->open(file); });
    }
    menu->addAction(tr("&Save network"), QKeySequence::Save, m_modelFiles, qOverload<>(&ModelFiles::save));
    menu->addAction(tr("Save network &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), m_modelFiles, &ModelFiles::saveAs);
    menu->addSeparator();
    QMenu* sources = menu->addMenu(tr("&Data to learn from"));
    m_dataFiles->fill(*sources);
    connect(sources, &QMenu::aboutToShow, m_dataFiles, [this, sources] { m_dataFiles->fill(*sources); });
    menu->addSeparator();
    menu->addAction(tr("&Import drawings to my digits…"), m_myDigits, &MyDigitsPresenter::askWhatToImport);
    menu->addAction(tr("&Export my digits…"), m_myDigits, &MyDigitsPresenter::askWhereToExport);
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
    connect(m_modelFiles, &ModelFiles::recentChanged, this, &MainWindow::showRecent);
}

void MainWindow::showRecent()
{
    m_recentMenu->clear();
    for (const QString& file : m_modelFiles->recent())
        m_recentMenu->addAction(file, m_modelFiles, [this, file] { m_modelFiles->open(file); });
    m_recentMenu->setEnabled(!m_modelFiles->recent().isEmpty());
}

void MainWindow::buildEditMenu()
{
    QMenu* menu = m_menus->addMenu(tr("&Draw"));
    const PadToolBar& tools = *m_pad->tools;
    menu->addActions({tools.penAction(), tools.eraserAction(), tools.thinnerAction(), tools.thickerAction()});
    menu->addSeparator();
    menu->addActions({tools.undoAction(), tools.redoAction(), tools.clearAction()});
    menu->addSeparator();
    menu->addActions(tools.viewActions());
    menu->addSeparator();
    QMenu* correction = menu->addMenu(tr("It's &a …"));
    correction->setProperty("keys", tr("0 … 9, X")); // for the list of keys
    const auto& labels = m_pad->correction->actions();
    correction->addActions({labels.begin(), labels.end()});
    menu->addAction(tr("Learn from my digits"), this, [this] {
        showDock(dock(QStringLiteral("my_digits")));
        m_learning->learn();
    });
    menu->addAction(tools.uprightAction());
    menu->addSeparator();
    menu->addAction(tools.wideAction());
    menu->addAction(tr("Digit before, of a number"), QKeySequence(Qt::ALT | Qt::Key_Left), m_number, [this] { m_number->stepDigit(-1); });
    menu->addAction(tr("Next digit of a number"), QKeySequence(Qt::ALT | Qt::Key_Right), m_number, [this] { m_number->stepDigit(1); });
    menu->addSeparator();
    menu->addAction(tr("&Paste a picture"), QKeySequence::Paste, m_pictures, &PictureInput::paste);
    menu->addAction(tr("Open a p&icture…"), QKeySequence(Qt::CTRL | Qt::Key_I), m_pictures, qOverload<>(&PictureInput::open));
    menu->addAction(tr("&Back to the pad"), QKeySequence(Qt::CTRL | Qt::Key_B), m_pad, &PadPanel::drawingRequested);
    menu->addSeparator();
    menu->addActions({m_pad->sample->previousAction(), m_pad->sample->nextAction(), m_pad->sample->drawingAction()});
}

void MainWindow::buildTrainMenu()
{
    QMenu* menu = m_menus->addMenu(tr("&Train"));
    const TransportActions& actions = m_transport->actions();
    menu->addActions({actions.play, actions.step, actions.epoch, actions.stop});
    menu->addSeparator();
    menu->addActions({actions.rewind, actions.newSeed});
    QAction* undo = menu->addAction(tr("Bring the last network back"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
                                    &m_workbench, &Workbench::undoReplacement);
    const auto enableUndo = [this, undo] { undo->setEnabled(m_workbench.canUndoReplacement()); };
    connect(&m_workbench, &Workbench::networkReplaced, undo, enableUndo);
    enableUndo();
    menu->addSeparator();
    QAction* ensemble = menu->addAction(tr("&Ensemble: several networks that read together…"), this, &MainWindow::showEnsemble);
    ensemble->setToolTip(tr("Networks that began differently err differently; the mean of what they say is surer"));
}

void MainWindow::showEnsemble()
{
    showDock(dock(QStringLiteral("ensemble")));
}

void MainWindow::buildViewMenu()
{
    QMenu* menu = m_menus->addMenu(tr("&View"));
    for (std::size_t i = 0; i < m_docks.size(); ++i) {
        QDockWidget* dock = m_docks[i];
        // Ctrl+1 to Ctrl+9, then Ctrl+0; whatever comes after has no key.
        const QKeySequence key = i < 10 ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + int(i + 1) % 10)) : QKeySequence();
        menu->addAction(dock->windowTitle(), key, this, [this, dock] { showDock(dock); });
    }
    menu->addSeparator();
    menu->addAction(tr("Unit before"), QKeySequence(Qt::Key_J), m_inside, [this] { m_inside->stepUnit(-1); });
    menu->addAction(tr("Next unit"), QKeySequence(Qt::Key_L), m_inside, [this] { m_inside->stepUnit(1); });
    menu->addAction(tr("Layer before"), QKeySequence(Qt::Key_U), m_inside, [this] { m_inside->stepLayer(-1); });
    menu->addAction(tr("Next layer"), QKeySequence(Qt::Key_O), m_inside, [this] { m_inside->stepLayer(1); });
    menu->addSeparator();
    m_dark = menu->addAction(tr("&Dark"), QKeySequence(Qt::CTRL | Qt::Key_D), this, &MainWindow::setDark);
    m_dark->setCheckable(true);
    QAction* full = menu->addAction(tr("&Full screen"), QKeySequence(Qt::Key_F11), this,
                                    [this](bool on) { on ? showFullScreen() : showNormal(); });
    full->setCheckable(true);
    menu->addAction(tr("&Reset layout"), this, &MainWindow::resetLayout);
}

void MainWindow::buildHelpMenu()
{
    QMenu* menu = m_menus->addMenu(tr("&Help"));
    menu->addAction(tr("&Keys"), QKeySequence(Qt::Key_F1), this, &MainWindow::showKeys);
    menu->addAction(tr("&About Digitscope"), this, [this] {
        QMessageBox::about(this, tr("About Digitscope"),
                           tr("<h3>Digitscope</h3><p>Build a small neural network, watch it learn to read handwritten "
                              "digits, draw one, and look inside to see why it reads it so.</p>"
                              "<p>Free software under the GNU General Public License, version 3 or later.</p>"));
    });
}

void MainWindow::showKeys()
{
    showKeyHelp(this, m_menus);
}

void MainWindow::showDataMenu(const QPoint& position)
{
    QMenu menu;
    m_dataFiles->fill(menu);
    menu.exec(position);
}

void MainWindow::setDark(bool dark)
{
    m_dark->setChecked(dark);
    setTheme(dark ? ThemeMode::Dark : ThemeMode::Light);
}
