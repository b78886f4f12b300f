#include "app/views/model/model_panel.h"

#include "app/session/engine_words.h"
#include "app/views/model/draft_bar.h"
#include "ui/fields/field_label.h"
#include "app/views/model/picture_row.h"
#include "ui/fields/setting_fields.h"
#include "app/views/model/training_form.h"
#include "ui/style/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr auto rateName = "learning_rate";

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("heading", true);
    return label;
}

std::vector<engine::KindInfo> copyOf(std::span<const engine::KindInfo> kinds)
{
    return {kinds.begin(), kinds.end()};
}

/// The rate comes first: it is the setting that is changed most.
std::vector<engine::KindInfo> withRateFirst(std::span<const engine::KindInfo> kinds)
{
    std::vector<engine::KindInfo> sorted = copyOf(kinds);
    for (engine::KindInfo& kind : sorted)
        std::ranges::stable_partition(kind.settings,
                                      [](const auto& setting) { return setting.name == rateName; });
    return sorted;
}

std::optional<double> learningRate(const engine::Recipe& recipe)
{
    if (!recipe.optimizer.settings.contains(rateName))
        return std::nullopt;
    return recipe.optimizer.real(rateName);
}

bool isSameNetwork(const engine::Recipe& a, const engine::Recipe& b)
{
    return a.input == b.input && a.layers == b.layers;
}

} // namespace

ModelPanel::ModelPanel(QWidget* parent)
    : QWidget(parent)
    , m_preset(new ChoiceField(this))
    , m_description(new QLabel(this))
    , m_layers(new LayerEditor(this))
    , m_training(new TrainingForm(this))
    , m_bar(new DraftBar(this))
{
    buildActions();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(buildContent());
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(m_bar);
    setMinimumWidth(260);

    connect(m_preset, &QComboBox::textActivated, this, &ModelPanel::presetChosen);
    connect(m_layers, &LayerEditor::edited, this,
            [this](const std::vector<engine::Spec>& layers, const QString& key) {
                engine::Recipe changed = draft();
                changed.layers = layers;
                takeEdit(changed, key);
            });
    connect(m_layers, &LayerEditor::remedyRequested, this, &ModelPanel::remedyRequested);
    connect(m_training, &TrainingForm::edited, this,
            [this](const engine::Recipe& recipe, const QString& key) {
                takeEdit(recipe, key);
            });
    connect(m_training->augmentationPreview(), &PictureRow::othersRequested, this,
            &ModelPanel::augmentationPreviewRequested);
    connect(m_bar, &DraftBar::applyRequested, this, [this] { emit applyRequested(draft()); });
    connect(m_bar, &DraftBar::revertRequested, this, &ModelPanel::revertRequested);
}

void ModelPanel::buildActions()
{
    m_undo = new QAction(icon(Icon::Undo), tr("Undo"), this);
    m_redo = new QAction(icon(Icon::Redo), tr("Redo"), this);
    for (QAction* action : {m_undo, m_redo})
        action->setEnabled(false);
    m_undo->setToolTip(tr("Undo the last change of the draft (Ctrl+Z)"));
    m_redo->setToolTip(tr("Redo it (Ctrl+Shift+Z)"));
    connect(m_undo, &QAction::triggered, this, &ModelPanel::undo);
    connect(m_redo, &QAction::triggered, this, &ModelPanel::redo);
}

bool ModelPanel::event(QEvent* event)
{
    // Where the focus is in here, these keys are the draft's. As shortcuts they would collide with the pad's, which
    // are valid in the whole window.
    if (!isUndoOrRedo(event))
        return QWidget::event(event);
    event->accept();
    const auto* key = static_cast<const QKeyEvent*>(event);
    if (event->type() == QEvent::KeyPress)
        (key->matches(QKeySequence::Undo) ? m_undo : m_redo)->trigger();
    return true;
}

QWidget* ModelPanel::buildContent()
{
    m_preset->setObjectName(QStringLiteral("preset"));
    m_preset->setAccessibleName(tr("Preset"));
    m_description->setProperty("muted", true);
    m_description->setWordWrap(true);
    auto* legend = new Legend(this);

    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    auto* start = new QHBoxLayout;
    start->setSpacing(10);
    start->addWidget(heading(tr("Preset"), content));
    start->addWidget(m_preset, 1);
    column->addLayout(start);
    column->addWidget(m_description);
    column->addSpacing(6);
    column->addLayout(buildNetworkHeading());
    column->addWidget(m_layers);
    column->addSpacing(10);
    column->addWidget(heading(tr("Training"), content));
    column->addWidget(m_training);
    column->addSpacing(4);
    column->addWidget(legend);
    column->addStretch();
    return content;
}

QLayout* ModelPanel::buildNetworkHeading()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    auto* caption = new QLabel(tr("output shape"), this);
    caption->setProperty("muted", true);
    caption->setContentsMargins(0, 0, 8, 0);
    row->addWidget(heading(tr("Layers"), this));
    row->addSpacing(6);
    for (QAction* action : {m_undo, m_redo}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        row->addWidget(button);
    }
    row->addStretch();
    row->addWidget(caption);
    return row;
}

void ModelPanel::setPresets(const std::vector<PresetChoice>& presets)
{
    fillWithPresets(*m_preset, presets);
    showPreset();
}

void ModelPanel::setKinds(const ModelKinds& kinds)
{
    m_layers->setKinds(copyOf(kinds.layers));
    ModelKinds sorted = kinds;
    const std::vector<engine::KindInfo> optimizers = withRateFirst(kinds.optimizers);
    sorted.optimizers = optimizers;
    m_training->setKinds(sorted);
}

void ModelPanel::setRecipe(const engine::Recipe& recipe)
{
    const bool isFirst = m_applied == engine::Recipe{};
    m_applied = recipe;
    m_hasProblem = m_hasProblem && recipe == draft();
    if (isFirst)
        m_history = RecipeHistory(recipe);
    else
        m_history.push(recipe);
    showDraft();
}

void ModelPanel::setLearningRate(double rate)
{
    engine::Recipe changed = draft();
    changed.optimizer.settings[rateName] = rate;
    m_history.amend(changed);
    m_applied.optimizer.settings[rateName] = rate;
    showDraft();
}

void ModelPanel::setSummary(const std::vector<LayerSummary>& layers)
{
    m_hasProblem = false;
    m_layers->setSummary(layers);
    m_training->setProblem({}, {});
    showDraftState();
}

void ModelPanel::setProblem(const QString& sentence, std::optional<int> layer,
                            const std::vector<LayerSummary>& before)
{
    m_hasProblem = true;
    m_layers->setProblem(sentence, layer, before);
    m_training->setProblem({}, {});
    showDraftState();
}

void ModelPanel::setTrainingProblem(const QString& part, const QString& sentence, const std::vector<LayerSummary>& layers)
{
    m_hasProblem = true;
    m_layers->setSummary(layers);
    m_training->setProblem(part, sentence);
    showDraftState();
}

void ModelPanel::setOutputsNote(const QString& words, const QString& detail, const QString& remedy)
{
    m_layers->setOutputsNote(words, detail, remedy);
}

void ModelPanel::setTrainingSamples(const TrainingSamples& samples)
{
    m_training->setTrainingSamples(samples);
}

void ModelPanel::setAugmentationPreview(const std::vector<std::vector<std::uint8_t>>& pictures, int rows, int columns)
{
    m_training->augmentationPreview()->setPictures(pictures, rows, columns);
}

void ModelPanel::showPreset()
{
    const QString name = QString::fromStdString(draft().name);
    m_preset->setCurrentIndex(m_preset->findText(name));
    m_preset->setPlaceholderText(name);
    m_description->setText(translated(draft().description));
    m_description->setVisible(!m_description->text().isEmpty());
}

void ModelPanel::showDraft()
{
    showPreset();
    m_layers->setLayers(draft().layers);
    m_training->setRecipe(draft());
    showDraftState();
}

void ModelPanel::showDraftState()
{
    using State = DraftBar::State;
    if (draft() == m_applied)
        m_bar->setState(State::InUse);
    else if (m_hasProblem)
        m_bar->setState(State::DoesNotFit);
    else
        m_bar->setState(isSameNetwork(draft(), m_applied) ? State::NewRun : State::NewNetwork);
    m_undo->setEnabled(m_history.canUndo());
    m_redo->setEnabled(m_history.canRedo());
}

void ModelPanel::takeEdit(const engine::Recipe& edited, const QString& key)
{
    if (edited == draft())
        return;
    m_history.push(edited, key);
    afterEdit();
}

void ModelPanel::undo()
{
    m_history.undo();
    afterEdit();
}

void ModelPanel::redo()
{
    m_history.redo();
    afterEdit();
}

void ModelPanel::afterEdit()
{
    const std::optional<double> rate = learningRate(draft());
    const bool rateIsLive
        = rate && draft().optimizer.kind == m_applied.optimizer.kind && rate != learningRate(m_applied);
    if (rateIsLive)
        m_applied.optimizer.settings[rateName] = *rate;
    showDraft();
    if (rateIsLive)
        emit learningRateEdited(*rate);
    emit recipeEdited(draft());
}
