#pragma once

#include "app/cli/drawings.h"
#include "app/cli/json_line.h"

#include "engine/io/model_file.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace cli {

/// What a model says to a drawing.
struct Reading
{
    std::optional<int> prediction; ///< the likeliest class; nullopt without ink
    std::vector<float> probabilities; ///< one a class; empty without ink
    bool isDigit = false;
};

/// Reads them all at once. Throws engine::Error when the model reads pictures of another size, or is
/// an auto-encoder.
std::vector<Reading> readAll(const engine::SavedModel& model, std::span<const Drawing> drawings);

/// How well that went, over the drawings whose label is known.
struct Score
{
    std::size_t digits = 0; ///< labelled as a digit
    std::size_t correct = 0; ///< the likeliest class is the label, refused or not
    std::size_t digitsRefused = 0;
    std::size_t nonDigits = 0; ///< labelled as no digit
    std::size_t nonDigitsRefused = 0;

    std::size_t samples() const { return digits + nonDigits; }
};

Score scoreOf(std::span<const Drawing> drawings, std::span<const Reading> readings);

/// {"prediction", "probabilities", "is_digit"}, with "file" and "label" where they are known.
Json toJson(const Drawing& drawing, const Reading& reading);
/// {"samples", "accuracy", "digits_refused", "non_digits_refused"}: shares, null of nothing.
Json toJson(const Score& score);

} // namespace cli
