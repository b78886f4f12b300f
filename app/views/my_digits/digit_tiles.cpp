#include "app/views/my_digits/digit_tiles.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace {

/// A context for the translators.
struct Tiles
{
    Q_DECLARE_TR_FUNCTIONS(DigitTiles)
};

QString labelText(const engine::StrokeSample& sample)
{
    if (!sample.isLabelled)
        return QStringLiteral("?");
    return sample.label ? QString::number(*sample.label) : QStringLiteral("–");
}

QString inWords(const engine::StrokeSample& sample)
{
    QString text = !sample.isLabelled ? Tiles::tr("Without a label")
        : sample.label                ? Tiles::tr("Labelled %1").arg(*sample.label)
                                      : Tiles::tr("Labelled as no digit");
    if (sample.writer)
        text += Tiles::tr(", by %1").arg(QString::fromStdString(*sample.writer));
    return text;
}

} // namespace

DigitTiles::DigitTiles(const MyDigitPredictions& predictions)
    : m_predictions(predictions)
{
}

void DigitTiles::setDigits(const engine::UserDigits& digits)
{
    std::map<Digit, quint64> known;
    for (std::size_t i = 0; i < m_digits.size(); ++i)
        known[m_digits[i]] = m_ids[i];
    const std::set<Digit> present(digits.begin(), digits.end());
    std::vector<quint64> ids;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto same = known.find(digits[i]);
        const bool isRelabelled = digits.size() == m_digits.size() && !present.contains(m_digits[i]); // in the same place
        ids.push_back(same != known.end() ? same->second : isRelabelled ? m_ids[i] : ++m_lastId);
    }
    m_digits = digits;
    m_ids = std::move(ids);
}

std::vector<DigitTile> DigitTiles::tiles(const DigitFilter& filter) const
{
    std::vector<DigitTile> tiles;
    for (std::size_t i = 0; i < m_digits.size(); ++i)
        if (passes(m_digits[i], filter))
            tiles.push_back(tileOf(i));
    return tiles;
}

DigitCounts DigitTiles::counts() const
{
    DigitCounts counts;
    for (const Digit& digit : m_digits) {
        ++counts.all;
        if (digit->sample.label)
            ++counts.ofDigit[std::size_t(*digit->sample.label)];
        else
            ++(digit->sample.isLabelled ? counts.noDigit : counts.unlabelled);
        counts.readWrong += isWrong(digit);
    }
    return counts;
}

engine::UserDigits DigitTiles::digits(const DigitFilter& filter, const std::vector<quint64>& ids) const
{
    engine::UserDigits chosen;
    for (std::size_t i = 0; i < m_digits.size(); ++i) {
        const bool isSelected = std::ranges::find(ids, m_ids[i]) != ids.end();
        if (ids.empty() ? passes(m_digits[i], filter) : isSelected)
            chosen.push_back(m_digits[i]);
    }
    return chosen;
}

std::vector<std::size_t> DigitTiles::places(const std::vector<quint64>& ids) const
{
    std::vector<std::size_t> places;
    for (const quint64 id : ids)
        if (const auto it = std::ranges::find(m_ids, id); it != m_ids.end())
            places.push_back(std::size_t(it - m_ids.begin()));
    return places;
}

bool DigitTiles::isWrong(const Digit& digit) const
{
    const auto* entry = m_predictions.find(digit.get());
    return entry && entry->prediction && digit->sample.label && *entry->prediction != *digit->sample.label;
}

bool DigitTiles::passes(const Digit& digit, const DigitFilter& filter) const
{
    const engine::StrokeSample& sample = digit->sample;
    switch (filter.kind) {
    case DigitFilter::Kind::All:
        return true;
    case DigitFilter::Kind::Digit:
        return sample.label == filter.digit;
    case DigitFilter::Kind::NoDigit:
        return sample.isLabelled && !sample.label;
    case DigitFilter::Kind::Unlabelled:
        return !sample.isLabelled;
    case DigitFilter::Kind::ReadWrong:
        return isWrong(digit);
    }
    return false;
}

DigitTile DigitTiles::tileOf(std::size_t place) const
{
    const Digit& digit = m_digits[place];
    DigitTile tile{.id = m_ids[place], .picture = {}, .label = labelText(digit->sample), .prediction = {}, .tip = inWords(digit->sample)};
    const auto* entry = m_predictions.find(digit.get());
    if (!entry)
        return tile;
    constexpr int side = int(engine::digitSide);
    if (entry->image)
        tile.picture = greyPicture(*entry->image, side, side);
    else
        tile.tip += Tiles::tr("; empty");
    if (!entry->prediction)
        return tile;
    const QString read = QString::number(*entry->prediction);
    tile.isWrong = isWrong(digit);
    tile.isGood = digit->sample.label && !tile.isWrong;
    tile.prediction = tile.isGood ? QStringLiteral("✓") : tile.isWrong ? Tiles::tr("✗ %1").arg(read) : read;
    tile.tip += Tiles::tr("; read as %1 (%2 %)").arg(read).arg(100 * double(entry->probability), 0, 'f', 1);
    return tile;
}
