#include "app/session/error_words.h"

#include <QCoreApplication>

#include <new>

namespace {

QString inOurWords(const char* text)
{
    return QCoreApplication::translate("Failure", text);
}

} // namespace

QString sentenceOf(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const std::bad_alloc&) {
        return inOurWords(QT_TRANSLATE_NOOP("Failure", "There is not enough memory for this."));
    } catch (const std::exception& reason) {
        return QString::fromUtf8(reason.what());
    } catch (...) {
        return inOurWords(QT_TRANSLATE_NOOP("Failure", "Something went wrong that the program cannot name."));
    }
}
