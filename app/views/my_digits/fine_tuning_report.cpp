#include "app/views/my_digits/fine_tuning_report.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace {

QString count(int number)
{
    return QLocale(QLocale::English).toString(number);
}

QString lineOf(const QString& name, const BeforeAndAfter& set)
{
    const double points = set.samples > 0 ? 100.0 * (set.after - set.before) / set.samples : 0;
    QString change = FineTuningReport::tr("unchanged");
    if (set.after != set.before)
        change = FineTuningReport::tr("%1%2 points").arg(points > 0 ? QStringLiteral("+") : QStringLiteral("−")).arg(std::abs(points), 0, 'f', 2);
    return FineTuningReport::tr("<b>%1</b>: %2 → <b>%3</b> right of %4 (%5)").arg(name, count(set.before), count(set.after), count(set.samples), change);
}

} // namespace

FineTuningReport::FineTuningReport(QWidget* parent)
    : QFrame(parent)
    , m_hand(new QLabel(this))
    , m_mine(new QLabel(this))
    , m_test(new QLabel(this))
    , m_verdict(new QLabel(this))
    , m_flips(new DigitGrid(this))
    , m_undo(new QPushButton(tr("Undo"), this))
{
    setObjectName(QStringLiteral("learningReport"));
    m_mine->setObjectName(QStringLiteral("mineLine"));
    m_test->setObjectName(QStringLiteral("testLine"));
    m_verdict->setObjectName(QStringLiteral("verdictLine"));
    m_hand->setObjectName(QStringLiteral("handLine"));
    for (QLabel* label : {m_hand, m_mine, m_test, m_verdict})
        label->setWordWrap(true);
    m_verdict->setProperty("muted", true);
    m_flips->setObjectName(QStringLiteral("flips"));
    m_flips->setAccessibleName(tr("Test digits that are read differently now"));
    m_flips->setSelectionMode(QAbstractItemView::SingleSelection);
    m_undo->setObjectName(QStringLiteral("undoLearning"));
    m_undo->setToolTip(tr("Back to the weights from before"));
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("closeReport"));
    close->setIcon(icon(Icon::Close));
    close->setToolTip(tr("Close this report; what was learnt stays"));
    close->setAccessibleName(tr("Close"));

    auto* lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(m_hand);
    lines->addWidget(m_mine);
    lines->addWidget(m_test);
    lines->addWidget(m_verdict);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addLayout(lines, 1);
    head->addWidget(m_undo, 0, Qt::AlignTop);
    head->addWidget(close, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 8, 8);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_flips);

    connect(m_undo, &QPushButton::clicked, this, &FineTuningReport::undoRequested);
    connect(close, &QToolButton::clicked, this, &FineTuningReport::dismissed);
    connect(m_flips, &QListWidget::itemActivated, this, [this] {
        const auto ids = m_flips->selectedIds();
        if (!ids.empty())
            emit flipChosen(ids.front());
    });
    paintCard();
}

void FineTuningReport::setOutcome(const FineTuningOutcome& outcome)
{
    m_hand->setVisible(!outcome.hand.isEmpty());
    m_hand->setText(tr("<b>Your handwriting</b>: %1. From now on your drawings are straightened before they are read; "
                       "turn that off with the button under the pad while others draw.").arg(outcome.hand.toHtmlEscaped()));
    m_mine->setText(lineOf(tr("My digits"), outcome.mine));
    m_test->setText(lineOf(tr("Test digits of %1").arg(outcome.testName.toHtmlEscaped()), outcome.test));
    QString verdict;
    if (outcome.forgotten == 0 && outcome.gained == 0)
        verdict = tr("No test digit is read differently now: nothing was forgotten.");
    else
        verdict = tr("Test digits forgotten: %1, newly read right: %2.").arg(count(outcome.forgotten), count(outcome.gained));
    if (outcome.way < 1)
        verdict += tr(" Only %1 % of the change to the weights is used: with more, the test digits would be read "
                      "worse. More drawings of your own would help.").arg(std::lround(100 * outcome.way));
    verdict += tr(" It took %1 s.").arg(outcome.seconds, 0, 'f', 1);
    if (int(outcome.flips.size()) < outcome.forgotten + outcome.gained)
        verdict += tr(" Here are the first %1 of them:").arg(outcome.flips.size());
    m_verdict->setText(verdict);
    m_flips->setTiles(outcome.flips);
    m_flips->setVisible(!outcome.flips.empty());
    const int row = fontMetrics().height() + 56 + 22;
    m_flips->setFixedHeight(outcome.flips.size() > 6 ? 2 * row : row + 6);
}

QString FineTuningReport::text() const
{
    const QStringList lines{m_mine->text(), m_test->text(), m_verdict->text()};
    return (m_hand->isHidden() ? lines : QStringList(m_hand->text()) + lines).join(QLatin1Char('\n'));
}

void FineTuningReport::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        paintCard();
    QFrame::changeEvent(event);
}

void FineTuningReport::paintCard()
{
    const QString sheet = QStringLiteral("#learningReport { background: %1; border: 1px solid %2; border-radius: 8px; }")
                              .arg(theme().raised.name(), theme().accent.name());
    if (styleSheet() != sheet) // setting it changes the palette, which leads back here
        setStyleSheet(sheet);
}
