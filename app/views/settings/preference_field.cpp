#include "app/views/settings/preference_field.h"

#include "ui/fields/setting_fields.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <cmath>

namespace {

constexpr int leastTextWidth = 140; ///< on a narrow page; else a line takes what there is

} // namespace

PreferenceField::PreferenceField(const Preference& preference, QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    std::visit([this](const auto& kind) { build(kind); }, preference.kind);
    describe(preference.title, preference.help);
}

void PreferenceField::setValue(const QVariant& value)
{
    m_show(value);
}

/// For screen readers: the fields are what has the focus.
void PreferenceField::describe(const QString& title, const QString& help)
{
    for (QWidget* field : findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        const auto* button = qobject_cast<QPushButton*>(field);
        field->setAccessibleName(button ? QStringLiteral("%1: %2").arg(title, button->text()) : title);
        field->setAccessibleDescription(help);
    }
}

void PreferenceField::add(QWidget* field, int stretch)
{
    static_cast<QHBoxLayout*>(layout())->addWidget(field, stretch);
    if (!focusProxy())
        setFocusProxy(field);
}

void PreferenceField::build(const Preference::Choice& choice)
{
    auto* box = new ChoiceField(this);
    for (const auto& [value, text] : choice.values)
        box->addItem(text, value);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents); // there are few, and each is read whole
    add(box);
    connect(box, &QComboBox::activated, this, [this, box] { emit edited(box->currentData()); });
    m_show = [box](const QVariant& value) { box->setCurrentIndex(box->findData(value)); };
}

void PreferenceField::build(const Preference::Number& number)
{
    auto* box = new CountField(this);
    box->setRange(int(number.least), int(number.most));
    box->setSingleStep(int(number.step));
    box->setSuffix(number.unit);
    box->setSpecialValueText(number.leastMeans);
    box->setKeyboardTracking(false); // 125 is not 1, then 12
    add(box);
    connect(box, &QSpinBox::valueChanged, this, [this](int value) { emit edited(double(value)); });
    m_show = [box](const QVariant& value) {
        const QSignalBlocker blocker(box);
        box->setValue(int(std::lround(value.toDouble())));
    };
}

void PreferenceField::build(const Preference::Folder& folder)
{
    auto* line = new QLineEdit(this);
    line->setReadOnly(true);
    line->setPlaceholderText(folder.emptyMeans);
    line->setMinimumWidth(leastTextWidth);
    auto* choose = new QPushButton(tr("Choose…"), this);
    add(choose);
    static_cast<QHBoxLayout*>(layout())->insertWidget(0, line, 1);
    connect(choose, &QPushButton::clicked, this, [this, line] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Choose a folder"), line->text());
        if (!chosen.isEmpty())
            emit edited(chosen);
    });
    m_show = [line](const QVariant& value) { line->setText(value.toString()); };
}

void PreferenceField::build(const Preference::Line& kind)
{
    auto* line = new QLineEdit(this);
    line->setPlaceholderText(kind.emptyMeans);
    line->setMinimumWidth(leastTextWidth);
    add(line, 1);
    connect(line, &QLineEdit::editingFinished, this, [this, line, problemOf = kind.problemOf] {
        const QString problem = problemOf ? problemOf(line->text()) : QString();
        emit refused(problem);
        if (problem.isEmpty())
            emit edited(line->text().trimmed());
    });
    m_show = [line](const QVariant& value) { line->setText(value.toString()); };
}
