#pragma once

#include "engine/recipe/recipe.h"
#include "app/views/model/layer_editor.h"
#include "app/views/model/model_kinds.h"
#include "ui/fields/preset_choice.h"
#include "app/views/model/recipe_history.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

class DraftBar;
class QAction;
class QComboBox;
class QLabel;
class TrainingForm;
struct TrainingSamples;

/// Edits a recipe as a draft: the network in use stays as it is until applyRequested(). Each edit can be
/// undone. Whoever gets recipeEdited() builds the network and answers with setSummary() or setProblem().
class ModelPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ModelPanel(QWidget* parent = nullptr);

    void setPresets(const std::vector<PresetChoice>& presets);
    void setKinds(const ModelKinds& kinds);
    /// The recipe now in use; it becomes the draft too. A draft that this replaces can be had back by undo.
    void setRecipe(const engine::Recipe& recipe);
    /// The rate was changed elsewhere; no step for undo.
    void setLearningRate(double rate);
    void setSummary(const std::vector<LayerSummary>& layers);
    /// The draft is no network: one sentence, the layer that it is about, what is known of the layers before
    /// it.
    void setProblem(const QString& sentence, std::optional<int> layer = {},
                    const std::vector<LayerSummary>& before = {});
    /// The layers fit, but a setting of the training does not; part: see TrainingForm::setProblem().
    void setTrainingProblem(const QString& part, const QString& sentence, const std::vector<LayerSummary>& layers);
    /// Where the draft has another number of outputs than the data have classes; see LayerEditor::setOutputsNote().
    void setOutputsNote(const QString& words, const QString& detail, const QString& remedy);
    /// See TrainingForm.
    void setTrainingSamples(const TrainingSamples& samples);
    /// As if a person had made the change.
    void edit(const engine::Recipe& changed) { takeEdit(changed, {}); }
    /// Training pictures as the draft's augmentation has them; none: it has none.
    void setAugmentationPreview(const std::vector<std::vector<std::uint8_t>>& pictures, int rows, int columns);

    const engine::Recipe& draft() const { return m_history.current(); }
    /// It is another one than that in use.
    bool isEdited() const { return draft() != m_applied; }

signals:
    /// Other pictures are wanted: answer with setAugmentationPreview().
    void augmentationPreviewRequested();
    void presetChosen(const QString& name);
    /// The remedy of setOutputsNote() is wanted: answer with edit().
    void remedyRequested();
    void recipeEdited(const engine::Recipe& draft);
    /// The one setting that takes effect at once; recipeEdited() comes as well.
    void learningRateEdited(double rate);
    void applyRequested(const engine::Recipe& draft);
    /// The draft is to be forgotten: answer with setRecipe().
    void revertRequested();

protected:
    bool event(QEvent* event) override;

private:
    void buildActions();
    QWidget* buildContent();
    QLayout* buildNetworkHeading();
    void showPreset();
    void showDraft();
    void showDraftState();
    void takeEdit(const engine::Recipe& draft, const QString& key);
    void afterEdit();
    void undo();
    void redo();

    RecipeHistory m_history;
    engine::Recipe m_applied;
    bool m_hasProblem = false;

    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    QComboBox* m_preset;
    QLabel* m_description;
    LayerEditor* m_layers;
    TrainingForm* m_training;
    DraftBar* m_bar;
};
