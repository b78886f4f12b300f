#include "engine/message.h"

namespace engine {

Message Message::verbatim(std::string_view text)
{
    Message message;
    message.pattern = text;
    message.isVerbatim = true;
    return message;
}

std::string Message::text() const
{
    std::string result;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool isPlace = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1'
            && std::size_t(pattern[i + 1] - '1') < arguments.size();
        if (isPlace)
            result += arguments[std::size_t(pattern[++i] - '1')].text();
        else
            result += pattern[i];
    }
    return result;
}

} // namespace engine
