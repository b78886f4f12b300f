#pragma once

#include <QImage>
#include <QString>

#include <array>
#include <span>

/// How numbers become colours; safe for the colour-blind.
enum class ColourMap {
    Signed, ///< blue below zero, orange-red above, zero exactly theme().panel: weights, signed activations
    NonNegative, ///< viridis from 0 upwards: what leaves ReLU, sigmoid and softmax
    Ink, ///< theme().paper at 0 to theme().ink: pictures of digits
};

/// The colours of numbers in the present theme: one multiplication and one look-up each. GUI thread only;
/// made anew for every picture, for it does not follow a change of theme.
class Colouring
{
public:
    /// limit >= 0: the number that gets the strongest colour, and with ColourMap::Signed its negative too.
    Colouring(ColourMap map, float limit);

    /// Colours saturate beyond the limit; what is no number counts as far above it.
    QRgb operator()(float value) const
    {
        const float steps = value * m_stepsPerUnit;
        const float within = steps < strongest ? (steps > m_lowest ? steps : m_lowest) : strongest;
        return m_table[static_cast<int>(within + m_zero)];
    }

    static constexpr int strongest = 255; ///< table steps from zero to the limit

private:
    const QRgb* m_table = nullptr;
    float m_stepsPerUnit = 0;
    float m_lowest = 0;
    float m_zero = 0; ///< zero's place in the table, and a half for rounding
};

/// What the colour above zero is called in the present theme, "red" or "orange"; that below zero is blue in both.
QString positiveColour();

/// One pixel per number, row by row: values holds rows * columns numbers.
QImage render(std::span<const float> values, int rows, int columns, const Colouring& colouring);
QImage renderSigned(std::span<const float> values, int rows, int columns, float limit);
QImage renderNonNegative(std::span<const float> values, int rows, int columns, float limit);

/// Where a diverging scale should end: the 99th percentile of |value|, so that one outlier does not pale the
/// rest. Of many numbers an even sample is looked at; those that are not finite are left out. 0 when empty.
float symmetricLimit(std::span<const float> values);
