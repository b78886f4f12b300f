#include "app/window/display_failure.h"

#include <QByteArray>
#include <QString>

#include <cstdlib>
#include <iostream>
#include <vector>

namespace {

struct Message
{
    QtMsgType type;
    QString text;
};

QtMessageHandler usual = nullptr;
std::vector<Message> held; ///< what Qt had to say of the display so far

bool tellsOfDisplay(const QMessageLogContext& context)
{
    return QByteArray(context.category).startsWith("qt.qpa");
}

void onMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (type == QtFatalMsg) {
        const QString reason = (held.empty() ? text : held.front().text).simplified();
        std::cerr << "digitscope: the window cannot be opened (" << reason.toStdString()
                  << "); start it on a desktop, where DISPLAY is set, or use its commands: digitscope --help" << std::endl;
        std::_Exit(1); // nothing is there yet that would have to be put away
    }
    if (tellsOfDisplay(context))
        held.push_back({type, text});
    else if (usual)
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
    for (const Message& message : held) // it opened all the same
        if (m_before)
            m_before(message.type, QMessageLogContext(nullptr, 0, nullptr, "qt.qpa"), message.text);
    held.clear();
}
