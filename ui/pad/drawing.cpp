#include "ui/pad/drawing.h"

#include <QtGlobal>

#include <algorithm>

namespace {

constexpr std::size_t mostSteps = 500;

/// The points that a piece shares with the stroke keep their widths; where it was cut it has its neighbour's.
std::vector<float> widthsOfPiece(const engine::Stroke& piece, const InkStroke& stroke, std::size_t& from)
{
    std::vector<float> widths;
    for (const engine::PenPoint point : piece) {
        const auto rest = stroke.points.begin() + std::ptrdiff_t(from);
        const auto kept = std::find(rest, stroke.points.end(), point);
        if (kept != stroke.points.end())
            from = std::size_t(kept - stroke.points.begin());
        widths.push_back(stroke.widths[std::min(from, stroke.widths.size() - 1)]);
    }
    return widths;
}

} // namespace

Drawing erased(const Drawing& ink, const engine::Stroke& path, float eraserWidth)
{
    Drawing left;
    for (const InkStroke& stroke : ink) {
        if (stroke.points.empty())
            continue;
        const float inkWidth = *std::max_element(stroke.widths.begin(), stroke.widths.end());
        std::size_t from = 0;
        for (engine::Stroke& piece : engine::erase({stroke.points}, path, (eraserWidth + inkWidth) / 2)) {
            std::vector<float> widths = widthsOfPiece(piece, stroke, from);
            left.push_back({.points = std::move(piece), .widths = std::move(widths)});
        }
    }
    return left;
}

void DrawingHistory::push(Drawing ink)
{
    if (ink == current())
        return;
    m_states.resize(m_index + 1);
    m_states.push_back(std::move(ink));
    if (m_states.size() > mostSteps)
        m_states.erase(m_states.begin());
    m_index = m_states.size() - 1;
}

void DrawingHistory::undo()
{
    Q_ASSERT(canUndo());
    --m_index;
}

void DrawingHistory::redo()
{
    Q_ASSERT(canRedo());
    ++m_index;
}
