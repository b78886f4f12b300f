#pragma once

#include "app/session/context.h"
#include "app/session/inspection.h"

#include <QObject>

#include <optional>

class TransportBar;

/// Keeps the transport bar true to the run, and carries out what is ordered on it.
class TransportPresenter : public QObject
{
    Q_OBJECT

public:
    /// Borrowed; it must outlive this.
    TransportPresenter(TransportBar& bar, const Context& context, QObject* parent = nullptr);

private:
    void connectOrders();
    void follow(Inspection::Changes what);
    void showProgress();
    void showRate();

    TransportBar& m_bar;
    Context m_context;
    std::optional<double> m_rate; ///< that is shown; a person may be typing another
};
