#pragma once

#include "engine/drawing/strokes.h"

#include <QObject>

#include <array>
#include <vector>

/// The ink of the pad: paper for a digit and a wide one for a number, in cells of the pad. The pad's view writes here what is
/// drawn; whoever else changes it is followed by the view.
class PadStrokes : public QObject
{
    Q_OBJECT

public:
    enum class Paper { Digit, Number };

    /// Of both papers, as a session keeps them.
    struct Ink
    {
        std::vector<engine::Stroke> digit;
        std::vector<engine::Stroke> number;

        bool operator==(const Ink&) const = default;
    };

    using QObject::QObject;

    const Ink& ink() const { return m_ink; }
    /// Of the paper that is in use.
    const std::vector<engine::Stroke>& strokes() const { return isWide() ? m_ink.number : m_ink.digit; }
    Paper paper() const { return m_paper; }
    bool isWide() const { return m_paper == Paper::Number; }

    void setStrokes(std::vector<engine::Stroke> strokes);
    void setPaper(Paper paper);
    void setInk(Ink ink);

signals:
    /// What is drawn, or on which paper.
    void changed();

private:
    Ink m_ink;
    Paper m_paper = Paper::Digit;
};
