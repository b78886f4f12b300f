#pragma once

#include "engine/data/dataset.h"
#include "engine/train/evaluation.h"
#include "engine/train/objective.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// A data set that Trainer::readOn() reads part by part, with other work in between. What was read stands by part, so
/// the whole is the same, bit for bit, however it was cut. Parts are taken from all over the data, which may be sorted
/// by class: the first few already tell of all of it.
class GradualEvaluation
{
public:
    /// Of the first count samples of data, which must outlive it. rowsOfPart: read at a time.
    GradualEvaluation(const Dataset& data, std::size_t count, std::size_t rowsOfPart, bool namesClasses);

    struct Part
    {
        std::size_t index = 0;
        std::size_t begin = 0; ///< row of the data
        std::size_t rows = 0;
    };

    const Dataset& data() const { return *m_data; }
    bool isWhole() const { return m_unread.empty(); }

    // For who reads.
    std::size_t unread() const { return m_unread.size(); }
    /// The i-th of those that are unread; they stay so until forgetRead().
    Part unread(std::size_t i) const;
    /// Any thread; each part once. predictions: one a row; empty where outputs name no class.
    void enter(const Part& part, const LossSum& sum, std::span<const std::uint8_t> predictions);
    /// Once no thread reads.
    void forgetRead();

    /// Of what has been read; the confusion only of the whole.
    Evaluation result(const Objective& objective) const;

private:
    const Dataset* m_data;
    std::size_t m_samples;
    std::size_t m_rowsOfPart;
    std::vector<LossSum> m_sums; ///< one a part; of no samples while it is unread
    std::vector<std::uint8_t> m_predictions; ///< one a sample
    std::vector<std::size_t> m_unread; ///< in the order in which they are read
};

} // namespace engine
