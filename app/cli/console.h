#pragma once

#include <iosfwd>
#include <stdexcept>

namespace cli {

/// Where a subcommand speaks: results on out, everything else on err.
struct Console
{
    std::ostream& out;
    std::ostream& err;
    bool errIsTerminal = false; ///< someone watches: a progress bar may be redrawn in place
};

/// Options that make no sense, alone or together: exit status 2. The text is one sentence that names the option.
struct UsageError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

} // namespace cli
