#include "app/window/main_window.h"

#include "app/builtin_models.h"
#include "app/data_words.h"
#include "app/window/data_files.h"
#include "app/window/data_fit.h"
#include "app/window/dock_titles.h"
#include "app/window/download_presenter.h"
#include "app/window/generate_presenter.h"
#include "app/window/ensemble_presenter.h"
#include "app/window/inside_presenter.h"
#include "app/window/learning_presenter.h"
#include "app/window/model_files.h"
#include "app/window/model_presenter.h"
#include "app/window/my_digits_presenter.h"
#include "app/window/number_presenter.h"
#include "app/window/pad_panel.h"
#include "app/window/pad_presenter.h"
#include "app/window/picture_input.h"
#include "app/window/session_keeper.h"
#include "app/window/steps_presenter.h"
#include "app/window/toy_presenter.h"
#include "app/window/train_presenter.h"
#include "engine/gallery/gallery.h"
#include "ui/charts/activation_view.h"
#include "ui/charts/curve_view.h"
#include "ui/charts/steps_view.h"
#include "ui/charts/weights_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/panels/data_offer.h"
#include "ui/panels/download_card.h"
#include "ui/panels/generate_view.h"
#include "ui/panels/ensemble_view.h"
#include "ui/panels/inspector.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/model_panel.h"
#include "ui/panels/my_digits_view.h"
#include "ui/panels/space_key.h"
#include "ui/panels/toy_view.h"
#include "ui/panels/transport_bar.h"
#include "ui/style/elided_label.h"

#include <QDockWidget>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>

namespace {

/// As it was left; else the one that is asked for; else the shipped one, so that the first drawing is read well; without it
/// (a build without models) an untrained one.
NetworkState firstNetwork(const std::optional<NetworkState>& left, const std::optional<std::string>& preset)
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
    , m_kept(KeptSession::usualFolder())
    , m_left(m_kept.network())
    , m_workbench(firstNetwork(m_left, options.preset))
    , m_reader(m_workbench.state().network, m_workbench.state().weights, m_workbench.state().recipe.loss,
               m_workbench.state().calibration)
    , m_hand(m_workbench)
{
    if (auto replaced = m_kept.replaced())
        m_workbench.rememberReplaced(std::move(*replaced));
    setWindowTitle(tr("Digitscope"));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks | GroupedDragging);
    buildHeader();
    buildDocks();

    m_modelFiles = new ModelFiles(m_workbench, this);
    m_dataFiles = new DataFiles(m_workbench, this);
    m_download = new DownloadPresenter({*m_offer, *m_downloadCard, *m_dataFiles}, this);
    m_dataFit = new DataFit(m_workbench, this);
    m_pictures = new PictureInput(*m_pad, this);
    m_number = new NumberPresenter(*m_pad, *m_pictures, m_workbench, m_hand, this);
    new PadPresenter(*m_pad, *m_number, *m_pictures, m_reader, m_selection, m_workbench, m_hand, this);
    new TrainPresenter(*m_transport, *m_curves, m_workbench, this);
    auto* model = new ModelPresenter(*m_model, *m_transport, m_workbench, this);
    m_inside = new InsidePresenter({*m_activations, *m_weights, *m_inspector}, m_reader, m_selection, m_workbench, this);
    new GeneratePresenter(*m_generate, m_reader, m_selection, m_workbench, this);
    connect(m_generate, &GenerateView::presetChosen, this, [this, model](const QString& preset) {
        model->choosePreset(preset);
        m_workbench.train();
    });

    m_ensemble = new EnsemblePresenter(*m_ensembleView, m_reader, m_workbench, this);
    m_stepsPresenter = new StepsPresenter(*m_steps, m_reader, m_selection, m_workbench, this);
    m_toyPresenter = new ToyPresenter(*m_toy, m_selection, m_workbench, *m_dataFiles, this);
    m_myDigits = new MyDigitsPresenter({*m_myDigitsView, *m_pad->correction, *m_pad->pad}, m_selection, m_workbench, m_hand,
                                       MyDigits::usualFile(), this);
    m_learning = new LearningPresenter(*m_myDigitsView, m_myDigits->set(), m_selection, m_workbench, this);

    new SpaceKey(this);
    buildMenus();
    connectNotices();
    connectStatus();
    restorePreferences();
    begin(options);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildHeader()
{
    auto* header = new QWidget(this);
    auto* column = new QVBoxLayout(header);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_menus = new QMenuBar(header);
    m_transport = new TransportBar(header);
    m_message = new MessageBar(header);
    m_offer = new DataOffer(header);
    m_downloadCard = new DownloadCard(header);
    m_message->hide();
    m_offer->hide();
    m_downloadCard->hide();
    for (QWidget* part : std::initializer_list<QWidget*>{m_menus, m_transport, m_message, m_offer, m_downloadCard})
        column->addWidget(part);
    setMenuWidget(header);

    m_status = new ElidedLabel(this);
    m_status->setContentsMargins(8, 0, 8, 0);
    statusBar()->addWidget(m_status, 1);
    connect(m_transport, &TransportBar::dataMenuRequested, this, &MainWindow::showDataMenu);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name); // saveState() knows docks by it
    dock->setWidget(content);
    addDockWidget(area, dock);
    m_docks.push_back(dock);
    m_dockTitles->watch(dock);
    return dock;
}

void MainWindow::buildDocks()
{
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_dockTitles = new DockTitles(*this);
    m_curves = new CurveView(this);
    QWidget* inside = buildInside();
    m_weights = new WeightsView(this);
    m_generate = new GenerateView(this);
    m_pad = new PadPanel(this);
    m_model = new ModelPanel(this);
    m_inspector = new Inspector(this);
    m_ensembleView = new EnsembleView(this);
    m_toy = new ToyView(ToyPlane::from, ToyPlane::to, this);
    m_myDigitsView = new MyDigitsView(this);
    addDock(QStringLiteral("train"), tr("Train"), m_curves, Qt::LeftDockWidgetArea);
    addDock(QStringLiteral("inside"), tr("Inside"), inside, Qt::LeftDockWidgetArea);
    addDock(QStringLiteral("weights"), tr("Weights"), m_weights, Qt::LeftDockWidgetArea);
    addDock(QStringLiteral("pad"), tr("Draw"), m_pad, Qt::RightDockWidgetArea);
    addDock(QStringLiteral("model"), tr("Model"), m_model, Qt::RightDockWidgetArea);
    addDock(QStringLiteral("inspector"), tr("Unit"), m_inspector, Qt::RightDockWidgetArea);
    addDock(QStringLiteral("generate"), tr("Generate"), m_generate, Qt::LeftDockWidgetArea);
    addDock(QStringLiteral("toy"), tr("Toy"), m_toy, Qt::LeftDockWidgetArea);
    addDock(QStringLiteral("ensemble"), tr("Ensemble"), m_ensembleView, Qt::LeftDockWidgetArea);
    addDock(QStringLiteral("my_digits"), tr("My digits"), m_myDigitsView, Qt::LeftDockWidgetArea);
    resetLayout();
}

/// Beneath the network, where it reads row by row, what it thinks on the way.
QWidget* MainWindow::buildInside()
{
    auto* inside = new QSplitter(Qt::Vertical, this);
    m_activations = new ActivationView(inside);
    m_steps = new StepsView(inside);
    inside->setChildrenCollapsible(false);
    inside->setStretchFactor(0, 3);
    inside->setStretchFactor(1, 2);
    return inside;
}

QDockWidget* MainWindow::dock(const QString& name) const
{
    return *std::ranges::find(m_docks, name, &QObject::objectName);
}

void MainWindow::showDock(QDockWidget* dock)
{
    dock->show();
    dock->raise();
}

void MainWindow::resetLayout()
{
    for (QDockWidget* dock : m_docks) {
        dock->setFloating(false);
        dock->show();
    }
    const auto named = [this](const char* name) { return dock(QString::fromLatin1(name)); };
    QDockWidget* const train = named("train");
    QDockWidget* const pad = named("pad");
    QDockWidget* const model = named("model");
    addDockWidget(Qt::LeftDockWidgetArea, train);
    QDockWidget* before = train;
    for (const char* name : {"inside", "weights", "generate", "toy", "ensemble", "my_digits"}) {
        QDockWidget* const next = named(name);
        tabifyDockWidget(before, next);
        before = next;
    }
    addDockWidget(Qt::RightDockWidgetArea, pad);
    splitDockWidget(pad, model, Qt::Vertical);
    tabifyDockWidget(model, named("inspector"));
    train->raise();
    model->raise();
    const int right = std::clamp(width() * 46 / 100, 400, 640);
    resizeDocks({train, pad}, {std::max(300, width() - right), right}, Qt::Horizontal);
    resizeDocks({pad, model}, {height() * 58 / 100, height() * 42 / 100}, Qt::Vertical);
}

void MainWindow::showAllPanels()
{
    for (QDockWidget* dock : m_docks) {
        dock->setFloating(true);
        dock->resize(620, 480);
        dock->show();
    }
}

void MainWindow::say(MessageBar::Level level, const QString& sentence, const QString& action, std::function<void()> answer)
{
    m_messageAction = std::move(answer);
    m_message->setMessage(level, sentence, action);
    m_message->show();
}

void MainWindow::connectNotices()
{
    const auto complain = [this](const QString& sentence) { say(MessageBar::Level::Error, sentence); };

    connect(m_message, &MessageBar::actionTriggered, this, [this] {
        m_message->clear();
        if (m_messageAction)
            std::exchange(m_messageAction, nullptr)();
    });
    connect(&m_workbench, &Workbench::trainingFailed, this, complain);
    connect(&m_workbench, &Workbench::stoppedEarly, this,
            [this](const QString& sentence) { say(MessageBar::Level::Notice, sentence); });
    connect(&m_workbench, &Workbench::replacementUndoable, this, [this](const QString& sentence) {
        say(MessageBar::Level::Notice, sentence, tr("Undo"), [this] { m_workbench.undoReplacement(); });
    });
    connect(&m_workbench, &Workbench::trainingNeedsData, this, [this] {
        say(MessageBar::Level::Notice, m_dataFiles->isLoading() ? tr("The data set is still being read; training can start in a moment.")
                                                                : tr("There is no data set to learn from yet."));
    });
    connect(m_curves, &CurveView::exportFailed, this, complain);
    connect(m_modelFiles, &ModelFiles::failed, this, complain);
    connect(m_pictures, &PictureInput::failed, this, complain);
    connect(m_modelFiles, &ModelFiles::saved, this,
            [this](const QString& file) { statusBar()->showMessage(tr("Saved %1").arg(file), 4000); });
    connect(m_modelFiles, &ModelFiles::ensembleOpened, this, [this](const std::vector<engine::SavedModel>& members) {
        m_ensemble->members().clear();
        m_ensemble->add(members);
        showEnsemble();
    });
    connect(m_ensemble, &EnsemblePresenter::failed, this, complain);
    connect(m_ensemble, &EnsemblePresenter::saved, this,
            [this](const QString& file) { statusBar()->showMessage(tr("Saved %1").arg(file), 4000); });
    connect(dock(QStringLiteral("ensemble")), &QDockWidget::visibilityChanged, m_ensemble, [this](bool visible) {
        if (visible)
            m_ensemble->refresh();
    });
    connect(m_myDigits, &MyDigitsPresenter::failed, this, complain);
    connect(m_myDigits, &MyDigitsPresenter::noticed, this, [this](const QString& sentence) { say(MessageBar::Level::Notice, sentence); });
    connect(m_learning, &LearningPresenter::failed, this, complain);
    connect(m_learning, &LearningPresenter::learnt, this, [this](const QString& sentence) {
        say(MessageBar::Level::Notice, sentence, tr("Undo"), [this] { m_workbench.undoReplacement(); });
    });
    connect(dock(QStringLiteral("my_digits")), &QDockWidget::visibilityChanged, m_myDigits, &MyDigitsPresenter::setVisible);
    connect(m_dataFiles, &DataFiles::failed, this, complain);
    connect(m_dataFiles, &DataFiles::opened, this, [this](const QString& description, const QString& reason, bool isSynthetic) {
        m_offer->setVisible(isSynthetic && !m_download->isActive());
        if (isSynthetic)
            m_offer->setText(tr("Learning from %1").arg(description), tr("These digits are made by the program itself, %1. Real ones teach more.").arg(reason));
    });
    connect(m_dataFiles, &DataFiles::noted, this, [this](const QString& sentences) { say(MessageBar::Level::Notice, sentences); });
    connect(m_dataFiles, &DataFiles::kept, this, [this](const QString& sentence) { say(MessageBar::Level::Notice, sentence); });
    connect(&m_workbench, &Workbench::networkReplaced, m_offer, [this] {
        if (m_workbench.state().readsPoints())
            m_offer->hide();
    });
    connect(m_dataFit, &DataFit::misfit, this, [this](const QString& sentence, const QString& action) {
        say(MessageBar::Level::Warning, sentence, action, [this] { m_dataFit->fit(); });
    });
}

void MainWindow::connectStatus()
{
    connect(&m_workbench, &Workbench::networkReplaced, this, [this] {
        const NetworkState& state = m_workbench.state();
        m_reader.setNetwork(state.network, state.weights, state.recipe.loss, state.calibration);
        showStatus();
    });
    connect(&m_workbench, &Workbench::weightsChanged, this,
            [this] { m_reader.setWeights(m_workbench.state().weights, m_workbench.state().calibration); });
    connect(&m_workbench, &Workbench::progressChanged, this, &MainWindow::showStatus);
    connect(dock(QStringLiteral("toy")), &QDockWidget::visibilityChanged, m_toyPresenter, &ToyPresenter::showWeights);
    connect(dock(QStringLiteral("inside")), &QDockWidget::visibilityChanged, m_stepsPresenter, &StepsPresenter::showSteps);
    connect(m_pad, &PadPanel::toyRequested, this, [this] { showDock(dock(QStringLiteral("toy"))); });
    QDockWidget* unitDock = dock(QStringLiteral("inspector"));
    connect(unitDock, &QDockWidget::visibilityChanged, m_inside, &InsidePresenter::showUnit);
    connect(&m_selection, &Selection::unitChanged, unitDock, [this, unitDock] {
        if (m_selection.unit())
            unitDock->raise();
    });
    connect(&m_workbench, &Workbench::dataChanged, this, &MainWindow::showStatus);
    connect(m_dataFiles, &DataFiles::loadingChanged, this, &MainWindow::showStatus);
    showStatus();
}

void MainWindow::showStatus()
{
    const NetworkState& state = m_workbench.state();
    const auto digits = m_workbench.data();
    const QLocale locale(QLocale::English);
    QStringList parts;
    if (m_dataFiles->isLoading())
        parts << tr("reading digits…");
    else
        parts << (digits ? QString::fromStdString(describe(*digits)) : tr("no data"));
    parts << tr("%1 · %2 parameters").arg(QString::fromStdString(state.recipe.name), locale.toString(qulonglong(state.network->parameters().size())));
    if (state.isTrained() && state.weights->step == 0)
        parts << (m_workbench.progress().isPretraining() ? tr("being pre-trained on %1") : tr("pre-trained on %1")).arg(inWords(state.trainedOn));
    else if (state.isTrained())
        parts << tr("step %1, learnt from %2").arg(locale.toString(qulonglong(state.weights->step)), inWords(state.trainedOn));
    else
        parts << tr("untrained");
    m_status->setText(parts.join(QStringLiteral("   |   ")));
    m_status->setToolTip(state.isTrained() ? tr("This network learnt from %1.").arg(state.trainedOn) : QString());
    m_transport->setDataName(digits ? QString::fromStdString(digits->name) : tr("no data"));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    if (m_pictures->take(*event->mimeData(), tr("what was dropped"))) {
        event->acceptProposedAction();
        return;
    }
    for (const QUrl& url : event->mimeData()->urls()) {
        const QString file = url.toLocalFile();
        if (QFileInfo(file).isDir())
            m_dataFiles->open(file.toStdString());
        else if (file.endsWith(QStringLiteral(".jsonl"), Qt::CaseInsensitive)) {
            m_myDigits->importFrom(file);
            showDock(dock(QStringLiteral("my_digits")));
        } else if (!file.isEmpty())
            m_modelFiles->open(file);
    }
    event->acceptProposedAction();
}
