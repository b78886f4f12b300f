#include "ui/fields/field_label.h"

#include "ui/fields/setting_fields.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QFormLayout>

namespace {

constexpr int columnInLetters = 22;

QString colored(const QString& text, const QColor& color)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(color.name(), text);
}

QString markOf(Effect effect)
{
    return effect == Effect::Live ? colored(QStringLiteral("●"), theme().accent)
                                  : colored(QStringLiteral("○"), theme().mutedText);
}

} // namespace

void alignForm(QFormLayout& form)
{
    form.setHorizontalSpacing(8);
    form.setVerticalSpacing(4);
    form.setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form.setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

Legend::Legend(QWidget* parent)
    : QLabel(parent)
{
    setProperty("muted", true);
    showText();
}

void Legend::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showText();
    QLabel::changeEvent(event);
}

void Legend::showText()
{
    setText(tr("<small>%1 live, while it trains &nbsp; %2 with the next run</small>")
                .arg(markOf(Effect::Live), markOf(Effect::NextRun)));
}

FieldLabel::FieldLabel(const QString& text, Effect effect, QWidget* parent)
    : QLabel(parent)
    , m_text(text)
    , m_effect(effect)
{
    setTextFormat(Qt::RichText);
    keepMeasured(this, [this] {
        setMinimumWidth(fontMetrics().averageCharWidth() * columnInLetters);
        setMinimumHeight(fieldHeight(*this)); // so that it stands level with its field
    });
    setAccessibleName(text);
    showText();
}

void FieldLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showText();
    QLabel::changeEvent(event);
}

void FieldLabel::showText()
{
    setText(QStringLiteral("%1 <small>%2</small>").arg(m_text.toHtmlEscaped(), markOf(m_effect)));
}
