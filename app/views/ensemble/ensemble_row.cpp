#include "app/views/ensemble/ensemble_row.h"

#include "ui/pad/small_bars.h"
#include "app/views/ensemble/ensemble_panel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

EnsembleRow::EnsembleRow(Kind kind, QWidget* parent)
    : QFrame(parent)
    , m_kind(kind)
    , m_name(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_accuracy(new QLabel(this))
    , m_bars(new SmallBars(this))
    , m_remove(new QToolButton(this))
{
    setObjectName(kind == Kind::Joint ? QStringLiteral("jointRow") : QStringLiteral("memberRow"));
    m_name->setProperty("heading", true);
    m_name->setObjectName(QStringLiteral("name"));
    m_detail->setProperty("muted", true);
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_accuracy->setObjectName(QStringLiteral("accuracy"));
    m_accuracy->setToolTip(tr("Accuracy on the test data"));
    m_remove->setObjectName(QStringLiteral("removeMember"));
    m_remove->setIcon(icon(Icon::Close));
    m_remove->setToolTip(tr("Remove this network from the ensemble"));
    m_remove->setAccessibleName(tr("Remove"));
    QSizePolicy sameForAll = m_remove->sizePolicy(); // so that the bars of all rows stand beneath one another
    sameForAll.setRetainSizeWhenHidden(true);
    m_remove->setSizePolicy(sameForAll);
    m_remove->setVisible(kind == Kind::Member);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 8, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(0);
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_detail, 1, 0);
    grid->addWidget(m_accuracy, 2, 0);
    grid->addWidget(m_bars, 0, 1, 3, 1, Qt::AlignVCenter);
    grid->addWidget(m_remove, 0, 2, 3, 1, Qt::AlignVCenter);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    connect(m_remove, &QToolButton::clicked, this, &EnsembleRow::removeRequested);
    paintCard();
}

void EnsembleRow::setLine(const EnsembleLine& line)
{
    m_name->setText(line.name);
    m_detail->setText(line.detail);
    m_detail->setToolTip(line.detail);
    if (line.accuracy)
        m_accuracy->setText(tr("%1 % right").arg(100 * *line.accuracy, 0, 'f', 2));
    else
        m_accuracy->setText(line.isMeasuring ? tr("measuring…") : QStringLiteral("–"));
    m_bars->setClassNames(line.classNames);
    m_bars->setProbabilities(line.probabilities);
}

void EnsembleRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        paintCard();
    QFrame::changeEvent(event);
}

void EnsembleRow::paintCard()
{
    const Theme& t = theme();
    const QColor edge = m_kind == Kind::Joint ? t.accent : t.border;
    const QString sheet = QStringLiteral("#%1 { background: %2; border: 1px solid %3; border-radius: 8px; }")
                              .arg(objectName(), t.raised.name(), edge.name());
    if (styleSheet() != sheet) // setting it changes the palette, which leads back here
        setStyleSheet(sheet);
}
