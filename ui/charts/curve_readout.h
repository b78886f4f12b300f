#pragma once

#include <QWidget>

#include <array>
#include <cstdint>
#include <optional>

/// The curves of a CurvePlot. Batch: one step's batch, with dropout. The others are what their names say.
enum class Curve { Batch, Train, TrainingSet, Validation, Test };
constexpr std::size_t curveCount = 5;

/// The table above the curves: key to the lines, and their values at the mouse or, without it, the newest.
/// Every number has its fixed place, so that nothing jumps.
class CurveReadout : public QWidget
{
    Q_OBJECT

public:
    struct Values
    {
        struct Pair
        {
            float loss = 0;
            float accuracy = 0; ///< [0, 1]
        };

        std::optional<std::uint64_t> step;
        std::optional<double> epoch;
        std::array<std::optional<Pair>, curveCount> curves; ///< by Curve
        std::optional<std::size_t> testDigits; ///< where Test's values are of so many alone
        bool hasValidation = false; ///< a part of the training set is held out; else it has no place in the table
    };

    explicit CurveReadout(QWidget* parent = nullptr);

    void setValues(const Values& values);
    const Values& values() const { return m_values; }
    QString accessibleText() const;
    /// Onto any painter, for exports.
    void paintOn(QPainter& painter, const QRect& area) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString nameOf(Curve curve) const;

    Values m_values;
};

/// How a curve is drawn, the same in table and plot.
QColor curveColour(Curve curve);
QString curveName(Curve curve);
