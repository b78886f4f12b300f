#include "engine/recipe/switch_setting.h"

namespace engine {
namespace {

constexpr const char* yes = "yes";
constexpr const char* no = "no";

} // namespace

SettingInfo switchSetting(const std::string& name, const std::string& help)
{
    return {.name = name, .help = help, .initial = std::string(no), .choices = {no, yes}};
}

SettingValue switchValue(bool on)
{
    return std::string(on ? yes : no);
}

bool isOn(const Spec& spec, const std::string& name)
{
    return spec.text(name) == yes;
}

} // namespace engine
