#pragma once

#include "tests/app/window/window_fixture.h"

#include <memory>

/// Each test function gets a window of its own, as at the first start.
class WindowTest : public QObject
{
    Q_OBJECT

protected:
    Workplace m_place;
    std::unique_ptr<OpenWindow> m_open;

private slots:
    void init()
    {
        m_open = openAnew(m_place);
        QVERIFY(m_open);
        QVERIFY(isReady());
        m_open->show("train");
    }

    void cleanup() { m_open.reset(); }

private:
    /// For those that wait for more than the window.
    virtual bool isReady() { return true; }
};
