#pragma once

#include <QObject>

#include <cstddef>
#include <optional>

/// What all views look at: one sample, one unit, one step. Whatever changes one of the three, every view follows by
/// listening here; none of them knows another.
class Selection : public QObject
{
    Q_OBJECT

public:
    /// A neuron, or a channel of a map: what leaves layer `layer`, counted as in the Sequential.
    struct Unit
    {
        std::size_t layer = 0;
        std::size_t index = 0;

        bool operator==(const Unit&) const = default;
    };

    using QObject::QObject;

    /// A digit of the test set; nothing: the drawing.
    std::optional<std::size_t> testDigit() const { return m_testDigit; }
    std::optional<Unit> unit() const { return m_unit; }
    /// A past step whose weights are shown; nothing: now.
    std::optional<quint64> step() const { return m_step; }

    void selectDrawing();
    void selectTestDigit(std::size_t index);
    void selectUnit(std::optional<Unit> unit);
    void selectStep(std::optional<quint64> step);

signals:
    void sampleChanged();
    void unitChanged();
    void stepChanged();

private:
    std::optional<std::size_t> m_testDigit;
    std::optional<Unit> m_unit;
    std::optional<quint64> m_step;
};
