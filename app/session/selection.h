#pragma once

#include "app/session/runs.h"
#include "app/session/sample.h"

#include <QObject>

#include <cstddef>
#include <cstdint>
#include <optional>

/// A network at one step; no step: now.
struct Moment
{
    RunId run = 0;
    std::optional<std::uint64_t> step{};

    bool operator==(const Moment&) const = default;
};

/// What all views look at: one sample, one unit, one step, one class that is asked for. Views write here what a person
/// chooses, and follow by Inspection, which tells when everything fits together.
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

    const Sample& sample() const { return m_sample; }
    /// A digit of the test set; nothing: another sample.
    std::optional<std::size_t> testDigit() const;
    std::optional<Unit> unit() const { return m_unit; }
    /// A past step whose weights are shown; nothing: now.
    std::optional<std::uint64_t> step() const { return m_step; }
    /// "Why 3?": the class that explanations are of; nothing: the predicted one.
    std::optional<int> askedClass() const { return m_askedClass; }

    void selectSample(const Sample& sample);
    void selectDrawing() { selectSample(PadDrawing{}); }
    void selectTestDigit(std::size_t index) { selectSample(DatasetSample{.index = index}); }
    void selectUnit(std::optional<Unit> unit);
    void selectStep(std::optional<std::uint64_t> step);
    void askForClass(std::optional<int> label);

signals:
    void sampleChanged();
    void unitChanged();
    void stepChanged();
    void askedClassChanged();

private:
    Sample m_sample;
    std::optional<Unit> m_unit;
    std::optional<std::uint64_t> m_step;
    std::optional<int> m_askedClass;
};
