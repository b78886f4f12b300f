#pragma once

#include "engine/message.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine {

using SettingValue = std::variant<std::int64_t, double, std::string>;

/// Something that a person picks by name, with its settings: {"dense", {{"units", 128}}},
/// {"adam", {{"learning_rate", 0.001}}}. A plain value: it is edited, stored as JSON, compared and copied.
struct Spec
{
    std::string kind;
    std::map<std::string, SettingValue> settings = {};

    // The setting must be there and of that type (complete() sees to it); an integer also reads as a real.
    std::int64_t integer(const std::string& name) const;
    double real(const std::string& name) const;
    const std::string& text(const std::string& name) const;

    bool operator==(const Spec&) const = default;
};

/// One setting of a kind: what it may be, and what it is when nobody says.
struct SettingInfo
{
    std::string name; ///< as in the literature and in files: "learning_rate", "stride"
    std::string help; ///< one phrase for a tooltip
    SettingValue initial; ///< also decides the type
    double minimum = 0; ///< numbers only, inclusive
    double maximum = 0;
    std::vector<std::string> choices = {}; ///< texts only
    std::string unit = {}; ///< what the number counts, see units.h; empty: nothing, or what its name says
};

/// A kind that can be picked: a layer, an optimiser, an initialiser, a loss.
struct KindInfo
{
    std::string kind; ///< "max_pool2d"
    std::string title; ///< "Max pooling"
    std::string help; ///< one sentence
    std::vector<SettingInfo> settings = {};
};

/// Throws SettingError that lists the known names. what: "layer", "optimizer", …
const KindInfo& findKind(std::span<const KindInfo> kinds, std::string_view kind, const Message& what);

/// The spec with every missing setting at its default and every present one checked.
/// Throws SettingError, naming the kind, the setting, its value and its range.
Spec complete(const Spec& spec, std::span<const KindInfo> kinds, const Message& what);

} // namespace engine
