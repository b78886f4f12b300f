#pragma once

#include "ui/panels/transport_state.h"

#include <QWidget>

/// A thin bar and, above it, where the run stands. When it gets narrow, parts from the middle are left out;
/// the tooltip has them all. It paints itself: a QProgressBar repaints at once and a QLabel lays its neighbours out
/// anew, thirty times a second.
class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressLine(QWidget* parent = nullptr);

    void setState(const TransportState& state);
    QString shownText() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_parts;
    double m_share = 0; ///< of the run that is done
};
