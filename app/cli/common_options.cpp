#include "app/cli/commands.h"

#include <charconv>

namespace cli {
namespace {

constexpr std::size_t mostThreads = 1024;

} // namespace

CLI::Validator countFrom(std::uint64_t minimum)
{
    const auto complaint = [minimum](const std::string& text) -> std::string {
        std::uint64_t number = 0;
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, number);
        if (error == std::errc() && rest == end && number >= minimum)
            return {};
        return text + " is not possible, expected a whole number from " + std::to_string(minimum) + " on";
    };
    return CLI::Validator(complaint, "", "count");
}

void addJson(CLI::App* command, bool& json)
{
    command->add_flag("--json", json, "One JSON object a line on standard output, and nothing else there");
}

void addModelFile(CLI::App* command, std::string& file)
{
    command->add_option("FILE", file, "A model file, \"builtin\" (the shipped model) or \"builtin:NAME\"")->required();
}

void addData(CLI::App* command, std::optional<std::string>& where)
{
    command->add_option("--data", where,
                        "A folder with the four MNIST-named IDX files (gzip or not), \"mnist\" (the installed copy), "
                        "\"synthetic\" (or synthetic:COUNT@SEED), \"xor\", \"and\", \"or\", drawings, FILE.jsonl, or \"nondigits\". Several are "
                        "joined with +; behind each may stand [only=…], [test=…], [validation=…] with some of its "
                        "samples (writers 1-22,30, last1000, all, none), and *N for N times its weight, drawings with "
                        "another pen and hand each time: \"mnist+my.jsonl[test=23-30]*4+synthetic:40000\". Without it "
                        "what the network is for, and for digits $DIGITSCOPE_DATA, the user's data folder, synthetic")
        ->type_name("WHERE");
}

void addThreads(CLI::App* command, std::size_t& threads)
{
    command->add_option("--threads", threads, "Threads that compute; one a core when not given")
        ->type_name("T")
        ->check(CLI::Range(std::size_t(1), mostThreads));
}

} // namespace cli
