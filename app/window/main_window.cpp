#include "app/window/main_window.h"

#include "app/session/builtin_models.h"
#include "app/session/engine_words.h"
#include "app/session/glossary.h"
#include "app/session/network_words.h"
#include "app/session/preferences.h"
#include "app/session/session_saver.h"
#include "app/session/unit_steps.h"
#include "app/views/all_views.h"
#include "app/window/data_menu.h"
#include "app/window/download_presenter.h"
#include "app/window/file_commands.h"
#include "app/window/help_window.h"
#include "app/window/main_menus.h"
#include "app/window/notice_presenter.h"
#include "app/window/palette_presenter.h"
#include "app/window/preset_commands.h"
#include "app/window/status_line.h"
#include "app/window/transport_presenter.h"
#include "app/window/view_docks.h"
#include "engine/gallery/gallery.h"
#include "ui/fields/scroll_wheel.h"
#include "ui/fields/tab_stops.h"
#include "ui/panels/download_card.h"
#include "ui/panels/focus_guard.h"
#include "ui/panels/lower_edge.h"
#include "ui/panels/page_rail.h"
#include "ui/panels/space_key.h"
#include "ui/panels/term_tips.h"
#include "ui/style/accessible_roles.h"
#include "ui/panels/transport_bar.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QDropEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QStatusBar>
#include <QToolBar>
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
    if (auto undone = m_saved.undone())
        m_session.runs.rememberUndone(std::move(*undone));
    addPreferences(); // first: what follows is made in its colours
    setAcceptDrops(true);
    m_returning.setSingleShot(true);
    connect(&m_returning, &QTimer::timeout, this, &MainWindow::endReturn);
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
    buildLowerEdge();
    addViewCommands();
    buildRail();
    followTitle();
    addHelpCommands();
    new PalettePresenter(m_session.commands, *this);
    new SpaceKey(this);
    new FocusGuard(*this);
    new ScrollWheel(this);
    new TermTips(explanationOf, this);
    installAccessibleRoles();
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
    column->addWidget(m_menus);
    column->addWidget(m_transport);
    setMenuWidget(header);
    connect(m_transport, &TransportBar::dataMenuRequested, this, [this](const QPoint& position) {
        QMenu menu;
        m_dataMenu->fill(menu);
        menu.exec(position);
    });

    connect(&m_session.inspection, &Inspection::changed, &m_session.commands, [this](Inspection::Changes what) {
        if (what & ~Inspection::Changes(Inspection::Weights | Inspection::SampleOf))
            m_session.commands.refresh();
    });
}

/// What is said and what is under way, over the lower edge.
void MainWindow::buildLowerEdge()
{
    auto* edge = new LowerEdge(*this);
    edge->setClearance(statusBar()->sizeHint().height());
    new NoticePresenter(m_session.notices, m_session.commands, *edge, *this);
    auto* card = new DownloadCard(this);
    card->hide();
    edge->add(*card);
    new DownloadPresenter({m_session.notices, *card, m_session.data, *m_dataMenu, m_session.preferences}, this);
}

/// The pages of the workspace, at its left.
void MainWindow::buildRail()
{
    auto* rail = new PageRail(this);
    std::vector<PageRail::Page> pages;
    for (const ViewInfo& view : m_docks->views())
        if (view.area == Area::Workspace)
            pages.push_back({view.id, view.title, view.sign, m_session.commands.action(QStringLiteral("view.") + view.id)->shortcut()});
    rail->setPages(pages);
    rail->setCurrent(m_docks->page());
    connect(rail, &PageRail::pageChosen, m_docks, &ViewDocks::show);
    connect(m_docks, &ViewDocks::pageChanged, rail, [this, rail] { rail->setCurrent(m_docks->page()); });
    auto* bar = new QToolBar(this);
    bar->setObjectName(QStringLiteral("rail")); // saveState() knows it by it
    bar->setMovable(false);
    bar->layout()->setContentsMargins(0, 0, 0, 0); // the style sheet knows its name too late for that
    bar->addWidget(rail);
    addToolBar(Qt::LeftToolBarArea, bar);
}

/// None: what it would hide and show has its commands.
QMenu* MainWindow::createPopupMenu()
{
    return nullptr;
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
    commands.add({.id = QStringLiteral("run.back"), .title = tr("Back to the previous network"), .group = tr("Train"),
                  .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)}, .run = [&runs] { runs.undo(); },
                  .isEnabled = [&runs] { return runs.canUndo(); }, .titleNow = [&runs] {
                      const QString title = tr("Back to the previous network");
                      return runs.previous() ? tr("%1: %2").arg(title, networkInWords(*runs.previous())) : title;
                  }});
    commands.add({.id = QStringLiteral("run.forward"), .title = tr("Forward to the next network"), .group = tr("Train"),
                  .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)}, .help = tr("Takes back “Back to the previous network”"),
                  .run = [&runs] { runs.redo(); },
                  .isEnabled = [&runs] { return runs.canRedo(); }, .titleNow = [&runs] {
                      const QString title = tr("Forward to the next network");
                      return runs.undone() ? tr("%1: %2").arg(title, networkInWords(*runs.undone())) : title;
                  }});
    commands.add({.id = QStringLiteral("run.ensemble"), .title = tr("&Ensemble: several networks that predict together…"), .group = tr("Train"),
                  .help = tr("Networks with different initial weights make different mistakes; their mean makes fewer"),
                  .run = [&commands] { commands.run(QStringLiteral("view.ensemble")); }});
    const auto step = [&](const char* id, const QString& title, Qt::Key key, auto move) {
        commands.add({.id = QLatin1String(id), .title = title, .group = tr("View"), .keys = {QKeySequence(key)}, .run = move, .repeats = true});
    };
    Selection& selection = m_session.selection;
    const Inspection& inspection = m_session.inspection;
    step("unit.previous", tr("Previous unit"), Qt::Key_J, [&] { selectUnitBeside(selection, inspection, -1); });
    step("unit.next", tr("Next unit"), Qt::Key_L, [&] { selectUnitBeside(selection, inspection, 1); });
    step("layer.previous", tr("Previous layer"), Qt::Key_U, [&] { selectLayerBeside(selection, inspection, -1); });
    step("layer.next", tr("Next layer"), Qt::Key_O, [&] { selectLayerBeside(selection, inspection, 1); });
    commands.add({.id = QStringLiteral("number.previous"), .title = tr("Previous digit of a number"), .group = tr("Draw"),
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
    for (const ViewInfo& view : m_docks->views()) {
        QKeySequence key = view.key;
        if (view.area == Area::Workspace && ++place <= 10 && key.isEmpty()) // Ctrl+1 to Ctrl+9, then Ctrl+0
            key = QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + place % 10));
        commands.add({.id = QStringLiteral("view.") + view.id, .title = view.title, .group = tr("View") + QLatin1Char('/') + tr("Page"),
                      .keys = key.isEmpty() ? QList<QKeySequence>() : QList{key}, .run = [docks = m_docks, id = view.id] { docks->show(id); }});
    }
    commands.add({.id = QStringLiteral("view.dark"), .title = tr("&Dark"), .group = tr("View"), .keys = {QKeySequence(Qt::CTRL | Qt::Key_D)},
                  .run = [&preferences = m_session.preferences] { preferences.set(QStringLiteral("theme"), !theme().isDark); },
                  .isChecked = [] { return theme().isDark; }});
    commands.add({.id = QStringLiteral("view.presenter"), .title = tr("&Presenter mode"), .group = tr("View"), .keys = {QKeySequence(Qt::Key_F9)},
                  .help = tr("For a projector: everything larger, by half where there is room, on the whole screen"),
                  .run = [this] { setPresenting(!m_isPresenting); }, .isChecked = [this] { return m_isPresenting; }});
    commands.add({.id = QStringLiteral("view.fullScreen"), .title = tr("&Full screen"), .group = tr("View"), .keys = {QKeySequence(Qt::Key_F11)},
                  .run = [this] { fillScreen(!isFullScreen()); }, .isChecked = [this] { return isFullScreen(); }});
    commands.add({.id = QStringLiteral("view.resetLayout"), .title = tr("&Reset layout"), .group = tr("View"), .run = [this] { resetLayout(); }});
}

void MainWindow::addHelpCommands()
{
    Commands& commands = m_session.commands;
    commands.add({.id = QStringLiteral("help.keys"), .title = tr("&This page, words and keys"), .group = tr("Help"), .keys = {QKeySequence(Qt::Key_F1)},
                  .run = [this] { showHelpOfPage(); }});
    commands.add({.id = QStringLiteral("help.about"), .title = tr("&About Digitscope"), .group = tr("Help"), .run = [this] {
                      QMessageBox::about(this, tr("About Digitscope"),
                                         tr("<h3>Digitscope</h3><p>Build a small neural network, watch it learn to read handwritten "
                                            "digits, draw one, and look inside to see why it reads it so.</p>"
                                            "<p>Free software under the GNU General Public License, version 3 or later.</p>"));
                  }});
}

/// Of the page in sight, and of what is always beside it.
void MainWindow::showHelpOfPage()
{
    HelpSubject page, beside;
    for (const ViewInfo& view : m_docks->views()) {
        const QString text = view.help ? view.help() : QString();
        if (view.id == m_docks->page())
            page = {view.title, text};
        else if (view.area != Area::Workspace)
            beside = {beside.title.isEmpty() ? view.title : beside.title, beside.text + QStringLiteral("<h3>%1</h3>").arg(view.title) + text};
    }
    showHelp(this, m_menus, page, beside);
}

void MainWindow::addPreferences()
{
    Preferences& preferences = m_session.preferences;
    preferences.add({.id = QStringLiteral("theme"), .title = tr("Theme"), .group = tr("Looks"),
                     .help = tr("Dark is easier on the eyes in a dark room, light on a projector."),
                     .initial = false,
                     .kind = Preference::Choice{{{false, tr("Light")}, {true, tr("Dark")}}},
                     .apply = [this](const QVariant& isDark) {
                         setTheme(isDark.toBool() ? ThemeMode::Dark : ThemeMode::Light);
                         m_session.commands.refresh();
                     },
                     .key = QStringLiteral("dark")});
    preferences.add({.id = QStringLiteral("typeSize"), .title = tr("Type size"), .group = tr("Looks"),
                     .help = tr("Relative to the desktop's."),
                     .initial = 100,
                     .kind = Preference::Number{.least = 80, .most = 200, .step = 10, .unit = tr(" %")},
                     .apply = [this](const QVariant& percent) {
                         m_typeSize = percent.toDouble() / 100;
                         applyScale();
                     }});
}

void MainWindow::followTitle()
{
    const auto noteSaved = [this] {
        m_savedWeights = m_session.runs.state().weights;
        showTitle();
    };
    connect(&m_session.models, &ModelFiles::opened, this, noteSaved);
    connect(&m_session.models, &ModelFiles::saved, this, noteSaved);
    connect(&m_session.inspection, &Inspection::changed, this, [this](Inspection::Changes what) {
        if (what & (Inspection::Network | Inspection::Weights | Inspection::Log))
            showTitle();
    });
    showTitle();
}

/// The network's file, or what it was made from; and whether it has learnt something that no file has.
void MainWindow::showTitle()
{
    const RunState& state = m_session.runs.state();
    const QString& file = m_session.models.file();
    const QString name = file.isEmpty() ? QString::fromStdString(state.recipe.name) : QFileInfo(file).fileName();
    setWindowTitle(name + QStringLiteral("[*]")); // Qt adds the program's
    const bool isOurs = state.checkpoint || m_session.runs.current().isActive(); // what came trained is in a file already
    setWindowModified(isOurs && state.isTrained() && state.weights != m_savedWeights);
}

void MainWindow::showAllViews()
{
    m_docks->floatAll();
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return moveFocus(*this, next);
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
