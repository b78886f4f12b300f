#include "app/views/model/spec_form.h"

#include "app/session/engine_words.h"

#include "ui/charts/number_text.h"
#include "ui/fields/field_label.h"
#include "ui/fields/rate_advice.h"
#include "ui/fields/real_field.h"
#include "ui/fields/setting_fields.h"
#include "ui/fields/words.h"

#include <QFormLayout>
#include <QSignalBlocker>

#include <algorithm>
#include <limits>

namespace {

constexpr auto liveSetting = "learning_rate";

int asInt(double bound)
{
    return int(
        std::clamp(bound, double(std::numeric_limits<int>::min()), double(std::numeric_limits<int>::max())));
}

QString unitOf(const engine::SettingInfo& setting)
{
    return setting.unit.empty() ? QString() : translated(setting.unit);
}

} // namespace

SpecForm::SpecForm(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    alignForm(*m_layout);
}

void SpecForm::setSpec(const engine::Spec& spec, const engine::KindInfo& kind)
{
    const bool isSameForm = kind.kind == m_kind.kind;
    m_spec = spec;
    if (!isSameForm) {
        m_kind = kind;
        build();
    }
    for (const engine::SettingInfo& setting : m_kind.settings)
        showValue(setting);
}

void SpecForm::build()
{
    while (m_layout->rowCount() > 0)
        m_layout->removeRow(0);
    m_fields.clear();
    for (const engine::SettingInfo& setting : m_kind.settings) {
        QWidget* field = buildField(setting);
        field->setObjectName(QString::fromStdString(setting.name));
        field->setAccessibleName(labelOf(setting));
        field->setAccessibleDescription(translated(setting.help));
        const Effect effect = setting.name == liveSetting ? Effect::Live : Effect::NextRun;
        auto* label = new FieldLabel(labelOf(setting), effect, this);
        label->setToolTip(translated(setting.help));
        label->setBuddy(field);
        m_layout->addRow(label, field);
        m_fields[setting.name] = field;
    }
}

QWidget* SpecForm::buildField(const engine::SettingInfo& setting)
{
    const QString help = translated(setting.help);
    if (std::holds_alternative<std::int64_t>(setting.initial)) {
        auto* count = new CountField(this);
        count->setRange(asInt(setting.minimum), asInt(setting.maximum));
        count->setUnit(unitOf(setting));
        count->setToolTip(tr("%1 (%2 to %3)").arg(help, boundText(count->minimum()), boundText(count->maximum())));
        connect(count, &QSpinBox::valueChanged, this,
                [this, setting](int value) { change(setting, std::int64_t{value}); });
        return count;
    }
    if (std::holds_alternative<double>(setting.initial)) {
        auto* real = new RealField(this);
        real->setRange(setting.minimum, setting.maximum);
        real->setUnit(unitOf(setting));
        if (setting.name == liveSetting)
            real->setAdvice(rateAdvice);
        real->setHelp(tr("%1 (%2 to %3)").arg(help, shortest(setting.minimum), shortest(setting.maximum)));
        connect(real, &RealField::valueEdited, this,
                [this, setting](double value) { change(setting, value); });
        return real;
    }
    auto* choice = new ChoiceField(this);
    for (const std::string& text : setting.choices)
        choice->addItem(QString::fromStdString(text).replace(u'_', u' '), QString::fromStdString(text));
    choice->setToolTip(help);
    connect(choice, &QComboBox::activated, this, [this, setting, choice](int index) {
        change(setting, choice->itemData(index).toString().toStdString());
    });
    return choice;
}

void SpecForm::showValue(const engine::SettingInfo& setting)
{
    QWidget* field = m_fields.at(setting.name);
    const QSignalBlocker silence(field);
    const engine::SettingValue value = valueOf(m_spec, setting);
    if (auto* count = qobject_cast<CountField*>(field)) {
        const int shown = int(m_spec.settings.contains(setting.name) ? m_spec.integer(setting.name)
                                                                     : std::get<std::int64_t>(value));
        if (count->value() != shown) // else the cursor would jump while one types
            count->setValue(shown);
    } else if (auto* real = qobject_cast<RealField*>(field)) {
        real->setValue(m_spec.settings.contains(setting.name) ? m_spec.real(setting.name)
                                                              : std::get<double>(value));
    } else if (auto* choice = qobject_cast<ChoiceField*>(field)) {
        choice->setCurrentIndex(choice->findData(QString::fromStdString(std::get<std::string>(value))));
    }
}

void SpecForm::change(const engine::SettingInfo& setting, engine::SettingValue value)
{
    m_spec.settings[setting.name] = std::move(value);
    emit edited(m_spec, QString::fromStdString(setting.name));
}
