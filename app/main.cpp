#include "app/cli/run.h"
#include "app/window/run_window.h"

int main(int argc, char* argv[])
{
    if (cli::isCommandLine(argc, argv))
        return cli::run(argc, argv);
    WindowOptions options;
    if (const auto status = parseWindowOptions(argc, argv, options))
        return *status;
    return runWindow(argc, argv, options);
}
