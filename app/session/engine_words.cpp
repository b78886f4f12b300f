#include "app/session/engine_words.h"

#include "engine/errors.h"

#include <QCoreApplication>

#include <new>

namespace {

QString inOurWords(const char* text)
{
    return QCoreApplication::translate("Failure", text);
}

engine::Message translated(engine::Message message)
{
    if (!message.isVerbatim)
        message.pattern = ::translated(message.pattern).toStdString();
    for (engine::Message& argument : message.arguments)
        argument = translated(std::move(argument));
    return message;
}

} // namespace

QString translated(const std::string& english)
{
    return QCoreApplication::translate("engine", english.c_str());
}

QString inWords(const engine::Message& message)
{
    return QString::fromStdString(translated(message).text());
}

QString sentenceOf(const std::exception& error)
{
    if (dynamic_cast<const std::bad_alloc*>(&error))
        return inOurWords(QT_TRANSLATE_NOOP("Failure", "There is not enough memory for this."));
    const auto* ours = dynamic_cast<const engine::Error*>(&error);
    return ours ? inWords(ours->message()) : QString::fromUtf8(error.what());
}

QString sentenceOf(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& reason) {
        return sentenceOf(reason);
    } catch (...) {
        return inOurWords(QT_TRANSLATE_NOOP("Failure", "Something went wrong, for an unknown reason."));
    }
}
