#include "ui/panels/lower_edge.h"

#include <QEvent>
#include <QLayout>
#include <QWidget>

#include <algorithm>

namespace {

constexpr int cardDistance = 8; // from the window's edges
constexpr int widestCard = 760; // a line that can still be read

} // namespace

LowerEdge::LowerEdge(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
    window.installEventFilter(this);
}

void LowerEdge::add(QWidget& card)
{
    m_cards.push_back(&card);
    card.installEventFilter(this);
    place();
}

void LowerEdge::setClearance(int pixels)
{
    m_clearance = pixels;
    place();
}

void LowerEdge::raise()
{
    for (QWidget* card : m_cards)
        card->raise();
}

bool LowerEdge::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::Hide:
        raise();
        place();
        break;
    case QEvent::Resize:
        if (watched == &m_window)
            place();
        break;
    case QEvent::LayoutRequest:
    case QEvent::FontChange:
        if (watched != &m_window)
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
    const int width = std::min(m_window.width() - 2 * cardDistance, widestCard);
    int bottom = m_window.height() - cardDistance - m_clearance;
    for (QWidget* card : m_cards) {
        if (card->isHidden())
            continue;
        QLayout* layout = card->layout();
        const int needed = layout->hasHeightForWidth() ? layout->heightForWidth(width) : layout->sizeHint().height();
        const int height = std::clamp(needed, 0, std::max(0, bottom - cardDistance));
        card->setGeometry((m_window.width() - width) / 2, bottom - height, width, height);
        bottom -= height;
    }
    m_isPlacing = false;
}
