#pragma once

#include <QLabel>

#include <optional>

/// One line of text that ends in … where it is too long, and is then told in full by its tooltip, above what that says anyway.
/// Both are plain text.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;

    /// From now on its words stand there whole or not at all: a stump would be worse. It asks for the room of the longest.
    void setWholeOrNone(const QString& longest);

    /// All that is told when it is pointed at, as rich text; empty: nothing.
    QString tip() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool isTooLong() const;

    std::optional<QString> m_longest; ///< of what is shown whole or not at all
};
