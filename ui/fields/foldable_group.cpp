#include "ui/fields/foldable_group.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

FoldableGroup::FoldableGroup(const QString& title, const QString& help, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_heading(new QToolButton(this))
    , m_summary(new QLabel(this))
    , m_content(new QWidget(this))
    , m_column(new QVBoxLayout(m_content))
{
    m_heading->setCheckable(true);
    m_heading->setStyleSheet(QStringLiteral("QToolButton { padding-left: 0; font-weight: 600; background: transparent;"
                                            " border-color: transparent; }"
                                            "QToolButton:focus { border-color: palette(highlight); }"));
    m_heading->setToolTip(help);
    m_heading->setAccessibleName(title);
    m_heading->setAccessibleDescription(help);
    m_summary->setProperty("muted", true);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_column->setContentsMargins(0, 2, 0, 6);
    m_column->setSpacing(8);

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_heading);
    row->addWidget(m_summary, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_content);

    connect(m_heading, &QToolButton::toggled, this, &FoldableGroup::showHeading);
    showHeading();
}

void FoldableGroup::setOpen(bool open)
{
    m_heading->setChecked(open);
}

bool FoldableGroup::isOpen() const
{
    return m_heading->isChecked();
}

void FoldableGroup::setSummary(const QString& words)
{
    m_words = words;
    m_heading->setAccessibleDescription(words);
    showSummary();
}

void FoldableGroup::setHasProblem(bool hasProblem)
{
    m_hasProblem = hasProblem;
    showSummary();
}

void FoldableGroup::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showSummary();
}

void FoldableGroup::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showSummary();
}

void FoldableGroup::showHeading()
{
    m_heading->setText((isOpen() ? QStringLiteral("▾ ") : QStringLiteral("▸ ")) + m_title);
    m_content->setVisible(isOpen());
    showSummary();
}

void FoldableGroup::showSummary()
{
    const int room = std::max(0, width() - m_heading->sizeHint().width() - 8);
    QString words = m_summary->fontMetrics().elidedText(m_words, Qt::ElideRight, room).toHtmlEscaped();
    if (m_hasProblem)
        words = QStringLiteral("<span style=\"color:%1\">%2</span>").arg(theme().error.name(), words);
    m_summary->setText(words);
    m_summary->setToolTip(m_words);
}
