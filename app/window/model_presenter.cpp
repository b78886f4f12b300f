#include "app/window/model_presenter.h"

#include "app/augmented_pictures.h"
#include "app/network_check.h"
#include "app/workbench.h"
#include "engine/data/augmentation.h"
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
#include "engine/train/early_stopping.h"
#include "engine/train/fit.h"
#include "ui/panels/model_panel.h"
#include "ui/panels/transport_bar.h"

#include <algorithm>

namespace {

constexpr std::size_t previewPictures = 8;

/// A recipe that is no longer what its preset says must not go by the preset's name alone.
void renameIfEdited(engine::Recipe& recipe)
{
    const auto presets = engine::presets();
    const auto preset = std::ranges::find(presets, recipe.name, &engine::Recipe::name);
    if (preset == presets.end())
        return;
    if (preset->layers != recipe.layers) {
        recipe.name += " (edited)";
        recipe.description.clear();
    }
}

} // namespace

ModelPresenter::ModelPresenter(ModelPanel& panel, TransportBar& transport, Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_panel(panel)
    , m_transport(transport)
    , m_workbench(workbench)
{
    std::vector<PresetChoice> choices;
    for (const engine::Recipe& preset : engine::presets())
        choices.push_back({QString::fromStdString(preset.name), QString::fromStdString(preset.description)});
    panel.setPresets(choices);
    panel.setKinds({.layers = engine::layerKinds(),
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
    transport.setPresets(choices);

    connect(&transport, &TransportBar::presetChosen, this, &ModelPresenter::choosePreset);
    connect(&panel, &ModelPanel::presetChosen, this, &ModelPresenter::choosePreset);
    connect(&panel, &ModelPanel::recipeEdited, this, &ModelPresenter::showCheck);
    connect(&panel, &ModelPanel::learningRateEdited, &workbench, &Workbench::setLearningRate);
    connect(&panel, &ModelPanel::augmentationPreviewRequested, this, [this] {
        ++m_previewSeed;
        showAugmentation();
    });
    connect(&panel, &ModelPanel::applyRequested, this, &ModelPresenter::apply);
    connect(&panel, &ModelPanel::revertRequested, this, &ModelPresenter::showNetwork);
    connect(&workbench, &Workbench::networkReplaced, this, &ModelPresenter::showNetwork);
    connect(&workbench, &Workbench::learningRateChanged, &panel, &ModelPanel::setLearningRate);
    connect(&workbench, &Workbench::dataChanged, this, [this] { showCheck(m_panel.draft()); });
    showNetwork();
}

void ModelPresenter::choosePreset(const QString& name)
{
    engine::Recipe recipe = engine::findPreset(name.toStdString());
    const auto data = m_workbench.dataOf(recipe);
    if (data)
        recipe = engine::fittedTo(recipe, data->train);
    const NetworkCheck check = checkNetwork(recipe, data.get());
    if (check.problem.isEmpty())
        enter(freshNetwork(recipe), &Workbench::openNetwork);
    else
        m_panel.setProblem(check.problem, check.problemLayer, check.layers);
}

void ModelPresenter::showNetwork()
{
    const engine::Recipe& recipe = m_workbench.state().recipe;
    m_panel.setRecipe(recipe);
    showCheck(recipe);
}

void ModelPresenter::showCheck(const engine::Recipe& draft)
{
    show(checkNetwork(draft, m_workbench.data().get()));
    showAugmentation();
}

void ModelPresenter::show(const NetworkCheck& check)
{
    if (check.problem.isEmpty())
        m_panel.setSummary(check.layers);
    else if (!check.problemPart.isEmpty())
        m_panel.setTrainingProblem(check.problemPart, check.problem, check.layers);
    else
        m_panel.setProblem(check.problem, check.problemLayer, check.layers);
}

void ModelPresenter::showAugmentation()
{
    const auto data = m_workbench.data();
    const engine::Spec& augmentation = m_panel.draft().augmentation;
    if (!data) {
        m_panel.setAugmentationPreview({}, 0, 0);
        return;
    }
    const bool isSameDraw = m_preview.augmentation == augmentation && m_preview.data == data && m_preview.seed == m_previewSeed;
    if (isSameDraw)
        return;
    m_preview = {augmentation, data, m_previewSeed};
    const engine::Shape& shape = data->train.sampleShape;
    m_panel.setAugmentationPreview(augmentedPictures(augmentation, data->train, previewPictures, m_previewSeed),
                                   shape.rank() == 3 ? int(shape[1]) : 0, shape.rank() == 3 ? int(shape[2]) : 0);
}

void ModelPresenter::apply(const engine::Recipe& draft)
{
    const NetworkCheck check = checkNetwork(draft, m_workbench.data().get());
    if (!check.problem.isEmpty()) {
        show(check);
        return;
    }
    engine::Recipe recipe = draft;
    renameIfEdited(recipe);
    enter(freshNetwork(recipe), &Workbench::replaceNetwork);
}

void ModelPresenter::enter(NetworkState state, void (Workbench::*order)(NetworkState))
{
    const bool wasTrained = m_workbench.state().isTrained();
    const QString name = QString::fromStdString(state.recipe.name);
    (m_workbench.*order)(std::move(state));
    if (wasTrained)
        emit m_workbench.replacementUndoable(tr("A new, untrained %1 is in use.").arg(name));
}
