#include "ui/panels/preset_card.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace {

int cardPadding()
{
    return scaled(12);
}

int cardGap()
{
    return scaled(6);
}

int sketchHeight()
{
    return scaled(44);
}

constexpr int wrapping = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

QFont headingOf(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

PresetCard::PresetCard(Content content, QWidget* parent)
    : QAbstractButton(parent)
    , m_content(std::move(content))
    , m_start(new QPushButton(tr("Start"), this))
{
    setObjectName(QStringLiteral("card.") + m_content.name);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred); // as high as its neighbours
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_start->setObjectName(QStringLiteral("start.") + m_content.name);
    m_start->setFocusPolicy(Qt::NoFocus); // Enter on the card does the same
    m_start->setToolTip(tr("Makes a new %1 and trains it").arg(m_content.name));
    connect(m_start, &QPushButton::clicked, this, &PresetCard::startRequested);
    connect(this, &QAbstractButton::toggled, this, [this](bool isChosen) {
        m_start->setProperty("primary", isChosen);
        m_start->style()->unpolish(m_start);
        m_start->style()->polish(m_start);
        update();
    });
    describe();
}

void PresetCard::setTime(const QString& time)
{
    if (time == m_time)
        return;
    m_time = time;
    describe();
    updateGeometry();
    update();
}

QString PresetCard::factsText() const
{
    QStringList facts = m_content.facts;
    if (!m_time.isEmpty())
        facts += m_time;
    return facts.join(tr(" · ")).replace(QStringLiteral(" %"), QStringLiteral("\u00a0%"));
}

void PresetCard::describe()
{
    setAccessibleName(m_content.name);
    setAccessibleDescription(QStringLiteral("%1 %2").arg(m_content.sentence, factsText()));
}

QSize PresetCard::sizeHint() const
{
    const int width = 30 * fontMetrics().averageCharWidth() + 2 * cardPadding();
    return {width, heightForWidth(width)};
}

int PresetCard::textWidth(int width) const
{
    return width - 2 * cardPadding();
}

int PresetCard::heightForWidth(int width) const
{
    const QRect endless(0, 0, textWidth(width), 10'000);
    const int heading = QFontMetrics(headingOf(font())).height();
    const int sentence = fontMetrics().boundingRect(endless, wrapping, m_content.sentence).height();
    const int facts = std::max(2 * fontMetrics().height(), // always room for two lines: the time comes later
                               fontMetrics().boundingRect(endless, wrapping, factsText()).height());
    return cardPadding() + sketchHeight() + cardGap() + heading + 2 + sentence + cardGap() + facts + cardGap() + m_start->sizeHint().height() + cardPadding();
}

void PresetCard::placeButton()
{
    const QSize size = m_start->sizeHint();
    m_start->setGeometry(width() - cardPadding() - size.width(), height() - cardPadding() - size.height(), size.width(), size.height());
}

void PresetCard::resizeEvent(QResizeEvent* event)
{
    QAbstractButton::resizeEvent(event);
    placeButton();
}

void PresetCard::changeEvent(QEvent* event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
        placeButton();
    }
}

void PresetCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit startRequested();
    else
        QAbstractButton::keyPressEvent(event);
}

void PresetCard::mouseDoubleClickEvent(QMouseEvent*)
{
    emit startRequested();
}

void PresetCard::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool stands = isChecked() || hasFocus();
    painter.setPen(QPen(stands ? t.accent : underMouse() ? t.mutedText : t.border, scaled(stands ? 2 : 1)));
    painter.setBrush(isChecked() ? mixed(t.raised, t.accent, 0.08f) : t.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), scaled(8), scaled(8));

    QRect room = rect().adjusted(cardPadding(), cardPadding(), -cardPadding(), -cardPadding());
    paintNetworkSketch(painter, QRectF(room.left(), room.top(), room.width(), sketchHeight()), m_content.layers);
    room.setTop(room.top() + sketchHeight() + cardGap());
    painter.setPen(t.text);
    painter.setFont(headingOf(font()));
    painter.drawText(room, wrapping, m_content.name);
    room.setTop(room.top() + painter.fontMetrics().height() + 2);
    painter.setFont(font());
    QRect used;
    painter.drawText(room, wrapping, m_content.sentence, &used);
    room.setTop(used.bottom() + cardGap());
    painter.setPen(t.mutedText);
    painter.drawText(room, wrapping, factsText());
}
