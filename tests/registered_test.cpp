#include "tests/registered_test.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace {

/// By name, so that their order is the same in every build.
std::map<std::string, RunTest>& registeredTests()
{
    static std::map<std::string, RunTest> tests;
    return tests;
}

int runAll(const std::vector<char*>& arguments)
{
    int failures = 0;
    for (const auto& [name, run] : registeredTests()) {
        auto ownArguments = arguments; // the application takes out what is meant for it
        failures += run(int(arguments.size()), ownArguments.data());
    }
    return failures;
}

int runOne(const char* name, std::vector<char*> arguments)
{
    const auto found = registeredTests().find(name);
    if (found != registeredTests().end())
        return found->second(int(arguments.size()), arguments.data());
    std::fprintf(stderr, "There is no test %s here. There are:\n", name);
    for (const auto& [known, run] : registeredTests())
        std::fprintf(stderr, "  %s\n", known.c_str());
    return 1;
}

} // namespace

void registerTest(const char* file, RunTest run)
{
    registeredTests().emplace(std::filesystem::path(file).stem().string(), run);
}

/// PROGRAM [TEST] [arguments of Qt Test …]; without a TEST all of them.
int main(int argc, char** argv)
{
    std::vector<char*> arguments(argv, argv + argc);
    const bool isNamed = argc > 1 && argv[1][0] != '-';
    if (isNamed)
        arguments.erase(arguments.begin() + 1);
    const int failures = isNamed ? runOne(argv[1], arguments) : runAll(arguments);
    return std::min(failures, 127); // more would be cut to a byte, perhaps to 0
}
