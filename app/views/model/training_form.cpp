#include "app/views/model/training_form.h"

#include "engine/recipe/input_normalization.h"
#include "ui/fields/field_label.h"
#include "ui/fields/foldable_group.h"
#include "app/session/engine_words.h"
#include "app/views/model/held_out_note.h"
#include "app/views/model/kind_form.h"
#include "app/views/model/picture_row.h"
#include "app/views/model/schedule_words.h"
#include "ui/fields/real_field.h"
#include "ui/fields/setting_fields.h"
#include "ui/fields/words.h"

#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace {

using engine::Recipe;

/// Held out where early stopping needs something to watch and there is nothing yet.
constexpr double usualSplit = 0.1;

void showCount(CountField* field, std::uint64_t number)
{
    const QSignalBlocker silence(field);
    const int shown = int(std::min(number, std::uint64_t(field->maximum())));
    if (field->value() != shown) // else the cursor would jump while one types
        field->setValue(shown);
}

QFormLayout* addRows(QVBoxLayout* column)
{
    auto* rows = new QFormLayout;
    alignForm(*rows);
    column->addLayout(rows);
    return rows;
}

void addField(QFormLayout* rows, QWidget* field, const QString& name, const QString& label, const QString& help)
{
    field->setObjectName(name);
    field->setToolTip(help);
    field->setAccessibleName(label);
    field->setAccessibleDescription(help);
    auto* fieldLabel = new FieldLabel(label, Effect::NextRun, field->parentWidget());
    fieldLabel->setToolTip(help);
    fieldLabel->setBuddy(field);
    rows->addRow(fieldLabel, field);
}

std::vector<engine::KindInfo> listed(std::span<const engine::KindInfo> kinds)
{
    return {kinds.begin(), kinds.end()};
}

} // namespace

TrainingForm::TrainingForm(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    buildBasics(column);
    Group& schedule = addGroup(tr("Rate schedule"), tr("How the learning rate changes while the network learns"));
    addKind(schedule, {QStringLiteral("schedule"), tr("Rate schedule"), tr("What multiplies the learning rate as epochs pass")},
            &Recipe::schedule, &ModelKinds::schedules);
    buildGoal();
    buildInput();
    buildRegularization();
    buildStopping();
    buildPretraining();
    Group& first = addGroup(tr("Initial weights"), tr("Where the network begins"));
    addKind(first, {QStringLiteral("weightInitializer"), tr("Initial weights"), tr("What the weights are drawn from before the first step")},
            &Recipe::weightInitializer, &ModelKinds::initializers);
    addKind(first, {QStringLiteral("biasInitializer"), tr("Initial biases"), tr("The same for the biases; zero is usual")},
            &Recipe::biasInitializer, &ModelKinds::initializers);
}

void TrainingForm::buildBasics(QVBoxLayout* column)
{
    column->addWidget(makeKind({QStringLiteral("optimizer"), tr("Optimiser"), tr("How gradients become steps of the weights")},
                               &Recipe::optimizer, &ModelKinds::optimizers));
    QFormLayout* rows = addRows(column);
    m_batchSize = addCount(rows, {QStringLiteral("batchSize"), tr("Batch size"), tr("Samples whose gradients make one step")},
                           1, 100000, [](Recipe& recipe, int value) { recipe.batchSize = value; });
    m_batchSize->setUnit(tr("samples"));
    m_epochs = addCount(rows, {QStringLiteral("epochs"), tr("Epochs"), tr("Passes over the training data")}, 0, 100000,
                        [](Recipe& recipe, int value) { recipe.epochs = value; });
    m_seed = addCount(
        rows,
        {QStringLiteral("seed"), tr("Seed"),
         tr("Decides the initial weights and the order of the samples: the same seed gives the same run")},
        0, std::numeric_limits<int>::max(), [](Recipe& recipe, int value) { recipe.seed = std::uint64_t(value); });
}

void TrainingForm::buildGoal()
{
    Group& group = addGroup(tr("Loss"), tr("What the outputs are to be, and how far off they are"));
    m_target = new ChoiceField(this);
    m_target->addItem(tr("its class"));
    m_target->addItem(tr("the picture itself"));
    QFormLayout* rows = addRows(group.widget->content());
    addField(rows, m_target, QStringLiteral("target"), tr("Target"),
             tr("What the network is to give for a picture: its class, or, as an auto-encoder, the picture again"));
    connect(m_target, &QComboBox::activated, this, [this](int index) {
        m_recipe.target = engine::Target(index);
        emit edited(m_recipe, QString());
    });
    group.parts.push_back(QStringLiteral("target"));
    addProblem(group.widget->content(), QStringLiteral("target"));
    addKind(group, {QStringLiteral("loss"), tr("Loss"), tr("The number that training makes small")}, &Recipe::loss,
            &ModelKinds::losses);
}

void TrainingForm::buildInput()
{
    Group& group = addGroup(tr("Input"), tr("How pictures are scaled and distorted before they are learnt from"));
    m_normalization = new ChoiceField(this);
    QFormLayout* rows = addRows(group.widget->content());
    addField(rows, m_normalization, QStringLiteral("inputNormalization"), tr("Pixels"),
             tr("How the network's first layer scales the pixels"));
    connect(m_normalization, &QComboBox::activated, this, [this](int index) {
        engine::setInputNormalization(m_recipe, m_normalizations[std::size_t(index)].kind);
        emit edited(m_recipe, QString());
    });
    group.parts.push_back(QStringLiteral("inputNormalization"));
    addKind(group,
            {QStringLiteral("augmentation"), tr("Augmentation"),
             tr("Training pictures are changed a little at each look, so that there are ever new ones")},
            &Recipe::augmentation, &ModelKinds::augmentations);
    m_preview = new PictureRow(this);
    m_preview->setCaption(tr("Training digits as the network gets them"));
    group.widget->content()->addWidget(m_preview);
}

void TrainingForm::buildRegularization()
{
    Group& group = addGroup(tr("Regularisation"), tr("What keeps weights small and single batches from throwing them far"));
    addKind(group, {QStringLiteral("regularizer"), tr("Regulariser"), tr("A price on large weights, added to the loss")},
            &Recipe::regularizer, &ModelKinds::regularizers);
    addKind(group, {QStringLiteral("clipping"), tr("Clipping"), tr("The most that is left of a large gradient")},
            &Recipe::clipping, &ModelKinds::clippings);
}

void TrainingForm::buildStopping()
{
    Group& group = addGroup(tr("Early stopping"), tr("When a run ends before its last epoch, and what it is judged by then"));
    m_validationSplit = new RealField(this);
    m_validationSplit->setRange(0, 0.9);
    const QString help = tr("Share of the training samples, the last ones, that is not learnt from but watched (0 to 0.9). "
                            "The test set chooses nothing: it judges");
    m_validationSplit->setHelp(help);
    m_validationSplit->setUnit(tr("of the training samples"));
    m_heldOut = new HeldOutNote(this);
    QFormLayout* rows = addRows(group.widget->content());
    addField(rows, m_validationSplit, QStringLiteral("validationSplit"), tr("Held out"), help);
    rows->addRow(QString(), m_heldOut);
    connect(m_validationSplit, &RealField::valueEdited, this, [this](double share) {
        m_recipe.validationSplit = share;
        emit edited(m_recipe, QStringLiteral("validationSplit"));
    });
    group.parts.push_back(QStringLiteral("validationSplit"));
    addProblem(group.widget->content(), QStringLiteral("validationSplit"));
    addKind(group, {QStringLiteral("earlyStopping"), tr("Early stopping"), tr("The rule that ends a run")},
            &Recipe::earlyStopping, &ModelKinds::earlyStoppings);
}

void TrainingForm::buildPretraining()
{
    Group& group = addGroup(tr("Pre-training"), tr("What RBM layers learn, one after the other, before the network learns as a whole"));
    addKind(group,
            {QStringLiteral("pretraining"), tr("Pre-training"), tr("How each RBM layer learns to reconstruct its input")},
            &Recipe::pretraining, &ModelKinds::pretrainings);
}

TrainingForm::Group& TrainingForm::addGroup(const QString& title, const QString& help)
{
    auto* widget = new FoldableGroup(title, help, this);
    layout()->addWidget(widget);
    return m_groups.emplace_back(Group{widget, {}});
}

void TrainingForm::addKind(Group& group, const PartTexts& texts, engine::Spec Recipe::*spec,
                           std::span<const engine::KindInfo> ModelKinds::*kinds)
{
    group.parts.push_back(texts.name);
    group.widget->content()->addWidget(makeKind(texts, spec, kinds));
}

KindForm* TrainingForm::makeKind(const PartTexts& texts, engine::Spec Recipe::*spec,
                                 std::span<const engine::KindInfo> ModelKinds::*kinds)
{
    auto* form = new KindForm(texts.label, texts.help, this);
    form->setObjectName(texts.name);
    const Part part{texts.name, form, spec, kinds};
    m_parts.push_back(part);
    connect(form, &KindForm::edited, this,
            [this, part](const engine::Spec& changed, const QString& setting) { takeSpec(part, changed, setting); });
    return form;
}

CountField* TrainingForm::addCount(QFormLayout* rows, const PartTexts& texts, int minimum, int maximum,
                                   std::function<void(Recipe&, int)> store)
{
    auto* field = new CountField(this);
    field->setRange(minimum, maximum);
    addField(rows, field, texts.name, texts.label, texts.help);
    connect(field, &QSpinBox::valueChanged, this, [this, name = texts.name, store](int value) {
        store(m_recipe, value);
        emit edited(m_recipe, name);
    });
    return field;
}

QLabel* TrainingForm::addProblem(QVBoxLayout* column, const QString& part)
{
    auto* label = new QLabel(this);
    label->setObjectName(part + QStringLiteral("Problem"));
    label->setProperty("error", true);
    label->setWordWrap(true);
    label->hide();
    column->addWidget(label);
    m_problems[part] = label;
    return label;
}

void TrainingForm::takeSpec(const Part& part, const engine::Spec& spec, const QString& setting)
{
    m_recipe.*part.spec = spec;
    const bool isNewStopping = part.spec == &Recipe::earlyStopping && setting.isEmpty() && spec.kind != "none";
    if (isNewStopping && m_recipe.validationSplit == 0)
        m_recipe.validationSplit = usualSplit;
    emit edited(m_recipe, setting.isEmpty() ? QString() : part.name + QLatin1Char(' ') + setting);
}

void TrainingForm::setKinds(const ModelKinds& kinds)
{
    for (const Part& part : m_parts) {
        part.form->setKinds(listed(kinds.*part.kinds));
        part.form->setVisible(!(kinds.*part.kinds).empty());
    }
    m_normalizations = listed(kinds.inputNormalizations);
    m_normalization->clear();
    for (const engine::KindInfo& kind : m_normalizations) {
        m_normalization->addItem(translated(kind.title));
        m_normalization->setItemData(m_normalization->count() - 1, translated(kind.help), Qt::ToolTipRole);
    }
    setRecipe(Recipe(m_recipe));
}

void TrainingForm::setRecipe(const Recipe& recipe)
{
    m_recipe = recipe;
    for (const Part& part : m_parts)
        part.form->setSpec(recipe.*part.spec);
    showCount(m_batchSize, std::uint64_t(recipe.batchSize));
    showCount(m_epochs, std::uint64_t(recipe.epochs));
    showCount(m_seed, recipe.seed);
    m_target->setCurrentIndex(int(recipe.target));
    const auto found = std::ranges::find(m_normalizations, engine::inputNormalization(recipe), &engine::KindInfo::kind);
    m_normalization->setCurrentIndex(int(found - m_normalizations.begin()));
    m_validationSplit->setValue(recipe.validationSplit);
    m_heldOut->setShare(recipe.validationSplit);
    showSummaries();
}

void TrainingForm::setTrainingSamples(const TrainingSamples& samples)
{
    m_heldOut->setSamples(samples);
}

void TrainingForm::setProblem(const QString& part, const QString& sentence)
{
    for (const Part& known : m_parts)
        known.form->setProblem(known.name == part ? sentence : QString());
    for (const auto& [name, label] : m_problems) {
        label->setText(name == part ? sentence : QString());
        label->setVisible(!label->text().isEmpty());
    }
    for (const Group& group : m_groups) {
        const bool isMeant = !sentence.isEmpty() && std::ranges::find(group.parts, part) != group.parts.end();
        group.widget->setHasProblem(isMeant);
        if (isMeant)
            group.widget->setOpen(true);
    }
}

void TrainingForm::showSummaries()
{
    for (const Group& group : m_groups) {
        QStringList words;
        for (const QString& part : group.parts)
            if (const QString said = summaryOf(part); !said.isEmpty())
                words << said;
        group.widget->setSummary(words.isEmpty() ? tr("none") : words.join(QStringLiteral(", ")));
    }
}

QString TrainingForm::summaryOf(const QString& part) const
{
    if (part == u"target")
        return m_recipe.target == engine::Target::Input ? tr("of the picture itself") : QString();
    if (part == u"inputNormalization")
        return m_normalization->currentText();
    if (part == u"validationSplit")
        return m_recipe.validationSplit > 0 ? tr("%1 % held out").arg(shortest(100 * m_recipe.validationSplit)) : QString();
    if (part == u"schedule")
        return scheduleInWords(m_recipe.schedule);
    const auto found = std::ranges::find(m_parts, part, &Part::name);
    const bool isSet = found != m_parts.end() && (m_recipe.*found->spec).kind != "none";
    return isSet ? found->form->words() : QString(); // what is not set goes without saying
}
