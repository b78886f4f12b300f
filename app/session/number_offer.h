#pragma once

#include "app/session/context.h"
#include "app/session/inspection.h"
#include "app/session/jobs.h"

#include <QObject>
#include <QTimer>

#include <cstddef>

/// Looks whether the drawing on the pad for one digit, or a picture, shows several, once the pen rests; if so, it
/// offers to read it as a number, on the wide pad. One who sees the offer off is asked again only of another number of
/// digits, or of another picture.
class NumberOffer : public QObject
{
    Q_OBJECT

public:
    explicit NumberOffer(const Context& context, QObject* parent = nullptr);

    /// That are offered at present; 0: none.
    std::size_t digits() const { return m_digits; }
    /// Whether what is there is looked at once the network names digits.
    bool awaitsReader() const { return m_awaitsReader; }
    /// What the offer's button does.
    void accept();

private:
    void follow(Inspection::Changes what);
    void followInk();
    void look();
    void offer(std::size_t digits);

    Context m_context;
    QTimer m_rest;
    Jobs::Slot m_look;
    std::size_t m_digits = 0;
    qint64 m_picture = 0; ///< the key of the one that they are in; 0: they are on the pad
    bool m_awaitsReader = false; ///< what is there was not looked at: the network names no digits yet
};
