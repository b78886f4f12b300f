#pragma once

#include <QtGlobal>

#include <cstddef>
#include <variant>

/// What is drawn on the pad; of a number on the wide pad, the digit that is selected there.
struct PadDrawing
{
    bool operator==(const PadDrawing&) const = default;
};

/// A sample of the data in use.
struct DatasetSample
{
    enum class Split { Train, Test, Validation };
    Split split = Split::Test;
    std::size_t index = 0; ///< from 0

    bool operator==(const DatasetSample&) const = default;
};

/// One of the user's own digits, by its place in MyDigits.
struct UserDrawing
{
    std::size_t index = 0;

    bool operator==(const UserDrawing&) const = default;
};

/// The picture from outside: a file, the clipboard, a drop.
struct PictureSample
{
    bool operator==(const PictureSample&) const = default;
};

/// What every view looks at.
using Sample = std::variant<PadDrawing, DatasetSample, UserDrawing, PictureSample>;
