#pragma once

#include <QWidget>

/// The legend of a signed picture: its colours from −limit over 0 to +limit.
class ScaleBar : public QWidget
{
    Q_OBJECT

public:
    explicit ScaleBar(QWidget* parent = nullptr);

    void setLimit(float limit);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    float m_limit = 0;
};
