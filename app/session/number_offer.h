#pragma once

#include "app/session/context.h"
#include "app/session/jobs.h"

#include <QObject>
#include <QTimer>

#include <cstddef>

/// Looks whether the drawing on the pad for one digit, or a picture, shows several, once the pen rests; if so, it
/// offers to read it as a number, on the wide pad. One who sees the offer off is asked again only of another number of digits.
class NumberOffer : public QObject
{
    Q_OBJECT

public:
    explicit NumberOffer(const Context& context, QObject* parent = nullptr);

    /// That are offered at present; 0: none.
    std::size_t digits() const { return m_digits; }
    /// What the offer's button does.
    void accept();

private:
    void followInk();
    void look();
    void offer(std::size_t digits);

    Context m_context;
    QTimer m_rest;
    Jobs::Slot m_look;
    std::size_t m_digits = 0;
};
