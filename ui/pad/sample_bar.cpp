#include "ui/pad/sample_bar.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

namespace {

QToolButton* addButton(QHBoxLayout* row, QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setAccessibleName(action->text()); // not its sign
    button->setAutoRaise(true);
    row->addWidget(button);
    return button;
}

} // namespace

SampleBar::SampleBar(QWidget* parent)
    : QWidget(parent)
    , m_previous(new QAction(tr("Previous test digit"), this))
    , m_next(new QAction(tr("Next test digit"), this))
    , m_drawing(new QAction(tr("Back to the drawing"), this))
    , m_label(new QLabel(this))
{
    m_previous->setIconText(tr("◀"));
    m_previous->setShortcut(Qt::Key_Left);
    m_previous->setToolTip(tr("The previous test digit (Left)"));
    m_next->setIconText(tr("▶"));
    m_next->setShortcut(Qt::Key_Right);
    m_next->setToolTip(tr("The next test digit (Right)"));
    m_drawing->setIconText(tr("✎"));
    m_drawing->setToolTip(tr("Back to the drawing (Home)"));
    m_drawing->setShortcut(Qt::Key_Home);
    m_label->setAlignment(Qt::AlignCenter);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name makes the panel no wider

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    addButton(row, m_previous);
    row->addWidget(m_label, 1);
    m_back = addButton(row, m_drawing);
    addButton(row, m_next);

    connect(m_previous, &QAction::triggered, this, [this] { step(-1); });
    connect(m_next, &QAction::triggered, this, [this] { step(1); });
    connect(m_drawing, &QAction::triggered, this, &SampleBar::drawingRequested);
    reserveRoom();
    showDrawing();
    setSampleCount(0);
}

/// For what is said most of the time; beside a wide pad there would be little.
void SampleBar::reserveRoom()
{
    m_label->setMinimumWidth(m_label->fontMetrics().horizontalAdvance(tr("test digit 12: 7")) + 4);
}

void SampleBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        reserveRoom();
}

void SampleBar::showDrawing()
{
    m_index.reset();
    showBack(false);
    setText(tr("your drawing"), tr("All pages show your drawing; Left and Right go through the test digits."));
}

void SampleBar::showPicture(const QString& name)
{
    m_index.reset();
    showBack(false);
    setText(tr("your picture"), tr("All pages show what is read of %1; Left and Right go through the test digits.").arg(name));
}

void SampleBar::showTestDigit(std::size_t index, const QString& className, bool isDigit)
{
    m_index = index;
    showBack(true);
    const QString number = QLocale(QLocale::English).toString(qulonglong(index) + 1);
    if (isDigit)
        setText(tr("test digit %1: %2").arg(number, className),
                tr("All pages show test digit %1, labelled %2.").arg(index + 1).arg(className));
    else
        setText(tr("test %1: %2").arg(number, className),
                tr("All pages show test picture %1, labelled %2.").arg(index + 1).arg(className));
}

void SampleBar::showPoint(std::size_t index, const QString& name)
{
    m_index = index;
    showBack(true);
    setText(name, tr("Point %1 of %2: what the network is given, and what it should answer. Left and Right go through "
                     "them.")
                      .arg(index + 1)
                      .arg(m_count));
}

void SampleBar::setSampleCount(std::size_t count)
{
    m_count = count;
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
}

void SampleBar::setHasDrawing(bool hasDrawing)
{
    m_hasDrawing = hasDrawing;
    showBack(m_index.has_value());
}

void SampleBar::showBack(bool isPossible)
{
    m_drawing->setEnabled(isPossible && m_hasDrawing);
    m_back->setVisible(isPossible && m_hasDrawing);
}

void SampleBar::setText(const QString& text, const QString& tip)
{
    m_text = text;
    m_label->setToolTip(tip);
    fitText();
}

void SampleBar::fitText()
{
    layout()->activate(); // buttons may have come or gone
    const bool isTooLong = isVisible() && m_label->fontMetrics().horizontalAdvance(m_text) > m_label->width();
    m_label->setText(isTooLong ? m_label->fontMetrics().elidedText(m_text, Qt::ElideRight, m_label->width()) : m_text);
}

void SampleBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitText();
}

void SampleBar::step(int by)
{
    if (m_count == 0)
        return;
    const std::size_t next = m_index ? (*m_index + m_count + std::size_t(std::ptrdiff_t(by))) % m_count
                             : by > 0 ? 0
                                      : m_count - 1;
    emit testDigitRequested(next);
}
