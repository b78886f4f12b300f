#include "app/cli/interruption.h"

#include <array>
#include <atomic>
#include <csignal>

namespace cli {
namespace {

constexpr std::array handled{SIGINT, SIGTERM};

std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may touch it");

std::array<struct sigaction, handled.size()> before;

} // namespace

Interruption::Interruption()
{
    received = 0;
    struct sigaction action = {};
    action.sa_handler = [](int signal) { received = signal; };
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    for (std::size_t i = 0; i < handled.size(); ++i)
        sigaction(handled[i], &action, &before[i]);
}

Interruption::~Interruption()
{
    for (std::size_t i = 0; i < handled.size(); ++i)
        sigaction(handled[i], &before[i], nullptr);
}

int Interruption::signal() const
{
    return received;
}

} // namespace cli
