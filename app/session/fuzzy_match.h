#pragma once

#include <QStringView>

#include <optional>

/// How well letters, typed in a hurry, stand for text: 1 and more, the higher the better; nothing where text does not hold
/// them in this order. Whole words first, then beginnings of words, first letters of words, pieces, and letters with gaps.
/// Case does not matter. letters must not be empty.
std::optional<int> matchScore(QStringView letters, QStringView text);
