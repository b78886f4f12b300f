#pragma once

#include "engine/recipe/recipe.h"

#include <QWidget>

#include <functional>

class CountField;
class KindForm;
class QFormLayout;

/// How the network starts and learns: optimiser, initialisers, loss, batch size, epochs, seed.
class TrainingForm : public QWidget
{
    Q_OBJECT

public:
    explicit TrainingForm(QWidget* parent = nullptr);

    void setKinds(const std::vector<engine::KindInfo>& optimizers,
                  const std::vector<engine::KindInfo>& initializers,
                  const std::vector<engine::KindInfo>& losses, const std::vector<engine::KindInfo>& schedules);
    void setRecipe(const engine::Recipe& recipe);

signals:
    /// recipe: as it was set, with the user's change; key: as in RecipeHistory.
    void edited(const engine::Recipe& recipe, const QString& key);

private:
    KindForm* addKind(const QString& name, const QString& label, engine::Spec engine::Recipe::*part);
    CountField* addCount(QFormLayout* rows, const QString& name, const QString& label, const QString& help,
                         int minimum, int maximum, std::function<void(engine::Recipe&, int)> store);

    engine::Recipe m_recipe;
    KindForm* m_optimizer;
    KindForm* m_schedule;
    KindForm* m_loss;
    KindForm* m_weights;
    KindForm* m_biases;
    CountField* m_batchSize;
    CountField* m_epochs;
    CountField* m_seed;
};
