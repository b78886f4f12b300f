#include "ui/panels/lower_edge.h"

#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QChildEvent>
#include <QComboBox>
#include <QLayout>
#include <QLineEdit>
#include <QScrollBar>
#include <QWidget>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace {

constexpr int cardDistance = 8; // from the window's edges
constexpr std::chrono::milliseconds untilLaidOut(50); ///< a page that has just been raised
constexpr double littleCovered = 0.25; ///< of a button: enough is left to hit
constexpr double priceOfPicture = 0.1; ///< of a place that lies on one, in buttons
constexpr double priceOfScrolling = 0.2; ///< to what can be scrolled away

enum class Side { Middle, Right, Left };

struct Spot
{
    int width;
    Side side;
    int height = 0; ///< above the edge, in cards
};

/// The first is a line that can still be read; the others fit beside a page, beneath the panels that stand there, or
/// over what ends a page.
constexpr std::array spots{Spot{760, Side::Middle},    Spot{408, Side::Right},    Spot{320, Side::Right},
                           Spot{408, Side::Middle},    Spot{408, Side::Left},     Spot{760, Side::Middle, 1},
                           Spot{408, Side::Right, 1}, Spot{408, Side::Middle, 1}};

int heightFor(const QWidget& card, int width)
{
    const QLayout* layout = card.layout();
    return layout->hasHeightForWidth() ? layout->heightForWidth(width) : layout->sizeHint().height();
}

/// Something that a hand goes for.
bool isForHands(const QWidget& widget)
{
    const bool isMade = qobject_cast<const QAbstractButton*>(&widget) || widget.focusPolicy() != Qt::NoFocus;
    return isMade && !qobject_cast<const QAbstractScrollArea*>(&widget) && !qobject_cast<const QScrollBar*>(&widget);
}

/// Not a field or a button, but something to look at: a curve, a pad.
bool isPicture(const QWidget& widget)
{
    return !qobject_cast<const QAbstractButton*>(&widget) && !qobject_cast<const QLineEdit*>(&widget)
        && !qobject_cast<const QAbstractSpinBox*>(&widget) && !qobject_cast<const QComboBox*>(&widget)
        && !qobject_cast<const QAbstractSlider*>(&widget);
}

/// What can be seen of it, and whether it can be scrolled away.
struct Seen
{
    QRect rect;
    bool canBeScrolled = false;
};

Seen seenOf(const QWidget& widget, const QWidget& window)
{
    Seen seen{QRect(widget.mapTo(&window, QPoint()), widget.size()) & window.rect()};
    for (const QWidget* parent = widget.parentWidget(); parent && parent != &window; parent = parent->parentWidget()) {
        seen.rect &= QRect(parent->mapTo(&window, QPoint()), parent->size());
        seen.canBeScrolled |= qobject_cast<const QAbstractScrollArea*>(parent) != nullptr;
    }
    return seen;
}

double areaOf(const QRect& rect)
{
    return rect.isEmpty() ? 0 : double(rect.width()) * double(rect.height());
}

} // namespace

LowerEdge::LowerEdge(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
    window.installEventFilter(this);
    for (QObject* child : window.children())
        if (child->isWidgetType())
            watch(*static_cast<QWidget*>(child));
    m_later.setSingleShot(true);
    m_later.setInterval(untilLaidOut);
    connect(&m_later, &QTimer::timeout, this, &LowerEdge::place);
}

/// Whatever is raised beside the cards is beneath them all the same.
void LowerEdge::watch(QWidget& sibling)
{
    sibling.removeEventFilter(this);
    sibling.installEventFilter(this);
}

void LowerEdge::add(QWidget& card)
{
    m_cards.push_back(&card);
    watch(card);
    place();
}

void LowerEdge::setClearance(int pixels)
{
    m_clearance = pixels;
    place();
}

void LowerEdge::raise()
{
    if (m_isRaising)
        return;
    m_isRaising = true;
    for (QWidget* card : m_cards)
        card->raise();
    m_isRaising = false;
}

bool LowerEdge::eventFilter(QObject* watched, QEvent* event)
{
    const bool isCard = std::ranges::find(m_cards, watched) != m_cards.end();
    switch (event->type()) {
    case QEvent::ChildPolished:
        if (QObject* child = static_cast<QChildEvent*>(event)->child(); watched == &m_window && child->isWidgetType()) {
            watch(*static_cast<QWidget*>(child));
            raise();
        }
        break;
    case QEvent::Show:
    case QEvent::Hide:
        raise();
        place();
        m_later.start();
        break;
    case QEvent::ZOrderChange:
        if (!isCard) // in a moment: a dock brings its tab to the front only where it finds itself on top
            QMetaObject::invokeMethod(this, &LowerEdge::raise, Qt::QueuedConnection);
        m_later.start();
        break;
    case QEvent::Resize:
        if (watched == &m_window)
            place();
        if (!isCard)
            m_later.start();
        break;
    case QEvent::LayoutRequest:
    case QEvent::FontChange:
        if (isCard)
            place();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void LowerEdge::place()
{
    if (m_isPlacing)
        return; // a card that is placed may ask for a layout
    m_isPlacing = true;
    int bottom = m_window.height() - cardDistance - m_clearance;
    for (QWidget* card : m_cards) {
        if (card->isHidden())
            continue;
        const QRect place = placeOf(*card, bottom);
        card->setGeometry(place);
        bottom = place.top();
    }
    m_isPlacing = false;
}

QRect LowerEdge::placeOf(QWidget& card, int bottom)
{
    const auto rectOf = [&](const Spot& spot) {
        const int width = std::min(m_window.width() - 2 * cardDistance, scaled(spot.width));
        const int height = std::clamp(heightFor(card, width), 0, std::max(0, bottom - cardDistance));
        const int left = spot.side == Side::Left ? cardDistance
            : spot.side == Side::Right           ? m_window.width() - cardDistance - width
                                                 : (m_window.width() - width) / 2;
        return QRect(left, std::max(cardDistance, bottom - (1 + spot.height) * height), width, height);
    };
    const auto known = m_spots.find(&card);
    if (card.isVisible() && known != m_spots.end() && card.underMouse())
        return rectOf(spots[known->second]); // a hand is on its way to it
    std::size_t best = 0;
    double least = covered(rectOf(spots[0]));
    for (std::size_t i = 1; i < spots.size() && least > 0; ++i)
        if (const double here = covered(rectOf(spots[i])); here < least) {
            best = i;
            least = here;
        }
    m_spots[&card] = best;
    return rectOf(spots[best]);
}

/// How many buttons and fields lie beneath, by the shares that do. Those that can be scrolled away count less, and so
/// does a picture.
double LowerEdge::covered(const QRect& place) const
{
    const auto isOfACard = [this](const QWidget* widget) {
        return std::ranges::any_of(m_cards,
                                   [&](const QWidget* card) { return card == widget || card->isAncestorOf(widget); });
    };
    double sum = 0;
    for (const auto* widget : m_window.findChildren<QWidget*>()) {
        if (!isForHands(*widget) || !widget->isVisibleTo(&m_window) || widget->window() != &m_window || isOfACard(widget))
            continue;
        const Seen seen = seenOf(*widget, m_window);
        if (isPicture(*widget))
            sum += priceOfPicture * areaOf(seen.rect & place) / areaOf(place);
        const double share = seen.rect.isEmpty() ? 0 : areaOf(seen.rect & place) / areaOf(seen.rect);
        if (share > littleCovered)
            sum += share * (seen.canBeScrolled ? priceOfScrolling : 1);
    }
    return sum;
}
