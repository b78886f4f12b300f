#include "ui/panels/training_form.h"

#include "ui/panels/field_label.h"
#include "ui/panels/kind_form.h"
#include "ui/panels/setting_fields.h"

#include <QFormLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace {

void showCount(CountField* field, std::uint64_t number)
{
    const QSignalBlocker silence(field);
    const int shown = int(std::min(number, std::uint64_t(field->maximum())));
    if (field->value() != shown) // else the cursor would jump while one types
        field->setValue(shown);
}

} // namespace

TrainingForm::TrainingForm(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);

    m_optimizer = addKind(QStringLiteral("optimizer"), tr("Optimiser"), &engine::Recipe::optimizer);
    m_schedule = addKind(QStringLiteral("schedule"), tr("Rate schedule"), &engine::Recipe::schedule);
    m_loss = addKind(QStringLiteral("loss"), tr("Loss"), &engine::Recipe::loss);

    auto* rows = new QFormLayout;
    alignForm(*rows);
    m_batchSize = addCount(rows, QStringLiteral("batchSize"), tr("Batch size"),
                           tr("Samples whose gradients make one step"), 1, 100000,
                           [](engine::Recipe& recipe, int value) { recipe.batchSize = value; });
    m_epochs = addCount(rows, QStringLiteral("epochs"), tr("Epochs"), tr("Passes over the training data"), 0,
                        100000, [](engine::Recipe& recipe, int value) { recipe.epochs = value; });
    column->addLayout(rows);

    m_weights = addKind(QStringLiteral("weightInitializer"), tr("First weights"),
                        &engine::Recipe::weightInitializer);
    m_biases
        = addKind(QStringLiteral("biasInitializer"), tr("First biases"), &engine::Recipe::biasInitializer);

    auto* last = new QFormLayout;
    alignForm(*last);
    m_seed = addCount(
        last, QStringLiteral("seed"), tr("Seed"),
        tr("Decides the first weights and the order of the samples: the same seed gives the same run"), 0,
        std::numeric_limits<int>::max(),
        [](engine::Recipe& recipe, int value) { recipe.seed = std::uint64_t(value); });
    m_seed->setGroupSeparatorShown(false);
    column->addLayout(last);
}

KindForm* TrainingForm::addKind(const QString& name, const QString& label, engine::Spec engine::Recipe::*part)
{
    auto* form = new KindForm(label, this);
    form->setObjectName(name);
    layout()->addWidget(form);
    connect(form, &KindForm::edited, this,
            [this, name, part](const engine::Spec& spec, const QString& setting) {
                m_recipe.*part = spec;
                emit edited(m_recipe, setting.isEmpty() ? QString() : name + setting);
            });
    return form;
}

CountField* TrainingForm::addCount(QFormLayout* rows, const QString& name, const QString& label,
                                   const QString& help, int minimum, int maximum,
                                   std::function<void(engine::Recipe&, int)> store)
{
    auto* field = new CountField(this);
    field->setObjectName(name);
    field->setRange(minimum, maximum);
    field->setToolTip(help);
    field->setAccessibleName(label);
    field->setAccessibleDescription(help);
    auto* fieldLabel = new FieldLabel(label, Effect::NextRun, this);
    fieldLabel->setToolTip(help);
    fieldLabel->setBuddy(field);
    rows->addRow(fieldLabel, field);
    connect(field, &QSpinBox::valueChanged, this, [this, name, store](int value) {
        store(m_recipe, value);
        emit edited(m_recipe, name);
    });
    return field;
}

void TrainingForm::setKinds(const std::vector<engine::KindInfo>& optimizers,
                            const std::vector<engine::KindInfo>& initializers,
                            const std::vector<engine::KindInfo>& losses,
                            const std::vector<engine::KindInfo>& schedules)
{
    m_schedule->setKinds(schedules);
    m_schedule->setVisible(!schedules.empty());
    m_optimizer->setKinds(optimizers);
    m_loss->setKinds(losses);
    m_weights->setKinds(initializers);
    m_biases->setKinds(initializers);
    setRecipe(engine::Recipe(m_recipe));
}

void TrainingForm::setRecipe(const engine::Recipe& recipe)
{
    m_recipe = recipe;
    m_optimizer->setSpec(recipe.optimizer);
    m_schedule->setSpec(recipe.schedule);
    m_loss->setSpec(recipe.loss);
    m_weights->setSpec(recipe.weightInitializer);
    m_biases->setSpec(recipe.biasInitializer);
    showCount(m_batchSize, std::uint64_t(recipe.batchSize));
    showCount(m_epochs, std::uint64_t(recipe.epochs));
    showCount(m_seed, recipe.seed);
}
