#include "app/cli/options.h"

#include "app/cli/console.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>

namespace cli {

Option& Option::valueName(const std::string& name)
{
    m_option->type_name(name);
    return *this;
}

Option& Option::required()
{
    m_option->required();
    return *this;
}

Option& Option::countFrom(std::uint64_t minimum)
{
    const auto complaint = [minimum](const std::string& text) -> std::string {
        std::uint64_t number = 0;
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, number);
        if (error == std::errc() && rest == end && number >= minimum)
            return {};
        return text + " is not possible, expected a whole number from " + std::to_string(minimum) + " on";
    };
    m_option->check(CLI::Validator(complaint, "", "count"));
    return *this;
}

Option& Option::between(std::uint64_t least, std::uint64_t most)
{
    m_option->check(CLI::Range(least, most));
    return *this;
}

Option& Option::between(double least, double most)
{
    m_option->check(CLI::Range(least, most));
    return *this;
}

Option& Option::oneOf(std::initializer_list<std::string> texts)
{
    m_option->check(CLI::IsMember(std::vector<std::string>(texts)));
    return *this;
}

Option& Option::takeAll()
{
    m_option->take_all();
    return *this;
}

Option& Option::excludes(const Option& other)
{
    m_option->excludes(other.m_option);
    return *this;
}

Option Command::option(const std::string& name, const OptionValue& value, const std::string& help)
{
    const auto add = [&]<typename T>(const T& place) {
        if constexpr (std::is_pointer_v<T>)
            return m_command->add_option(name, *place, help);
        else
            return m_command->add_option_function<std::string>(name, place, help);
    };
    return Option(std::visit(add, value));
}

void Command::flag(const std::string& name, bool& isGiven, const std::string& help)
{
    m_command->add_flag(name, isGiven, help);
}

void Command::footer(const std::string& text)
{
    m_command->footer(text);
}

void Command::onUse(std::function<void()> action)
{
    m_command->callback(std::move(action));
}

CommandLine::CommandLine() : m_app(std::make_unique<CLI::App>())
{
    m_app->set_help_flag();
    m_app->allow_extras();
    m_app->prefix_command(false);
}

CommandLine::CommandLine(const std::string& name, const std::string& description, const std::string& version)
    : m_app(std::make_unique<CLI::App>(description, name))
{
    m_app->set_version_flag("--version", version);
    m_app->require_subcommand(0, 1); // none gets a better sentence than CLI11's
}

CommandLine::~CommandLine() = default;

Command CommandLine::subcommand(const std::string& name, const std::string& description)
{
    return Command(m_app->add_subcommand(name, description));
}

bool CommandLine::parse(std::vector<std::string> arguments, std::ostream& out, std::ostream& err)
{
    std::ranges::reverse(arguments); // CLI11 takes them from the back
    try {
        m_app->parse(std::move(arguments));
    } catch (const CLI::Success& request) { // --help, --version
        m_app->exit(request, out, err);
        return false;
    } catch (const CLI::ParseError& error) {
        throw UsageError(error.what());
    }
    return true;
}

std::vector<std::string> CommandLine::unknown() const
{
    return m_app->remaining();
}

} // namespace cli
