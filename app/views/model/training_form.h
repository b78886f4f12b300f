#pragma once

#include "engine/recipe/recipe.h"
#include "app/views/model/model_kinds.h"

#include <QWidget>

#include <deque>
#include <functional>
#include <map>
#include <span>
#include <vector>

class ChoiceField;
class CountField;
class FoldableGroup;
class HeldOutNote;
class KindForm;
class PictureRow;
class QFormLayout;
class QLabel;
class QVBoxLayout;
struct TrainingSamples;
class RealField;

/// How the network starts and learns. What everybody sets is open; the rest is folded away in groups that say in a few
/// words what is set.
class TrainingForm : public QWidget
{
    Q_OBJECT

public:
    explicit TrainingForm(QWidget* parent = nullptr);

    void setKinds(const ModelKinds& kinds);
    void setRecipe(const engine::Recipe& recipe);
    /// What is wrong with a part of the recipe, beneath its fields, where the group is opened. part: a field's name ("loss",
    /// "target", "augmentation", "earlyStopping", …). An empty sentence: nothing is.
    void setProblem(const QString& part, const QString& sentence);
    /// What "held out" is a part of.
    void setTrainingSamples(const TrainingSamples& samples);
    /// Training pictures as the augmentation has them.
    PictureRow* augmentationPreview() const { return m_preview; }

signals:
    /// recipe: as it was set, with the user's change; key: as in RecipeHistory.
    void edited(const engine::Recipe& recipe, const QString& key);

private:
    /// A part of the recipe that is a kind with settings.
    struct Part
    {
        QString name;
        KindForm* form;
        engine::Spec engine::Recipe::*spec;
        std::span<const engine::KindInfo> ModelKinds::*kinds;
    };
    struct Group
    {
        FoldableGroup* widget;
        std::vector<QString> parts; ///< by name, in the order of the summary
    };
    struct PartTexts
    {
        QString name;
        QString label;
        QString help;
    };

    void buildBasics(QVBoxLayout* column);
    void buildInput();
    void buildGoal();
    void buildRegularization();
    void buildStopping();
    void buildPretraining();
    Group& addGroup(const QString& title, const QString& help);
    void addKind(Group& group, const PartTexts& texts, engine::Spec engine::Recipe::*spec,
                 std::span<const engine::KindInfo> ModelKinds::*kinds);
    KindForm* makeKind(const PartTexts& texts, engine::Spec engine::Recipe::*spec,
                       std::span<const engine::KindInfo> ModelKinds::*kinds);
    CountField* addCount(QFormLayout* rows, const PartTexts& texts, int minimum, int maximum,
                         std::function<void(engine::Recipe&, int)> store);
    QLabel* addProblem(QVBoxLayout* column, const QString& part);
    void takeSpec(const Part& part, const engine::Spec& spec, const QString& setting);
    void showSummaries();
    QString summaryOf(const QString& part) const;

    engine::Recipe m_recipe;
    std::vector<Part> m_parts;
    std::deque<Group> m_groups; ///< a deque, so that they stay where they are
    std::map<QString, QLabel*> m_problems; ///< of parts that are no kind with settings
    std::vector<engine::KindInfo> m_normalizations;
    CountField* m_batchSize = nullptr;
    CountField* m_epochs = nullptr;
    CountField* m_seed = nullptr;
    ChoiceField* m_target = nullptr;
    ChoiceField* m_normalization = nullptr;
    RealField* m_validationSplit = nullptr;
    HeldOutNote* m_heldOut = nullptr;
    PictureRow* m_preview = nullptr;
};
