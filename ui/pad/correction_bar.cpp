#include "ui/pad/correction_bar.h"

#include "ui/style/elided_label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

CorrectionBar::CorrectionBar(QWidget* parent)
    : QWidget(parent)
    , m_notice(new ElidedLabel(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0); // the panel is narrow
    auto* question = new QLabel(tr("I drew a:"), this);
    question->setToolTip(tr("Read wrong? Say what you drew: the drawing is kept in My digits, from which the network can learn."));
    row->addWidget(question);
    row->addSpacing(4);
    for (int digit = 0; digit < 10; ++digit)
        add(digit, row);
    add(std::nullopt, row);
    m_notice->setObjectName(QStringLiteral("correctionNotice"));
    m_notice->setProperty("muted", true);
    m_notice->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // it must not widen the panel
    row->addSpacing(4);
    row->addWidget(m_notice, 1);
}

void CorrectionBar::add(std::optional<int> label, QHBoxLayout* row)
{
    auto* action = new QAction(label ? QString::number(*label) : tr("none"), this);
    action->setCheckable(true);
    action->setShortcut(label ? QKeySequence(Qt::Key_0 + *label) : QKeySequence(Qt::Key_X));
    action->setToolTip(label ? tr("Keep the drawing as a %1 in My digits (%1)").arg(*label)
                             : tr("Keep the drawing as no digit at all in My digits (X)"));
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setObjectName(label ? QStringLiteral("itsA%1").arg(*label) : QStringLiteral("itsNoDigit"));
    button->setAccessibleName(label ? tr("I drew a %1").arg(*label) : tr("Not a digit"));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(button);
    m_actions.push_back(action);
    connect(action, &QAction::triggered, this, [this, label, action] {
        action->setChecked(!action->isChecked()); // whether it is given is not for the button to say
        emit labelGiven(label);
    });
}

void CorrectionBar::setNotice(const QString& notice)
{
    m_notice->setText(notice);
    m_notice->setWholeOrNone(notice);
}

void CorrectionBar::setGiven(std::optional<Given> given)
{
    const int last = int(m_actions.size()) - 1; // that for no digit
    for (int i = 0; i <= last; ++i)
        m_actions[std::size_t(i)]->setChecked(given && given->digit.value_or(last) == i);
}
