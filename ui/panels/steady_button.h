#pragma once

#include <QStringList>
#include <QToolButton>

/// As wide as the longest of the texts that it may have, so that what stands beside it stays where it is.
class SteadyButton : public QToolButton
{
    Q_OBJECT

public:
    using QToolButton::QToolButton;

    void setTexts(const QStringList& all);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    QStringList m_texts;
};
