#include "app/cli/commands.h"

namespace cli {
namespace {

constexpr std::uint64_t mostThreads = 1024;

} // namespace

void addJson(Command command, bool& json)
{
    command.flag("--json", json, "One JSON object a line on standard output, and nothing else there");
}

void addModelFile(Command command, std::string& file)
{
    command.option("FILE", &file, "A model file, \"builtin\" (the shipped model) or \"builtin:NAME\"").required();
}

void addData(Command command, std::optional<std::string>& where)
{
    command.option("--data", &where,
                        "A folder with the four MNIST-named IDX files (gzip or not), \"mnist\" (the installed copy), "
                        "\"synthetic\" (or synthetic:COUNT@SEED), \"xor\", \"and\", \"or\", drawings, FILE.jsonl, or \"nondigits\". Several are "
                        "joined with +; behind each may stand [only=…], [test=…], [validation=…] with some of its "
                        "samples (writers 1-22,30, last1000, all, none), and *N for N times its weight, drawings with "
                        "another pen and hand each time: \"mnist+my.jsonl[test=23-30]*4+synthetic:40000\". Without it "
                        "what the network is for, and for digits $DIGITSCOPE_DATA, the user's data folder, synthetic")
        .valueName("WHERE");
}

void addThreads(Command command, std::size_t& threads)
{
    command.option("--threads", &threads, "Threads that compute; one a core when not given")
        .valueName("T")
        .between(std::uint64_t(1), mostThreads);
}

} // namespace cli
