#include "app/views/activations/layer_shares.h"

#include "ui/charts/number_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace {

struct Shares
{
    Q_DECLARE_TR_FUNCTIONS(LayerShares)
};

QString percentOf(int count, const LayerShares& shares)
{
    return percentText(double(count) / shares.numbers, 1);
}

QString zerosInWords(const LayerShares& shares, bool areMaps)
{
    const QString all = countText(quint64(shares.numbers));
    if (shares.zeros == 0)
        return (areMaps ? Shares::tr("None of the %1 numbers is 0.") : Shares::tr("None of the %1 units is 0."))
            .arg(all);
    if (shares.zeros == shares.numbers)
        return (areMaps ? Shares::tr("All %1 numbers are 0.") : Shares::tr("All %1 units are 0.")).arg(all);
    return (areMaps ? Shares::tr("%1 of the %2 numbers are 0.") : Shares::tr("%1 of the %2 units are 0."))
        .arg(percentOf(shares.zeros, shares), all);
}

QString saturationInWords(const LayerShares& shares, const FlatParts& flat)
{
    const QString where = std::isinf(flat.above)
        ? Shares::tr("below %1").arg(numberText(double(flat.below)))
        : Shares::tr("below %1 or above %2").arg(numberText(double(flat.below)), numberText(double(flat.above)));
    if (*shares.saturated == 0)
        return Shares::tr("None is saturated: %1, where the activation function is nearly flat.").arg(where);
    return Shares::tr("%1 are saturated: %2, where the activation function is nearly flat.")
        .arg(percentOf(*shares.saturated, shares), where);
}

} // namespace

LayerShares sharesOf(std::span<const float> values, const std::optional<FlatParts>& flat)
{
    LayerShares shares{.numbers = int(values.size()), .saturated = {}};
    shares.zeros = int(std::ranges::count(values, 0.0f));
    shares.notFinite = int(std::ranges::count_if(values, [](float value) { return !std::isfinite(value); }));
    if (flat)
        shares.saturated = int(std::ranges::count_if(
            values, [&](float value) { return std::isfinite(value) && (value < flat->below || value > flat->above); }));
    return shares;
}

QString inWords(const LayerShares& shares, const std::optional<FlatParts>& flat, bool areMaps)
{
    QStringList sentences{zerosInWords(shares, areMaps)};
    if (flat && shares.saturated)
        sentences << saturationInWords(shares, *flat);
    if (shares.notFinite > 0)
        sentences << Shares::tr("%1 are infinite or no numbers at all: the training has diverged.")
                         .arg(percentOf(shares.notFinite, shares));
    return sentences.join(QLatin1Char(' '));
}
