#pragma once

#include "engine/message.h"

#include <memory>
#include <stdexcept>
#include <utility>

namespace engine {

/// The world handed us something broken: a file, a network, a diverging loss. Its message is one sentence for the
/// user that says what was expected, what was found, and, where it helps, what to do; what() is that in English.
struct Error : std::runtime_error
{
    explicit Error(Message message)
        : std::runtime_error(message.text())
        , m_message(std::make_shared<const Message>(std::move(message)))
    {
    }

    /// As Message takes them: ShapeError("expected one row of features, got %1", input.text()).
    template<typename... Values>
    explicit Error(const char* english, const Values&... values)
        : Error(Message(english, values...))
    {
    }

    const Message& message() const { return *m_message; }

private:
    std::shared_ptr<const Message> m_message; // shared: to copy an exception must not throw
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
