#include "app/cli/spec_text.h"

#include "engine/errors.h"
#include "engine/layers/layer_kinds.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <utility>

namespace cli {
namespace {

engine::SettingValue valueOf(const std::string& text)
{
    double number = 0;
    const char* const end = text.data() + text.size();
    if (std::from_chars(text.data(), end, number).ptr == end)
        return number;
    return text;
}

/// "rotation=15", "monitor=train_loss"; or, of the setting whose name may be left out, "15".
std::pair<std::string, engine::SettingValue> settingOf(const std::string& text, const std::string& unnamed)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos && !unnamed.empty() && !text.empty())
        return {unnamed, valueOf(text)};
    if (equals == std::string::npos || equals + 1 == text.size())
        throw engine::SettingError("\"%1\" is no setting, expected one such as name=value", text);
    return {text.substr(0, equals), valueOf(text.substr(equals + 1))};
}

} // namespace

engine::Spec specOf(const std::string& text, std::span<const engine::KindInfo> kinds, const char* what,
                    const std::string& inSettings)
{
    return engine::complete(writtenSpec(text, kinds, what, inSettings), kinds, what);
}

engine::Spec writtenSpec(const std::string& text, std::span<const engine::KindInfo> kinds, const char* what,
                         const std::string& inSettings)
{
    const std::size_t colon = text.find(':');
    const bool onlySettings = colon == std::string::npos && !inSettings.empty() && text.find('=') != std::string::npos;
    engine::Spec spec{onlySettings ? inSettings : text.substr(0, colon), {}};
    const engine::KindInfo& kind = engine::findKind(kinds, spec.kind, what);
    if (onlySettings || colon != std::string::npos) {
        std::istringstream parts(onlySettings ? text : text.substr(colon + 1));
        std::string unnamed = kind.settings.empty() ? std::string() : kind.settings.front().name;
        for (std::string part; std::getline(parts, part, ','); unnamed.clear())
            spec.settings.insert(settingOf(part, unnamed));
    }
    return spec;
}

std::vector<engine::Spec> layersOf(const std::string& text)
{
    std::vector<engine::Spec> layers;
    std::istringstream words(text);
    for (std::string word; words >> word;)
        layers.push_back(specOf(word, engine::layerKinds(), "layer"));
    if (layers.empty())
        throw engine::SettingError("no layers, expected some such as \"flatten dense:128 relu dense:10\"");
    return layers;
}

} // namespace cli
