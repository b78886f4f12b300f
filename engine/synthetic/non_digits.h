#pragma once

#include "engine/data/dataset.h"
#include "engine/drawing/strokes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace engine {

/// What people draw, by purpose or not, that is no digit.
enum class NonDigitKind { Letter, Symbol, Hangul, Scribble, Dots, CrossedOut, SeveralDigits, Lines };

inline constexpr std::array nonDigitKinds{NonDigitKind::Letter,   NonDigitKind::Symbol, NonDigitKind::Hangul,
                                          NonDigitKind::Scribble, NonDigitKind::Dots,   NonDigitKind::CrossedOut,
                                          NonDigitKind::SeveralDigits, NonDigitKind::Lines};
/// "letters", "scribbles", …: for people.
std::string_view nameOf(NonDigitKind kind);

/// Two halves that share no letter, no symbol and no way to scribble: one to train on, the other to test with.
enum class NonDigitFamily { Training, Test };

struct NonDigit
{
    NonDigitKind kind{};
    std::vector<Stroke> strokes; ///< in 100×100 units or so
};

/// Letters and signs that no digit could be taken for (there is no O, I, Z, S, q, …), scribbles, dots, digits that were
/// crossed out or stand two in one place, lines. The same seed, index and family give the same strokes.
NonDigit nonDigit(std::uint64_t seed, std::uint64_t index, NonDigitFamily family = NonDigitFamily::Training);
std::vector<Stroke> nonDigitStrokes(std::uint64_t seed, std::uint64_t index,
                                    NonDigitFamily family = NonDigitFamily::Training);

/// count of them, labelled noClass, drawn with pens of varying width through MNIST's recipe.
Dataset nonDigits(std::size_t count, std::uint64_t seed, NonDigitFamily family = NonDigitFamily::Training);

} // namespace engine
