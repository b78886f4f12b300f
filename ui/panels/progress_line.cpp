#include "ui/panels/progress_line.h"

#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int barSteps = 1000;

QString joined(const QStringList& parts)
{
    return parts.join(QStringLiteral(" · "));
}

} // namespace

ProgressLine::ProgressLine(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
{
    m_text->setSizePolicy(QSizePolicy::Ignored,
                          QSizePolicy::Preferred); // it fits itself to the room, not the reverse
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_bar->setAccessibleName(tr("Training progress"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addStretch();
    column->addWidget(m_text);
    column->addWidget(m_bar);
    column->addStretch();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setMinimumWidth(120);
    setState({});
}

void ProgressLine::setState(const TransportState& state)
{
    m_parts = progressParts(state);
    setToolTip(joined(m_parts));
    const bool isBusy = state.phase == TransportState::Phase::Evaluating && state.steps == 0;
    m_bar->setRange(0, isBusy ? 0 : barSteps);
    if (!isBusy) {
        const double share = state.steps > 0 ? double(state.step) / double(state.steps) : 0;
        m_bar->setValue(int(std::clamp(share, 0.0, 1.0) * barSteps));
    }
    m_bar->setAccessibleDescription(joined(m_parts));
    fitText();
}

QString ProgressLine::shownText() const
{
    return m_text->text();
}

void ProgressLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitText();
}

void ProgressLine::fitText()
{
    const QFontMetrics metrics = m_text->fontMetrics();
    QStringList fitting = m_parts;
    while (fitting.size() > 1 && metrics.horizontalAdvance(joined(fitting)) > width())
        fitting.removeAt(fitting.size() > 2 ? fitting.size() - 2
                                            : 1); // the last says how long it still takes
    m_text->setText(metrics.elidedText(joined(fitting), Qt::ElideRight, width()));
}
