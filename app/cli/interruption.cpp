#include "app/cli/interruption.h"

#include <array>
#include <atomic>
#include <csignal>
#include <ctime>

namespace cli {
namespace {

constexpr std::array handled{SIGINT, SIGTERM, SIGHUP};

std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may touch it");

std::array<struct sigaction, handled.size()> before;

constexpr double oneOrderSeconds = 1;
std::atomic<double> receivedAt{0};
static_assert(std::atomic<double>::is_always_lock_free);

double secondsNow()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

/// timeout(1) sends its signal to the program and then to its group: two that come together are one request.
void onSignal(int signal)
{
    if (received == 0) {
        receivedAt = secondsNow();
        received = signal;
    } else if (secondsNow() - receivedAt > oneOrderSeconds) {
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
}

} // namespace

Interruption::Interruption()
{
    received = 0;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < handled.size(); ++i) {
        sigaction(handled[i], &action, &before[i]);
        if (handled[i] == SIGHUP && before[i].sa_handler == SIG_IGN)
            sigaction(SIGHUP, &before[i], nullptr); // nohup(1): it is to go on when the terminal closes
    }
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
