#pragma once

#include "app/session/context.h"
#include "app/session/inspection.h"

#include <QObject>

class ElidedLabel;
class QStatusBar;

/// What is in use, in one line: data, network, how far it is trained; and of which step the views tell, where that is not now.
class StatusLine : public QObject
{
    Q_OBJECT

public:
    StatusLine(const Context& context, QStatusBar& bar);

private:
    void show();
    QStringList parts() const;

    Context m_context;
    ElidedLabel* m_label;
};
