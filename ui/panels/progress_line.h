#pragma once

#include "ui/panels/transport_state.h"

#include <QWidget>

class QLabel;
class QProgressBar;

/// A thin bar and, above it, where the run stands. When it gets narrow, parts from the middle are left out;
/// the tooltip has them all.
class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressLine(QWidget* parent = nullptr);

    void setState(const TransportState& state);
    QString shownText() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitText();

    QStringList m_parts;
    QLabel* m_text;
    QProgressBar* m_bar;
};
