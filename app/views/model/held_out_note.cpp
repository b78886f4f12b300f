#include "app/views/model/held_out_note.h"

#include "engine/data/validation_split.h"
#include "ui/charts/number_text.h"

HeldOutNote::HeldOutNote(QWidget* parent)
    : QLabel(parent)
{
    setObjectName(QStringLiteral("heldOut"));
    setProperty("muted", true);
    setWordWrap(true);
}

void HeldOutNote::setSamples(const TrainingSamples& samples)
{
    m_samples = samples;
    showText();
}

void HeldOutNote::setShare(double share)
{
    m_share = share;
    showText();
}

void HeldOutNote::showText()
{
    if (m_samples.count == 0) {
        clear();
        return;
    }
    const std::size_t held = m_samples.count - engine::trainingSamples(m_samples.count, m_share);
    const QString all = m_samples.areDigits ? tr("the %1 training digits") : tr("the %1 training samples");
    QString words = tr("%1 of %2").arg(held > 0 ? countText(held) : tr("None"), all.arg(countText(m_samples.count)));
    if (m_samples.keptApart > 0)
        words += tr(", and %1 that the data keep apart").arg(countText(m_samples.keptApart));
    setText(words);
}
