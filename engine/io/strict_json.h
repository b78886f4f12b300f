#pragma once

#include "engine/message.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <string_view>

// For sources only: the engine's users see no nlohmann. What is thrown here is an Error without the file's
// name ("seed is -1, expected a whole number from 0 on"), which the caller puts before it.
namespace engine::json {

/// JSON from a stranger: a key that comes twice, nesting deeper than maxDepth and text behind the end are
/// refused. what: the subject in errors, "its header is not JSON (byte 17)".
nlohmann::json parse(std::string_view text, const Message& what);
constexpr std::size_t maxDepth = 16;

/// Compact JSON text; what is not UTF-8 becomes U+FFFD.
std::string text(const nlohmann::json& value);
/// The same for an error message: never long, never with control characters.
std::string excerpt(const nlohmann::json& value);
std::string quoted(std::string_view text);
/// An entry as the subject in errors, "step of history". The key stays as it is in every language.
Message entry(std::string_view key, const Message& object);
/// Throws: "where is excerpt, expected what".
[[noreturn]] void refuse(const Message& where, const nlohmann::json& found, const Message& expected);

// The value as that type, exactly: 2.0 is no whole number, true is no number, "1" is no number.
std::int64_t integer(const nlohmann::json& value, const Message& where);
std::uint64_t counting(const nlohmann::json& value, const Message& where);
double real(const nlohmann::json& value, const Message& where);
std::string string(const nlohmann::json& value, const Message& where);

} // namespace engine::json
