#include "app/cli/commands.h"

namespace cli {
namespace {

constexpr std::size_t mostThreads = 1024;

} // namespace

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
                        "A folder with the four MNIST-named IDX files (gzip or not), \"mnist\" (the installed copy) or "
                        "\"synthetic\"; else $DIGITSCOPE_DATA, the user's data folder, synthetic")
        ->type_name("WHERE");
}

void addThreads(CLI::App* command, std::size_t& threads)
{
    command->add_option("--threads", threads, "Threads that compute; one a core when not given")
        ->type_name("T")
        ->check(CLI::Range(std::size_t(1), mostThreads));
}

} // namespace cli
