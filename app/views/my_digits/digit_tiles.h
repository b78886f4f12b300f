#pragma once

#include "app/session/my_digit_predictions.h"
#include "app/views/my_digits/my_digits_panel.h"

#include "engine/io/digit_set.h"

#include <memory>
#include <vector>

/// The user's digits as the panel shows them: which pass its filter, how many there are of each, and what is predicted of
/// them. Each has an id that stays with it while its label changes, so that the selection stays.
class DigitTiles
{
public:
    using Digit = std::shared_ptr<const engine::UserDigit>;

    /// Borrowed; it must outlive this.
    explicit DigitTiles(const MyDigitPredictions& predictions);

    void setDigits(const engine::UserDigits& digits);
    std::vector<DigitTile> tiles(const DigitFilter& filter) const;
    DigitCounts counts() const;
    /// Those that pass, or of these ids where there are any.
    engine::UserDigits digits(const DigitFilter& filter, const std::vector<quint64>& ids) const;
    /// Places among the digits, from 0; of those that are there.
    std::vector<std::size_t> places(const std::vector<quint64>& ids) const;

private:
    DigitTile tileOf(std::size_t place) const;
    bool isWrong(const Digit& digit) const;
    bool passes(const Digit& digit, const DigitFilter& filter) const;

    const MyDigitPredictions& m_predictions;
    engine::UserDigits m_digits;
    std::vector<quint64> m_ids; ///< one a digit
    quint64 m_lastId = 0;
};
