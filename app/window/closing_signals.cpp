#include "app/window/closing_signals.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace {

constexpr std::array handled{SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t writeEnd = -1;

/// Only what a handler may do: the rest is the event loop's.
void onSignal(int)
{
    const int before = errno;
    const char byte = 0;
    [[maybe_unused]] const auto written = write(writeEnd, &byte, 1);
    errno = before;
}

} // namespace

ClosingSignals::ClosingSignals(QObject* parent)
    : QObject(parent)
{
    if (pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // then they end the program, as they do without this
    writeEnd = m_pipe[1];
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : handled) {
        struct sigaction before = {};
        sigaction(signal, &action, &before);
        if (before.sa_handler == SIG_IGN)
            sigaction(signal, &before, nullptr);
    }
    auto* notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        std::array<char, 16> bytes{}; // timeout(1) sends two
        [[maybe_unused]] const auto received = read(m_pipe[0], bytes.data(), bytes.size());
        emit closingWanted();
    });
}

ClosingSignals::~ClosingSignals()
{
    if (m_pipe[0] < 0)
        return;
    for (const int signal : handled)
        std::signal(signal, SIG_DFL);
    close(m_pipe[0]);
    close(m_pipe[1]);
}
