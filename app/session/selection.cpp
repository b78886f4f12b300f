#include "app/session/selection.h"

#include <utility>

std::optional<std::size_t> Selection::testDigit() const
{
    const auto* sample = std::get_if<DatasetSample>(&m_sample);
    return sample && sample->split == DatasetSample::Split::Test ? std::optional(sample->index) : std::nullopt;
}

void Selection::selectSample(const Sample& sample)
{
    if (sample != std::exchange(m_sample, sample))
        emit sampleChanged();
}

void Selection::selectUnit(std::optional<Unit> unit)
{
    if (unit != std::exchange(m_unit, unit))
        emit unitChanged();
}

void Selection::selectStep(std::optional<std::uint64_t> step)
{
    if (step != std::exchange(m_step, step))
        emit stepChanged();
}

void Selection::askForClass(std::optional<int> label)
{
    if (label != std::exchange(m_askedClass, label))
        emit askedClassChanged();
}
