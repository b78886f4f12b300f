#pragma once

#include <QLabel>

/// One line of text that ends in … where it is too long, and is then told in full by its tooltip, above what that says anyway.
/// Both are plain text.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool isTooLong() const;
};
