#pragma once

#include <QtGlobal>

/// While it lives, a window that cannot be opened ends the program with one sentence and exit status 1. Qt itself would
/// abort it: without a display the constructor of QApplication never returns.
class DisplayFailure
{
public:
    DisplayFailure();
    ~DisplayFailure();
    DisplayFailure(const DisplayFailure&) = delete;
    DisplayFailure& operator=(const DisplayFailure&) = delete;

private:
    QtMessageHandler m_before;
};
