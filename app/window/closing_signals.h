#pragma once

#include <QObject>

/// Turns SIGINT (Ctrl-C in the terminal), SIGTERM (the session ends) and SIGHUP (the terminal closes; not under nohup)
/// into a request to close, which comes from the event loop. One at a time.
class ClosingSignals : public QObject
{
    Q_OBJECT

public:
    explicit ClosingSignals(QObject* parent = nullptr);
    ~ClosingSignals() override;

signals:
    void closingWanted();

private:
    int m_pipe[2] = {-1, -1}; ///< what the handler writes and the event loop reads
};
