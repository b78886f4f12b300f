#include "app/selection.h"

#include <utility>

void Selection::selectDrawing()
{
    if (std::exchange(m_testDigit, std::nullopt))
        emit sampleChanged();
}

void Selection::selectTestDigit(std::size_t index)
{
    if (std::exchange(m_testDigit, index) != index)
        emit sampleChanged();
}

void Selection::selectUnit(std::optional<Unit> unit)
{
    if (std::exchange(m_unit, unit) != unit)
        emit unitChanged();
}

void Selection::selectStep(std::optional<quint64> step)
{
    if (std::exchange(m_step, step) != step)
        emit stepChanged();
}
