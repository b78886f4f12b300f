#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

/// Options as subcommands declare them. CLI11 parses them; it takes ten seconds to compile, so one source alone knows it.
namespace cli {

/// Where the value of an option goes; left as it is when the option is not given. Several values go into a vector.
using OptionValue = std::variant<std::string*, std::optional<std::string>*, std::vector<std::string>*, double*,
                                 std::optional<double>*, std::uint64_t*, std::optional<std::uint64_t>*,
                                 std::optional<std::int64_t>*, std::function<void(const std::string&)>>;

/// An option that has been declared, for what is special about it.
class Option
{
public:
    explicit Option(CLI::Option* option) : m_option(option) {}

    /// What --help calls the value: "FILE".
    Option& valueName(const std::string& name);
    Option& required();
    /// Digits only, so that -1 is no huge number, and at least minimum.
    Option& countFrom(std::uint64_t minimum);
    Option& between(std::uint64_t least, std::uint64_t most);
    Option& between(double least, double most);
    Option& oneOf(std::initializer_list<std::string> texts);
    /// It may be given several times.
    Option& takeAll();
    /// Not together with the other.
    Option& excludes(const Option& other);

private:
    CLI::Option* m_option;
};

/// A subcommand, or the program where there is none.
class Command
{
public:
    explicit Command(CLI::App* command) : m_command(command) {}

    /// name: "--limit", or "FILE" for what stands without a name.
    Option option(const std::string& name, const OptionValue& value, const std::string& help = {});
    void flag(const std::string& name, bool& isGiven, const std::string& help);
    /// Shown under the options in --help.
    void footer(const std::string& text);
    void onUse(std::function<void()> action);

private:
    CLI::App* m_command;
};

/// All that may stand behind the program's name.
class CommandLine
{
public:
    CommandLine(); ///< no subcommands and no --help; what is unknown is left over
    CommandLine(const std::string& name, const std::string& description, const std::string& version); ///< at most one subcommand
    ~CommandLine();

    Command program() const { return Command(m_app.get()); }
    Command subcommand(const std::string& name, const std::string& description);

    /// Sets the options' values. False when --help or --version was asked for, and has been answered on out and err.
    /// arguments: without the program's name. Throws UsageError.
    bool parse(std::vector<std::string> arguments, std::ostream& out, std::ostream& err);
    std::vector<std::string> unknown() const;

private:
    std::unique_ptr<CLI::App> m_app;
};

} // namespace cli
