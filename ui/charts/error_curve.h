#pragma once

#include "engine/model/records.h"

#include <QWidget>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// How well a layer reconstructs its input while it is pre-trained: the error of each batch, thin, and of held-out
/// pictures after each epoch, as dots. One layer at a time, on a logarithmic scale.
class ErrorCurve : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorCurve(QWidget* parent = nullptr);

    void clear();
    /// In order; those of another layer than the last begin a new curve.
    void append(std::span<const engine::PretrainingStepRecord> steps);
    void append(std::span<const engine::PretrainingEpochRecord> epochs);

    QSize sizeHint() const override { return {220, 96}; }
    QSize minimumSizeHint() const override { return {120, 72}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Of all that is shown; heights are powers of ten.
    struct Extent
    {
        std::uint64_t firstStep;
        std::uint64_t lastStep;
        double lowest;
        double highest;
    };

    void follow(std::size_t layer);
    std::optional<Extent> extent() const;

    std::size_t m_layer = 0;
    std::vector<engine::PretrainingStepRecord> m_steps; ///< of m_layer
    std::vector<engine::PretrainingEpochRecord> m_epochs;
};
