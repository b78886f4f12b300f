#include "app/window/main_window.h"

#include "app/session/builtin_models.h"
#include "app/session/engine_words.h"
#include "app/session/session_saver.h"
#include "app/session/unit_steps.h"
#include "app/views/all_views.h"
#include "app/window/data_menu.h"
#include "app/window/download_presenter.h"
#include "app/window/file_commands.h"
#include "app/window/key_help.h"
#include "app/window/main_menus.h"
#include "app/window/notice_presenter.h"
#include "app/window/palette_presenter.h"
#include "app/window/preset_commands.h"
#include "app/window/status_line.h"
#include "app/window/transport_presenter.h"
#include "app/window/view_docks.h"
#include "engine/gallery/gallery.h"
#include "ui/panels/data_offer.h"
#include "ui/panels/download_card.h"
#include "ui/panels/space_key.h"
#include "ui/panels/transport_bar.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QDockWidget>
#include <QDropEvent>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QStatusBar>
#include <QVBoxLayout>

namespace {

/// As it was left; else the one that is asked for; else the shipped one, so that the first drawing is read well; without it
/// (a build without models) an untrained one.
RunState firstNetwork(const std::optional<RunState>& left, const std::optional<std::string>& preset)
{
    if (left)
        return *left;
    if (preset)
        return freshNetwork(engine::findPreset(*preset));
    try {
        return fromSavedModel(openModel("builtin"));
    } catch (const std::exception&) {
        return freshNetwork(engine::findPreset("mlp-128-64"));
    }
}

} // namespace

MainWindow::MainWindow(const WindowOptions& options, QWidget* parent)
    : QMainWindow(parent)
    , m_saved(SavedSession::usualFolder())
    , m_left(m_saved.network())
    , m_session(firstNetwork(m_left, options.preset), MyDigits::usualFile())
{
    if (auto replaced = m_saved.replaced())
        m_session.runs.rememberPrevious(std::move(*replaced));
    setWindowTitle(tr("Digitscope"));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks | GroupedDragging);
    const Context context = m_session.context();
    m_dataMenu = new DataMenu(context, this);
    m_files = new FileCommands(context, this);
    m_transport = new TransportBar(this);
    std::vector<PresetChoice> presets;
    for (const engine::Recipe& preset : engine::presets())
        presets.push_back({QString::fromStdString(preset.name), translated(preset.description)});
    m_transport->setPresets(presets); // before it is told which one is in use
    connect(m_transport, &TransportBar::presetChosen, &m_session.commands,
            [this](const QString& name) { m_session.commands.run(QStringLiteral("preset.") + name); });
    new TransportPresenter(*m_transport, context, this);
    new StatusLine(context, *statusBar());
    addPresetCommands(context);
    addRunCommands();
    m_docks = new ViewDocks(allViews(), context, *this);
    new NoticePresenter(m_session.notices, m_session.commands, *this);
    addViewCommands();
    addHelpCommands();
    new PalettePresenter(m_session.commands, *this);
    new SpaceKey(this);
    buildHeader();
    restorePreferences();
    begin(options);
}

/// The views go first: they are about the session.
MainWindow::~MainWindow()
{
    delete m_docks;
}

void MainWindow::buildHeader()
{
    auto* header = new QWidget(this);
    auto* column = new QVBoxLayout(header);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_menus = new MainMenus(m_session.context(), *m_dataMenu, header);
    auto* offer = new DataOffer(header);
    auto* card = new DownloadCard(header);
    offer->hide();
    card->hide();
    for (QWidget* part : std::initializer_list<QWidget*>{m_menus, m_transport, offer, card})
        column->addWidget(part);
    setMenuWidget(header);
    m_download = new DownloadPresenter({*offer, *card, m_session.data, *m_dataMenu}, this);
    connect(m_transport, &TransportBar::dataMenuRequested, this, [this](const QPoint& position) {
        QMenu menu;
        m_dataMenu->fill(menu);
        menu.exec(position);
    });

    connect(&m_session.inspection, &Inspection::changed, &m_session.commands, [this](Inspection::Changes what) {
        if (what & ~Inspection::Changes(Inspection::Weights | Inspection::SampleOf))
            m_session.commands.refresh();
    });
    connect(&m_session.data, &DataLibrary::opened, offer, [this, offer](const QString& description, const QString& reason, bool isSynthetic) {
        offer->setVisible(isSynthetic && !m_download->isActive());
        if (isSynthetic)
            offer->setText(tr("Learning from %1").arg(description), tr("These digits are made by the program itself, %1. Real ones teach more.").arg(reason));
    });
    connect(&m_session.runs.current(), &Run::replaced, offer, [this, offer] {
        if (m_session.runs.state().readsPoints())
            offer->hide();
    });
}

void MainWindow::addRunCommands()
{
    Commands& commands = m_session.commands;
    Runs& runs = m_session.runs;
    const TransportActions& actions = m_transport->actions();
    for (const auto& [id, action] : {std::pair("run.train", actions.play), std::pair("run.step", actions.step),
                                     std::pair("run.epoch", actions.epoch), std::pair("run.stop", actions.stop),
                                     std::pair("run.rewind", actions.rewind), std::pair("run.newSeed", actions.newSeed)})
        commands.adopt(QLatin1String(id), tr("Train"), action);
    commands.add({.id = QStringLiteral("run.back"), .title = tr("Bring the last network back"), .group = tr("Train"),
                  .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)}, .run = [&runs] { runs.undo(); },
                  .isEnabled = [&runs] { return runs.canUndo(); }});
    commands.add({.id = QStringLiteral("run.ensemble"), .title = tr("&Ensemble: several networks that read together…"), .group = tr("Train"),
                  .help = tr("Networks that began differently err differently; the mean of what they say is surer"),
                  .run = [&commands] { commands.run(QStringLiteral("view.ensemble")); }});
    const auto step = [&](const char* id, const QString& title, Qt::Key key, auto move) {
        commands.add({.id = QLatin1String(id), .title = title, .group = tr("View"), .keys = {QKeySequence(key)}, .run = move, .repeats = true});
    };
    Selection& selection = m_session.selection;
    const Inspection& inspection = m_session.inspection;
    step("unit.previous", tr("Unit before"), Qt::Key_J, [&] { selectUnitBeside(selection, inspection, -1); });
    step("unit.next", tr("Next unit"), Qt::Key_L, [&] { selectUnitBeside(selection, inspection, 1); });
    step("layer.previous", tr("Layer before"), Qt::Key_U, [&] { selectLayerBeside(selection, inspection, -1); });
    step("layer.next", tr("Next layer"), Qt::Key_O, [&] { selectLayerBeside(selection, inspection, 1); });
    commands.add({.id = QStringLiteral("number.previous"), .title = tr("Digit before, of a number"), .group = tr("Draw"),
                  .keys = {QKeySequence(Qt::ALT | Qt::Key_Left)}, .run = [this] { selectDigitBeside(-1); }});
    commands.add({.id = QStringLiteral("number.next"), .title = tr("Next digit of a number"), .group = tr("Draw"),
                  .keys = {QKeySequence(Qt::ALT | Qt::Key_Right)}, .run = [this] { selectDigitBeside(1); }});
}

/// Of the number on the wide pad, which is looked at then.
void MainWindow::selectDigitBeside(int by)
{
    if (!m_session.runs.state().readsPoints())
        m_session.selection.selectDrawing();
    m_session.number.selectNext(by);
}

void MainWindow::addViewCommands()
{
    Commands& commands = m_session.commands;
    int place = 0;
    for (QDockWidget* dock : m_docks->docks()) {
        // Ctrl+1 to Ctrl+9, then Ctrl+0; whatever comes after has no key.
        ++place;
        const QKeySequence key = place <= 10 ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + place % 10)) : QKeySequence();
        commands.add({.id = QStringLiteral("view.") + dock->objectName(), .title = dock->windowTitle(),
                      .group = tr("View") + QLatin1Char('/') + tr("Page"), .keys = {key},
                      .run = [docks = m_docks, id = dock->objectName()] { docks->show(id); }});
    }
    commands.add({.id = QStringLiteral("view.dark"), .title = tr("&Dark"), .group = tr("View"), .keys = {QKeySequence(Qt::CTRL | Qt::Key_D)},
                  .run = [this] { setDark(!m_isDark); }, .isChecked = [this] { return m_isDark; }});
    commands.add({.id = QStringLiteral("view.fullScreen"), .title = tr("&Full screen"), .group = tr("View"), .keys = {QKeySequence(Qt::Key_F11)},
                  .run = [this] { isFullScreen() ? showNormal() : showFullScreen(); }, .isChecked = [this] { return isFullScreen(); }});
    commands.add({.id = QStringLiteral("view.resetLayout"), .title = tr("&Reset layout"), .group = tr("View"), .run = [this] { resetLayout(); }});
}

void MainWindow::addHelpCommands()
{
    Commands& commands = m_session.commands;
    commands.add({.id = QStringLiteral("help.keys"), .title = tr("&Keys"), .group = tr("Help"), .keys = {QKeySequence(Qt::Key_F1)},
                  .run = [this] { showKeyHelp(this, m_menus); }});
    commands.add({.id = QStringLiteral("help.about"), .title = tr("&About Digitscope"), .group = tr("Help"), .run = [this] {
                      QMessageBox::about(this, tr("About Digitscope"),
                                         tr("<h3>Digitscope</h3><p>Build a small neural network, watch it learn to read handwritten "
                                            "digits, draw one, and look inside to see why it reads it so.</p>"
                                            "<p>Free software under the GNU General Public License, version 3 or later.</p>"));
                  }});
}

void MainWindow::setDark(bool dark)
{
    m_isDark = dark;
    setTheme(dark ? ThemeMode::Dark : ThemeMode::Light);
    m_session.commands.refresh();
}

void MainWindow::resetLayout()
{
    m_docks->reset();
}

void MainWindow::showAllViews()
{
    m_docks->floatAll();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_files->openDropped(*event->mimeData());
    event->acceptProposedAction();
}
