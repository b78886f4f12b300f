#include "engine/io/strict_json.h"

#include "engine/errors.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <limits>
#include <set>
#include <vector>

namespace engine::json {
namespace {

using Json = nlohmann::json;

constexpr std::size_t excerptLength = 60;

/// Sees every object and array while it is parsed, which is the only moment when a second key of the same
/// name shows.
class Watch
{
public:
    explicit Watch(const std::string& what)
        : m_what(what)
    {
    }

    bool operator()(int /*depth*/, Json::parse_event_t event, const Json& parsed)
    {
        switch (event) {
        case Json::parse_event_t::object_start:
        case Json::parse_event_t::array_start:
            if (m_keys.size() == maxDepth)
                throw Error(m_what + " is JSON nested more than " + std::to_string(maxDepth) + " deep");
            m_keys.emplace_back();
            break;
        case Json::parse_event_t::key:
            if (!m_keys.back().insert(parsed.get_ref<const std::string&>()).second)
                throw Error(m_what + " says " + excerpt(parsed) + " twice");
            break;
        case Json::parse_event_t::object_end:
        case Json::parse_event_t::array_end:
            m_keys.pop_back();
            break;
        case Json::parse_event_t::value:
            break;
        }
        return true;
    }

private:
    const std::string& m_what;
    std::vector<std::set<std::string>> m_keys; ///< one per open object or array
};

} // namespace

Json parse(std::string_view text, const std::string& what)
{
    // nlohmann takes a zero byte for the end, whatever follows; in JSON it is an error anywhere.
    if (const auto zero = text.find('\0'); zero != text.npos)
        throw Error(what + " is not JSON (byte " + std::to_string(zero + 1) + ")");
    try {
        Watch watch(what);
        return Json::parse(text, std::ref(watch)); // nlohmann copies its callback
    } catch (const Json::parse_error& error) {
        throw Error(what + " is not JSON (byte " + std::to_string(error.byte) + ")");
    } catch (const Json::out_of_range&) {
        throw Error(what + " is JSON with a number that no double can hold");
    }
}

std::string text(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string excerpt(const Json& value)
{
    // ASCII only, so that cutting never splits a character.
    const std::string whole = value.dump(-1, ' ', true, Json::error_handler_t::replace);
    return whole.size() <= excerptLength ? whole : whole.substr(0, excerptLength) + "...";
}

std::string quoted(std::string_view text)
{
    return excerpt(Json(text));
}

void refuse(const std::string& where, const Json& found, const std::string& expected)
{
    throw Error(where + " is " + excerpt(found) + ", expected " + expected);
}

std::int64_t integer(const Json& value, const std::string& where)
{
    const bool fits = value.is_number_integer()
        && (!value.is_number_unsigned()
            || value.get<std::uint64_t>() <= std::uint64_t(std::numeric_limits<std::int64_t>::max()));
    if (!fits)
        refuse(where, value, "a whole number");
    return value.get<std::int64_t>();
}

std::uint64_t counting(const Json& value, const std::string& where)
{
    if (!value.is_number_unsigned())
        refuse(where, value, "a whole number from 0 on");
    return value.get<std::uint64_t>();
}

double real(const Json& value, const std::string& where)
{
    if (!value.is_number())
        refuse(where, value, "a number");
    return value.get<double>();
}

std::string string(const Json& value, const std::string& where)
{
    if (!value.is_string())
        refuse(where, value, "a text");
    return value.get<std::string>();
}

} // namespace engine::json
