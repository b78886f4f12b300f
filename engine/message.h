#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace engine {

/// A sentence, or a part of one: a pattern with places %1 … %9, and what stands in them. So whoever shows it can say it
/// in another language, where the places may come in another order. text() is English.
struct Message
{
    std::string pattern;
    std::vector<Message> arguments;
    bool isVerbatim = false; ///< a name, a number, a file: the same in every language

    Message() = default;
    /// values: texts and numbers, which are the same in every language; or phrases of ours, literals or Messages.
    template<typename... Values>
    Message(const char* english, const Values&... values) // implicit: a literal is a message
        : pattern(english)
        , arguments{argument(values)...}
    {
        static_assert(sizeof...(values) <= 9);
    }

    static Message verbatim(std::string_view text);

    /// A place that nothing stands in, and a % in an argument, stay as they are.
    std::string text() const;

private:
    static Message argument(const Message& phrase) { return phrase; }
    static Message argument(const char* phrase) { return phrase; }
    static Message argument(std::string_view text) { return verbatim(text); }
    template<typename Number>
        requires std::is_arithmetic_v<Number>
    static Message argument(Number number)
    {
        return verbatim(std::to_string(number));
    }
};

} // namespace engine
