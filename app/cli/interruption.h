#pragma once

namespace cli {

/// While it lives, Ctrl-C (SIGINT), SIGTERM and a terminal that closes (SIGHUP, but under nohup) are noted instead of ending
/// the program at once; one more, a second or more later, ends it. One at a time.
class Interruption
{
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    /// The signal that came, or 0.
    int signal() const;
};

} // namespace cli
