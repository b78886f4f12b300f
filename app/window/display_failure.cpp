#include "app/window/display_failure.h"

#include <QByteArray>
#include <QString>

#include <cstdlib>
#include <iostream>

namespace {

QtMessageHandler usual = nullptr;

/// What Qt was told to show its windows on, and what there is.
std::string reason()
{
    if (const QByteArray platform = qgetenv("QT_QPA_PLATFORM"); !platform.isEmpty())
        return "QT_QPA_PLATFORM is " + platform.toStdString();
    for (const char* const name : {"WAYLAND_DISPLAY", "DISPLAY"})
        if (const QByteArray display = qgetenv(name); !display.isEmpty())
            return std::string(name) + "=" + display.toStdString() + " does not answer";
    return "DISPLAY is not set";
}

void onMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (type == QtFatalMsg) {
        std::cerr << "digitscope: no display to open the window on (" << reason()
                  << "); start it on a desktop, or use its commands: digitscope --help" << std::endl;
        std::_Exit(1); // nothing is there yet that would have to be put away
    }
    const bool tellsOfPlatform = QByteArray(context.category).startsWith("qt.qpa");
    if (!tellsOfPlatform && usual)
        usual(type, context, text);
}

} // namespace

DisplayFailure::DisplayFailure()
    : m_before(qInstallMessageHandler(onMessage))
{
    usual = m_before;
}

DisplayFailure::~DisplayFailure()
{
    qInstallMessageHandler(m_before);
}
