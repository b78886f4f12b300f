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
    explicit Watch(const Message& what)
        : m_what(what)
    {
    }

    bool operator()(int /*depth*/, Json::parse_event_t event, const Json& parsed)
    {
        switch (event) {
        case Json::parse_event_t::object_start:
        case Json::parse_event_t::array_start:
            if (m_keys.size() == maxDepth)
                throw Error("%1 is JSON nested more than %2 deep", m_what, maxDepth);
            m_keys.emplace_back();
            break;
        case Json::parse_event_t::key:
            if (!m_keys.back().insert(parsed.get_ref<const std::string&>()).second)
                throw Error("%1 says %2 twice", m_what, excerpt(parsed));
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
    const Message& m_what;
    std::vector<std::set<std::string>> m_keys; ///< one per open object or array
};

} // namespace

Json parse(std::string_view text, const Message& what)
{
    // nlohmann takes a zero byte for the end, whatever follows; in JSON it is an error anywhere.
    if (const auto zero = text.find('\0'); zero != text.npos)
        throw Error("%1 is not JSON (byte %2)", what, zero + 1);
    try {
        Watch watch(what);
        return Json::parse(text, std::ref(watch)); // nlohmann copies its callback
    } catch (const Json::parse_error& error) {
        throw Error("%1 is not JSON (byte %2)", what, error.byte);
    } catch (const Json::out_of_range&) {
        throw Error("%1 is JSON with a number that no double can hold", what);
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

Message entry(std::string_view key, const Message& object)
{
    return Message("%1 of %2", key, object);
}

void refuse(const Message& where, const Json& found, const Message& expected)
{
    throw Error("%1 is %2, expected %3", where, excerpt(found), expected);
}

std::int64_t integer(const Json& value, const Message& where)
{
    const bool fits = value.is_number_integer()
        && (!value.is_number_unsigned()
            || value.get<std::uint64_t>() <= std::uint64_t(std::numeric_limits<std::int64_t>::max()));
    if (!fits)
        refuse(where, value, "a whole number");
    return value.get<std::int64_t>();
}

std::uint64_t counting(const Json& value, const Message& where)
{
    if (!value.is_number_unsigned())
        refuse(where, value, "a whole number from 0 on");
    return value.get<std::uint64_t>();
}

double real(const Json& value, const Message& where)
{
    if (!value.is_number())
        refuse(where, value, "a number");
    return value.get<double>();
}

std::string string(const Json& value, const Message& where)
{
    if (!value.is_string())
        refuse(where, value, "a text");
    return value.get<std::string>();
}

} // namespace engine::json
