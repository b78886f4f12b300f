#pragma once

#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;
struct PadGeometry;

/// Round one digit of a number: where it stands, in cells, and what it is read as.
struct DigitBox
{
    QRectF cells;
    QString text; ///< empty where nobody can say
    bool isSelected = false;

    bool operator==(const DigitBox&) const = default;
};

using DigitBoxes = std::vector<DigitBox>;

/// The one that holds the point, in cells; of several the narrowest.
std::optional<int> boxAt(const DigitBoxes& boxes, const QPointF& point);

/// Frames, and above each what is read in it.
void paintBoxes(QPainter& painter, const PadGeometry& geometry, const DigitBoxes& boxes);
/// The same where cells are places in a widget already.
void paintBoxes(QPainter& painter, const DigitBoxes& boxes);
