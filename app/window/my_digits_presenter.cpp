#include "app/window/my_digits_presenter.h"

#include "app/learnt_hand.h"
#include "app/selection.h"
#include "app/workbench.h"
#include "ui/pad/correction_bar.h"
#include "ui/pad/digit_pad.h"

#include <QFileDialog>
#include <QSettings>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

QString drawingFilter()
{
    return MyDigitsPresenter::tr("Drawings (*.jsonl);;All files (*)");
}

/// The drawing in cells of the pad: as it is where it came from there, else fitted in.
std::vector<engine::Stroke> onPad(std::vector<engine::Stroke> strokes)
{
    constexpr float side = 28, room = 20;
    float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (const auto& stroke : strokes)
        for (const engine::PenPoint& point : stroke) {
            left = std::min(left, point.x);
            right = std::max(right, point.x);
            top = std::min(top, point.y);
            bottom = std::max(bottom, point.y);
        }
    const float size = std::max(right - left, bottom - top);
    const bool fits = left >= 0 && top >= 0 && right <= side && bottom <= side && size > 4;
    if (fits || !std::isfinite(size))
        return strokes;
    const float scale = size > 0 ? room / size : 1;
    for (auto& stroke : strokes)
        for (engine::PenPoint& point : stroke)
            point = {side / 2 + scale * (point.x - (left + right) / 2), side / 2 + scale * (point.y - (top + bottom) / 2)};
    return strokes;
}

QString labelText(const engine::StrokeSample& sample)
{
    if (!sample.isLabelled)
        return QStringLiteral("?");
    return sample.label ? QString::number(*sample.label) : QStringLiteral("–");
}

QString inWords(const engine::StrokeSample& sample)
{
    QString text = !sample.isLabelled ? MyDigitsPresenter::tr("Not said what it is")
        : sample.label                ? MyDigitsPresenter::tr("Said to be a %1").arg(*sample.label)
                                      : MyDigitsPresenter::tr("Said to be no digit");
    if (sample.writer)
        text += MyDigitsPresenter::tr(", by %1").arg(QString::fromStdString(*sample.writer));
    return text;
}

} // namespace

MyDigitsPresenter::MyDigitsPresenter(const Parts& parts, Selection& selection, Workbench& workbench, const LearntHand& hand,
                                     std::filesystem::path file, QObject* parent)
    : QObject(parent)
    , m_view(parts.view)
    , m_bar(parts.bar)
    , m_pad(parts.pad)
    , m_selection(selection)
    , m_workbench(workbench)
    , m_set(std::move(file))
{
    connectSet();
    connectView();
    connect(&m_bar, &CorrectionBar::labelGiven, this, &MyDigitsPresenter::keepDrawing);
    connect(&m_pad, &DigitPad::strokesChanged, this, &MyDigitsPresenter::onDrawn);
    connect(&workbench, &Workbench::networkReplaced, this, &MyDigitsPresenter::showNetwork);
    connect(&workbench, &Workbench::weightsChanged, this, [this] { m_reader.setWeights(m_workbench.state().weights); });
    const auto straighten = [this, &hand] { m_reader.setStraightening(hand.straightening()); };
    connect(&hand, &LearntHand::changed, this, straighten);
    straighten();
    m_view.setWriter(QSettings().value(QStringLiteral("writer")).toString());
    showNetwork();
    showTiles();
}

void MyDigitsPresenter::connectSet()
{
    connect(&m_set, &MyDigits::changed, this, &MyDigitsPresenter::onSetChanged);
    connect(&m_set, &MyDigits::failed, this, &MyDigitsPresenter::failed);
    connect(&m_set, &MyDigits::noticed, this, &MyDigitsPresenter::noticed);
    connect(&m_reader, &KeptDigitReader::read, this, &MyDigitsPresenter::showTiles);
}

void MyDigitsPresenter::connectView()
{
    connect(&m_view, &MyDigitsView::filterChanged, this, &MyDigitsPresenter::showTiles);
    connect(&m_view, &MyDigitsView::writerChanged, this,
            [this] { QSettings().setValue(QStringLiteral("writer"), m_view.writer()); });
    connect(&m_view, &MyDigitsView::relabelRequested, this,
            [this](const std::vector<quint64>& ids, std::optional<int> label) { m_set.relabel(placesOf(ids), label); });
    connect(&m_view, &MyDigitsView::deleteRequested, this,
            [this](const std::vector<quint64>& ids) { m_set.remove(placesOf(ids)); });
    connect(&m_view, &MyDigitsView::drawRequested, this, &MyDigitsPresenter::bringToPad);
    connect(&m_view, &MyDigitsView::undoRequested, &m_set, &MyDigits::undo);
    connect(&m_view, &MyDigitsView::redoRequested, &m_set, &MyDigits::redo);
    connect(&m_view, &MyDigitsView::importRequested, this, &MyDigitsPresenter::askWhatToImport);
    connect(&m_view, &MyDigitsView::exportRequested, this, &MyDigitsPresenter::askWhereToExport);
}

void MyDigitsPresenter::keepDrawing(std::optional<int> label)
{
    const bool isShown = m_pad.isVisibleTo(m_pad.window()); // not while a picture is in its place
    if (!isShown || m_selection.testDigit() || m_workbench.state().readsPoints()) {
        m_bar.setNotice(tr("only your own drawing can be kept"));
        return;
    }
    if (m_pad.isWide()) { // its strokes are several digits
        m_bar.setNotice(tr("one digit at a time: leave the wide pad (N) first"));
        return;
    }
    auto strokes = m_pad.strokes();
    if (strokes.empty()) {
        m_bar.setNotice(tr("draw a digit first"));
        return;
    }
    const auto place = m_kept && strokes == m_keptStrokes ? placeOf(m_kept) : std::nullopt;
    if (place) { // said otherwise of the same drawing
        m_set.relabel({*place}, label);
        m_kept = m_set.digits()[*place];
    } else {
        const QString writer = m_view.writer();
        m_kept = engine::keep(strokes, label, writer.isEmpty() ? std::nullopt : std::optional(writer.toStdString()));
        m_keptStrokes = std::move(strokes);
        m_set.add({m_kept});
    }
    m_bar.setGiven(CorrectionBar::Given{label});
    m_bar.setNotice(tr("kept: %1 in My digits").arg(m_set.digits().size()));
}

void MyDigitsPresenter::onDrawn()
{
    if (m_kept && m_pad.strokes() == m_keptStrokes)
        return;
    m_kept.reset();
    m_keptStrokes.clear();
    m_bar.setGiven({});
    m_bar.setNotice({});
}

void MyDigitsPresenter::onSetChanged()
{
    const engine::KeptDigits& digits = m_set.digits();
    std::map<Digit, quint64> known;
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        known[m_shown[i]] = m_ids[i];
    std::vector<quint64> ids;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (const auto it = known.find(digits[i]); it != known.end())
            ids.push_back(it->second);
        else if (digits.size() == m_shown.size()) // another label in the same place
            ids.push_back(m_ids[i]);
        else
            ids.push_back(++m_lastId);
    }
    m_shown = digits;
    m_ids = std::move(ids);
    if (m_kept && !placeOf(m_kept)) { // it was taken out, or has another label
        m_kept.reset();
        m_bar.setGiven({});
        m_bar.setNotice({});
    }
    m_view.setUndo(m_set.canUndo(), m_set.canRedo());
    m_reader.setDigits(digits);
    showTiles();
}

void MyDigitsPresenter::showNetwork()
{
    const NetworkState& state = m_workbench.state();
    const bool readsDrawings = state.namesClasses() && state.network->inputShape().elements() == engine::digitSide * engine::digitSide;
    m_reader.setNetwork(readsDrawings ? state.network : nullptr, state.recipe.loss);
    m_reader.setWeights(state.weights);
    m_bar.setEnabled(!state.readsPoints());
}

void MyDigitsPresenter::setVisible(bool visible)
{
    m_reader.setActive(visible);
    if (visible)
        showTiles();
}

bool MyDigitsPresenter::isReadWrong(const Digit& digit) const
{
    const auto* entry = m_reader.find(digit.get());
    return entry && entry->prediction && digit->sample.label && *entry->prediction != *digit->sample.label;
}

bool MyDigitsPresenter::passes(const Digit& digit, const DigitFilter& filter) const
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
        return isReadWrong(digit);
    }
    return false;
}

void MyDigitsPresenter::showTiles()
{
    DigitCounts counts;
    std::vector<DigitTile> tiles;
    const DigitFilter chosen = m_view.filter();
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const Digit& digit = m_shown[i];
        ++counts.all;
        if (digit->sample.label)
            ++counts.ofDigit[std::size_t(*digit->sample.label)];
        else
            ++(digit->sample.isLabelled ? counts.noDigit : counts.unlabelled);
        counts.readWrong += isReadWrong(digit);
        if (passes(digit, chosen))
            tiles.push_back(tileOf(i));
    }
    m_view.setDigits(tiles, counts);
}

DigitTile MyDigitsPresenter::tileOf(std::size_t place) const
{
    const Digit& digit = m_shown[place];
    DigitTile tile{.id = m_ids[place], .picture = {}, .label = labelText(digit->sample), .reading = {}, .tip = inWords(digit->sample)};
    const auto* entry = m_reader.find(digit.get());
    if (!entry)
        return tile;
    constexpr int side = int(engine::digitSide);
    if (entry->image)
        tile.picture = greyPicture(*entry->image, side, side);
    else
        tile.tip += tr("; there is no ink");
    if (!entry->prediction)
        return tile;
    const QString read = QString::number(*entry->prediction);
    tile.isWrong = isReadWrong(digit);
    tile.isGood = digit->sample.label && !tile.isWrong;
    tile.reading = tile.isGood ? QStringLiteral("✓") : tile.isWrong ? tr("✗ %1").arg(read) : read;
    tile.tip += tr("; read as a %1 (%2 %)").arg(read).arg(100 * double(entry->probability), 0, 'f', 1);
    return tile;
}

std::optional<std::size_t> MyDigitsPresenter::placeOf(const Digit& digit) const
{
    const auto it = std::ranges::find(m_set.digits(), digit);
    return it == m_set.digits().end() ? std::nullopt : std::optional(std::size_t(it - m_set.digits().begin()));
}

std::vector<std::size_t> MyDigitsPresenter::placesOf(const std::vector<quint64>& ids) const
{
    std::vector<std::size_t> places;
    for (const quint64 id : ids)
        if (const auto it = std::ranges::find(m_ids, id); it != m_ids.end())
            places.push_back(std::size_t(it - m_ids.begin()));
    return places;
}

void MyDigitsPresenter::bringToPad(quint64 id)
{
    const auto places = placesOf({id});
    if (places.empty())
        return;
    m_selection.selectDrawing();
    const Digit digit = m_shown[places.front()];
    m_pad.setStrokes(onPad(digit->sample.strokes));
    m_kept = digit; // whose label may be corrected from there
    m_keptStrokes = m_pad.strokes();
    if (digit->sample.isLabelled)
        m_bar.setGiven(CorrectionBar::Given{digit->sample.label});
}

void MyDigitsPresenter::askWhatToImport()
{
    for (const QString& file : QFileDialog::getOpenFileNames(&m_view, tr("Import drawings"), {}, drawingFilter()))
        importFrom(file);
}

void MyDigitsPresenter::askWhereToExport()
{
    const std::vector<quint64> ids = m_view.grid().selectedIds();
    engine::KeptDigits digits;
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const bool isSelected = std::ranges::find(ids, m_ids[i]) != ids.end();
        if (ids.empty() ? passes(m_shown[i], m_view.filter()) : isSelected)
            digits.push_back(m_shown[i]);
    }
    const QString file = QFileDialog::getSaveFileName(&m_view, tr("Export %1 drawings").arg(digits.size()),
                                                QStringLiteral("digits.jsonl"), drawingFilter());
    if (!file.isEmpty())
        m_set.exportTo(digits, file);
}
