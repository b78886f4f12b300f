#pragma once

#include "engine/drawing/strokes.h"

#include <cstddef>
#include <vector>

/// A stroke in pad cells [0, 28] with the width it shows at each of its points, in cells.
struct InkStroke
{
    engine::Stroke points;
    std::vector<float> widths; ///< as many as points

    bool operator==(const InkStroke&) const = default;
};

using Drawing = std::vector<InkStroke>;

/// The ink without what an eraser of this width, moved along path, touches of its visible width.
Drawing erased(const Drawing& ink, const engine::Stroke& path, float eraserWidth);

/// The ink of every step back and forth. There is always a current one; at first it is empty.
class DrawingHistory
{
public:
    const Drawing& current() const { return m_states[m_index]; }
    /// Makes ink the current state and forgets what was undone. No step when nothing changed.
    void push(Drawing ink);
    void undo();
    void redo();
    bool canUndo() const { return m_index > 0; }
    bool canRedo() const { return m_index + 1 < m_states.size(); }

private:
    std::vector<Drawing> m_states{Drawing{}};
    std::size_t m_index = 0;
};
