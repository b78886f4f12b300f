#pragma once

#include <stdexcept>

namespace engine {

/// The world handed us something broken: a file, a network, a diverging loss. Its text is one sentence for the
/// user that says what was expected, what was found, and, where it helps, what to do.
struct Error : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// Layers that do not fit together; the text names the layer and both shapes.
struct ShapeError : Error
{
    using Error::Error;
};

/// An unknown name, or a setting outside its range.
struct SettingError : Error
{
    using Error::Error;
};

/// A file that is missing, damaged, of another kind, or cannot be written; the text names the file.
struct FileError : Error
{
    using Error::Error;
};

/// The loss stopped being finite; the weights from before that step are kept.
struct DivergenceError : Error
{
    using Error::Error;
};

} // namespace engine
