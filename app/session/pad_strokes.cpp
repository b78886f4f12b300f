#include "app/session/pad_strokes.h"

#include <utility>

namespace {

/// Where the pen left nothing there is no stroke.
void dropEmpty(std::vector<engine::Stroke>& strokes)
{
    std::erase_if(strokes, [](const engine::Stroke& stroke) { return stroke.empty(); });
}

} // namespace

void PadStrokes::setStrokes(std::vector<engine::Stroke> strokes)
{
    dropEmpty(strokes);
    auto& own = isWide() ? m_ink.number : m_ink.digit;
    if (own == strokes)
        return;
    own = std::move(strokes);
    emit changed();
}

void PadStrokes::setPaper(Paper paper)
{
    if (paper != std::exchange(m_paper, paper))
        emit changed();
}

void PadStrokes::setInk(Ink ink)
{
    dropEmpty(ink.digit);
    dropEmpty(ink.number);
    if (ink != std::exchange(m_ink, ink))
        emit changed();
}
