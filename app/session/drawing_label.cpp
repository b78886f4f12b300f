#include "app/session/drawing_label.h"

#include "app/session/my_digits.h"
#include "app/session/pad_strokes.h"
#include "app/session/picture_input.h"
#include "app/session/selection.h"

#include <QLocale>
#include <QSettings>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

const QString writerSetting = QStringLiteral("writer");

/// The drawing in cells of the pad: as it is where it came from there, else fitted in.
std::vector<engine::Stroke> onPad(std::vector<engine::Stroke> strokes)
{
    constexpr float side = 28, room = 20;
    const auto bounds = engine::boundsOf(strokes);
    if (!bounds)
        return strokes;
    const auto [left, top, right, bottom] = *bounds;
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

} // namespace

DrawingLabel::DrawingLabel(const Sources& sources, QObject* parent)
    : QObject(parent)
    , m_sources(sources)
{
    connect(&sources.pad, &PadStrokes::changed, this, &DrawingLabel::followInk);
    connect(&sources.digits, &MyDigits::changed, this, &DrawingLabel::followDigits);
    connect(&sources.selection, &Selection::sampleChanged, this, &DrawingLabel::followSample);
    connect(&sources.pictures, &PictureInput::changed, this, &DrawingLabel::followSample);
}

bool DrawingLabel::isDrawingInSight() const
{
    return std::holds_alternative<PadDrawing>(m_sources.selection.sample()) && !m_sources.pictures.picture();
}

/// Why what is seen cannot be kept; empty: it can.
QString DrawingLabel::objection() const
{
    if (!isDrawingInSight() || m_sources.runs.state().readsPoints())
        return tr("Only your own drawing can be kept in My digits.");
    if (m_sources.pad.isWide()) // its strokes are several digits
        return tr("One digit at a time is kept: leave the wide pad (N) first.");
    if (m_sources.pad.strokes().empty())
        return tr("Draw a digit first, then say what it is.");
    return {};
}

bool DrawingLabel::give(std::optional<int> label)
{
    if (const QString reason = objection(); !reason.isEmpty()) {
        show(m_kept, reason);
        return false;
    }
    MyDigits& digits = m_sources.digits;
    std::shared_ptr<const engine::UserDigit> kept;
    if (const auto place = keptPlace()) { // said otherwise of the same drawing
        digits.relabel({*place}, label);
        kept = digits.digits()[*place];
    } else {
        const std::string name = writer().toStdString();
        m_strokes = m_sources.pad.strokes();
        kept = engine::userDigit(m_strokes, label, name.empty() ? std::nullopt : std::optional(name));
        digits.add({kept});
    }
    show(std::move(kept), tr("%1 kept").arg(QLocale(QLocale::English).toString(qulonglong(digits.digits().size()))));
    return true;
}

std::optional<std::size_t> DrawingLabel::keptPlace() const
{
    const engine::UserDigits& digits = m_sources.digits.digits();
    const auto it = std::ranges::find(digits, m_kept);
    return it == digits.end() ? std::nullopt : std::optional(std::size_t(it - digits.begin()));
}

void DrawingLabel::bring(std::size_t index)
{
    if (index >= m_sources.digits.digits().size())
        return;
    const auto digit = m_sources.digits.digits()[index];
    m_sources.pictures.close();
    m_sources.pad.setPaper(PadStrokes::Paper::Digit);
    m_sources.pad.setStrokes(onPad(digit->sample.strokes));
    if (!m_sources.runs.state().readsPoints())
        m_sources.selection.selectDrawing();
    m_strokes = m_sources.pad.strokes();
    show(digit, {});
}

QString DrawingLabel::writer()
{
    return QSettings().value(writerSetting).toString().trimmed();
}

void DrawingLabel::setWriter(const QString& name)
{
    QSettings().setValue(writerSetting, name);
}

/// A drawing that waits on the paper that is put away is still the same.
void DrawingLabel::followInk()
{
    const bool isSame = m_kept && m_sources.pad.ink().digit == m_strokes;
    show(isSame ? m_kept : nullptr, {});
}

void DrawingLabel::followDigits()
{
    if (m_kept && !keptPlace()) // it was taken out, or has another label
        show(nullptr, {});
}

/// It comes back to the drawing with its label.
void DrawingLabel::followSample()
{
    show(m_kept, {});
}

void DrawingLabel::show(std::shared_ptr<const engine::UserDigit> kept, const QString& notice)
{
    m_kept = std::move(kept);
    const bool isLabelled = m_kept && m_kept->sample.isLabelled && !m_sources.pad.isWide() && isDrawingInSight();
    const auto given = isLabelled ? std::optional(Given{m_kept->sample.label}) : std::nullopt;
    if (given == m_given && notice == m_notice)
        return;
    m_given = given;
    m_notice = notice;
    emit changed();
}
