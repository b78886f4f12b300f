#pragma once

#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>
#include <vector>

/// What a network predicts for the drawing, and whether that means anything.
struct Prediction
{
    enum class Kind {
        Empty, ///< no drawing
        Untrained, ///< probabilities of weights that were never trained
        Trained,
        Rejected ///< trained, and too unsure of all classes: the drawing is of none of them
    };
    Kind kind = Kind::Empty;
    std::vector<float> probabilities; ///< one a class, of sum 1; none when Empty
};

/// The prediction in words that claim no more than it does.
struct Verdict
{
    std::optional<std::size_t> best = {}; ///< to be shown large; nullopt where naming one would mislead
    QString phrase = {}; ///< "Probably a 3"
    bool isDoubtful = false; ///< no answer to rely on
};

/// The likeliest from 0.9 on is said outright, from 0.6 on "probably", below that as a question with the second: "3 or
/// 8?"; below 0.3, or rejected, nothing is named.
Verdict verdictOf(const Prediction& prediction, const QStringList& classNames);
