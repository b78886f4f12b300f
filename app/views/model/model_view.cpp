#include "app/views/model/model_view.h"

#include "app/views/view_help.h"
#include "app/session/engine_words.h"
#include "app/session/presets.h"
#include "app/views/model/augmented_pictures.h"
#include "app/views/model/held_out_note.h"
#include "app/views/model/model_panel.h"
#include "engine/data/augmentation.h"
#include "engine/data/class_names.h"
#include "engine/gallery/gallery.h"
#include "engine/layers/layer_kinds.h"
#include "engine/loss/loss.h"
#include "engine/optim/clipping.h"
#include "engine/optim/initializer.h"
#include "engine/optim/optimizer.h"
#include "engine/optim/regularizer.h"
#include "engine/optim/schedule.h"
#include "engine/pretraining/pretraining_kinds.h"
#include "engine/recipe/input_normalization.h"
#include "engine/train/compatibility.h"
#include "engine/train/early_stopping.h"

#include <span>
#include <string>
#include <utility>

namespace {

constexpr std::size_t previewPictures = 8;

std::vector<PresetChoice> presetChoices()
{
    std::vector<PresetChoice> choices;
    for (const engine::Recipe& preset : engine::presets())
        choices.push_back({QString::fromStdString(preset.name), translated(preset.description)});
    return choices;
}

std::vector<LayerSummary> summariesOf(const NetworkCheck& check)
{
    std::vector<LayerSummary> rows;
    for (const engine::SummaryRow& row : check.layers)
        rows.push_back({QString::fromStdString(row.name), QString::fromStdString(row.outputShape.text()), row.parameters});
    return rows;
}

} // namespace

ModelView::ModelView(const Context& context)
    : m_context(context)
    , m_panel(new ModelPanel)
{
    m_panel->setPresets(presetChoices());
    m_panel->setKinds({.layers = engine::layerKinds(),
                       .optimizers = engine::optimizerKinds(),
                       .initializers = engine::initializerKinds(),
                       .losses = engine::lossKinds(),
                       .schedules = engine::scheduleKinds(),
                       .inputNormalizations = engine::inputNormalizationKinds(),
                       .augmentations = engine::augmentationKinds(),
                       .regularizers = engine::regularizerKinds(),
                       .clippings = engine::clippingKinds(),
                       .earlyStoppings = engine::earlyStoppingKinds(),
                       .pretrainings = engine::pretrainingKinds()});
    connectPanel();
}

void ModelView::connectPanel()
{
    connect(m_panel, &ModelPanel::presetChosen, this,
            [this](const QString& name) { show(openPreset(m_context.runs, name.toStdString())); });
    connect(m_panel, &ModelPanel::recipeEdited, this, &ModelView::showCheck);
    connect(m_panel, &ModelPanel::learningRateEdited, &m_context.runs.current(), &Run::setLearningRate);
    connect(m_panel, &ModelPanel::augmentationPreviewRequested, this, [this] {
        ++m_previewSeed;
        showAugmentation();
    });
    connect(m_panel, &ModelPanel::applyRequested, this,
            [this](const engine::Recipe& draft) { show(applyRecipe(m_context.runs, draft)); });
    connect(m_panel, &ModelPanel::remedyRequested, this, &ModelView::fitOutputs);
    connect(m_panel, &ModelPanel::revertRequested, this, &ModelView::showNetwork);
}

QWidget* ModelView::widget()
{
    return m_panel;
}

void ModelView::refresh(Inspection::Changes what)
{
    if (what & Inspection::Network)
        showNetwork();
    else if (what & Inspection::Data)
        showCheck(m_panel->draft());
    if (what & Inspection::Data)
        showTrainingSamples();
    if (what & Inspection::Log)
        showRate();
}

void ModelView::showRate()
{
    const double rate = m_context.runs.current().learningRate();
    if (rate != std::exchange(m_rate, rate))
        m_panel->setLearningRate(rate);
}

void ModelView::showNetwork()
{
    const engine::Recipe& recipe = m_context.runs.state().recipe;
    m_rate.reset();
    m_panel->setRecipe(recipe);
    showCheck(recipe);
}

void ModelView::showCheck(const engine::Recipe& draft)
{
    const RunState& state = m_context.runs.state();
    std::span<const std::string> learnt;
    if (!m_panel->isEdited() && state.isTrained())
        learnt = state.classes;
    const NetworkCheck check = checkNetwork(draft, m_context.runs.data().get(), learnt);
    show(check);
    showOutputs(check);
    showAugmentation();
}

void ModelView::showOutputs(const NetworkCheck& check)
{
    if (!check.outputs) {
        m_panel->setOutputsNote({}, {}, {});
        return;
    }
    const auto [outputs, classes] = *check.outputs;
    const QString detail = outputs > classes ? tr("%1 outputs stand for no class of the data").arg(outputs - classes)
                                             : tr("%1 classes of the data have no output").arg(classes - outputs);
    const bool canFit = engine::withOutputs(m_panel->draft(), classes).has_value();
    const QString words = check.problem.isEmpty() ? inWords(check.outputs->text()) : QString(); // else it says so itself
    m_panel->setOutputsNote(words, detail, canFit ? tr("Make it %1").arg(classes) : QString());
}

void ModelView::fitOutputs()
{
    const NetworkCheck check = checkNetwork(m_panel->draft(), m_context.runs.data().get());
    if (!check.outputs)
        return;
    if (const auto fitting = engine::withOutputs(m_panel->draft(), check.outputs->classes))
        m_panel->edit(*fitting);
}

void ModelView::showTrainingSamples()
{
    const auto data = m_context.runs.data();
    if (!data) {
        m_panel->setTrainingSamples({});
        return;
    }
    const bool areDigits = data->train.classNames == engine::numberedClasses(10) && data->train.sampleShape.rank() == 3;
    m_panel->setTrainingSamples({.count = data->train.size(), .keptApart = data->validation.size(), .areDigits = areDigits});
}

void ModelView::show(const NetworkCheck& check)
{
    if (check.problem.isEmpty())
        m_panel->setSummary(summariesOf(check));
    else if (!check.problemPart.isEmpty())
        m_panel->setTrainingProblem(check.problemPart, check.problem, summariesOf(check));
    else
        m_panel->setProblem(check.problem, check.problemLayer, summariesOf(check));
}

void ModelView::showAugmentation()
{
    const auto data = m_context.runs.data();
    const engine::Spec& augmentation = m_panel->draft().augmentation;
    if (!data) {
        m_panel->setAugmentationPreview({}, 0, 0);
        return;
    }
    const bool isSameDraw = m_preview.augmentation == augmentation && m_preview.data == data && m_preview.seed == m_previewSeed;
    if (isSameDraw)
        return;
    m_preview = {augmentation, data, m_previewSeed};
    const engine::Shape& shape = data->train.sampleShape;
    m_panel->setAugmentationPreview(augmentedPictures(augmentation, data->train, previewPictures, m_previewSeed),
                                   shape.rank() == 3 ? int(shape[1]) : 0, shape.rank() == 3 ? int(shape[2]) : 0);
}

QString ModelView::help()
{
    return helpText(tr("What the network is made of and how it learns. All of it can be changed; nothing happens "
                       "until you use it."),
                    {{tr("Layers"),
                      tr("From input to output, each with the shape that it hands on and its number of "
                         "parameters. Add, move, copy and remove them; a click shows what can be set.")},
                     {tr("64 outputs, 10 classes"),
                      tr("Stands there where the network has more outputs than the data have classes, or fewer; the "
                         "button beside it gives the last layer as many.")},
                     {tr("Optimiser, rate, batch, epochs"),
                      tr("How the weights are changed: the rule, how far each step goes, how many samples a step "
                         "learns from, and how often all data are gone through.")},
                     {tr("Regularisation, augmentation, early stopping"),
                      tr("What keeps the network from learning its data by heart.")},
                     {tr("Use this network"),
                      tr("Makes it, untrained. Revert takes your changes back.")}});
}
