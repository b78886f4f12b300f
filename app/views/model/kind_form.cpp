#include "app/views/model/kind_form.h"

#include "ui/fields/field_label.h"
#include "ui/fields/setting_fields.h"
#include "app/session/engine_words.h"
#include "app/views/model/spec_form.h"
#include "ui/fields/words.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

KindForm::KindForm(const QString& label, const QString& help, QWidget* parent)
    : QWidget(parent)
    , m_choice(new ChoiceField(this))
    , m_settings(new SpecForm(this))
    , m_problem(new QLabel(this))
{
    auto* name = new FieldLabel(label, Effect::NextRun, this);
    name->setToolTip(help);
    name->setBuddy(m_choice);
    m_choice->setAccessibleDescription(help);
    m_problem->setProperty("error", true);
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->hide();
    m_choice->setAccessibleName(label);
    auto* choiceRow = new QFormLayout;
    alignForm(*choiceRow);
    choiceRow->addRow(name, m_choice);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(choiceRow);
    column->addWidget(m_settings);
    column->addWidget(m_problem);

    connect(m_choice, &QComboBox::activated, this, &KindForm::pick);
    connect(m_settings, &SpecForm::edited, this, &KindForm::edited);
}

void KindForm::setKinds(const std::vector<engine::KindInfo>& kinds)
{
    m_kinds = kinds;
    m_choice->clear();
    for (const engine::KindInfo& kind : m_kinds) {
        m_choice->addItem(translated(kind.title), QString::fromStdString(kind.kind));
        m_choice->setItemData(m_choice->count() - 1, translated(kind.help), Qt::ToolTipRole);
    }
}

void KindForm::setSpec(const engine::Spec& spec)
{
    const int index = m_choice->findData(QString::fromStdString(spec.kind));
    m_choice->setCurrentIndex(index);
    if (index >= 0)
        showSettings(spec, m_kinds[std::size_t(index)]);
    else
        m_settings->hide();
}

QString KindForm::words() const
{
    const int index = m_choice->currentIndex();
    return index < 0 ? QString() : inWords(m_settings->spec(), m_kinds[std::size_t(index)]);
}

void KindForm::setProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void KindForm::pick(int index)
{
    const engine::KindInfo& kind = m_kinds[std::size_t(index)];
    if (kind.kind == m_settings->spec().kind)
        return;
    engine::Spec spec{kind.kind, {}};
    for (const engine::SettingInfo& setting : kind.settings)
        spec.settings[setting.name] = setting.initial;
    showSettings(spec, kind);
    emit edited(spec, QString());
}

void KindForm::showSettings(const engine::Spec& spec, const engine::KindInfo& kind)
{
    m_choice->setToolTip(translated(kind.help));
    m_settings->setSpec(spec, kind);
    m_settings->setVisible(!kind.settings.empty());
}
