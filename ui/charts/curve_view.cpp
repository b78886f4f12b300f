#include "ui/charts/curve_view.h"

#include "ui/charts/curve_export.h"
#include "ui/charts/curve_plot.h"
#include "ui/charts/curve_readout.h"
#include "ui/charts/curve_values.h"
#include "ui/charts/number_text.h"
#include "ui/style/elided_label.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>
#include <cmath>

namespace {

constexpr int slidesPerDecade = 10;
constexpr std::chrono::milliseconds restOfTheMouse(1500); ///< time to read a number

} // namespace

CurveView::CurveView(QWidget* parent)
    : QWidget(parent)
    , m_readout(new CurveReadout(this))
    , m_note(new ElidedLabel(this))
    , m_plot(new CurvePlot(m_history, this))
{
    m_emptyText = new QLabel(tr("Press Train to watch loss and accuracy"), m_plot);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_emptyText->setAutoFillBackground(true); // it lies on the empty axes
    m_emptyText->setProperty("heading", true);
    m_emptyText->setMargin(10);

    m_note->setObjectName(QStringLiteral("curveNote"));
    m_note->setProperty("muted", true);
    m_note->setContentsMargins(8, 0, 8, 4);
    m_note->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_readout);
    layout->addWidget(m_note);
    layout->addWidget(m_plot, 1);

    m_rest.setSingleShot(true);
    m_rest.setInterval(restOfTheMouse);
    connect(&m_rest, &QTimer::timeout, this, &CurveView::followNewest);
    connect(m_plot, &CurvePlot::hovered, this, &CurveView::onHovered);
    connect(m_plot, &CurvePlot::followingChanged, m_fitButton, [this](bool isFollowing) {
        m_fitButton->setEnabled(!isFollowing);
    });
    onHistoryChanged();
}

QWidget* CurveView::buildBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 2);
    layout->setSpacing(8);

    m_titleLabel = new QLabel(bar);
    m_titleLabel->setObjectName(QStringLiteral("runTitle"));
    m_titleLabel->setProperty("heading", true);
    m_titleLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_titleLabel->installEventFilter(this);
    layout->addWidget(m_titleLabel, 1);

    auto* log = new QLabel(tr("Log"), bar);
    log->setProperty("muted", true);
    layout->addWidget(log);
    auto* loss = m_logarithmicLoss = new QCheckBox(tr("loss"), bar);
    loss->setObjectName(QStringLiteral("logarithmicLoss"));
    loss->setAccessibleName(tr("Logarithmic loss"));
    loss->setToolTip(tr("Show the loss on a logarithmic scale: late progress becomes visible"));
    connect(loss, &QCheckBox::toggled, m_plot, &CurvePlot::setLogarithmicLoss);
    layout->addWidget(loss);
    auto* error = m_logarithmicError = new QCheckBox(tr("error"), bar);
    error->setObjectName(QStringLiteral("logarithmicError"));
    error->setAccessibleName(tr("Logarithmic error"));
    error->setToolTip(tr("Show the error rate, 100 % minus the accuracy, on a logarithmic scale: 98 % and 99 % are far apart there"));
    connect(error, &QCheckBox::toggled, m_plot, &CurvePlot::setLogarithmicError);
    layout->addWidget(error);

    auto* detail = m_detail = new QToolButton(bar);
    detail->setObjectName(QStringLiteral("detail"));
    detail->setText(tr("Detail"));
    detail->setToolTip(tr("Fit the vertical scales to the right half: the end, without the steep beginning. Marks at "
                          "the edges show where a curve leaves the frame."));
    detail->setCheckable(true);
    connect(detail, &QToolButton::toggled, m_plot, &CurvePlot::setDetailed);
    layout->addWidget(detail);

    m_smoothingLabel = new ElidedLabel(bar);
    m_smoothingLabel->setObjectName(QStringLiteral("smoothingLabel"));
    m_smoothingLabel->setProperty("muted", true);
    // As wide as its longest text, so that the slider does not move under the mouse.
    m_smoothingLabel->setWholeOrNone(tr("Smoothing %1").arg(QStringLiteral("1,000")));
    auto* smoothing = m_smoothing = new QSlider(Qt::Horizontal, bar);
    smoothing->setObjectName(QStringLiteral("smoothing"));
    smoothing->setAccessibleName(tr("Smoothing"));
    smoothing->setRange(0, 3 * slidesPerDecade);
    keepMeasured(smoothing, [smoothing] {
        smoothing->setMinimumWidth(scaled(36)); // the whole bar must fit beside the pad on a small screen
        smoothing->setMaximumWidth(scaled(80));
    });
    layout->addWidget(m_smoothingLabel);
    layout->addWidget(smoothing);
    connect(smoothing, &QSlider::valueChanged, this, [this, smoothing](int position) {
        onSmoothingMoved(position);
        for (QWidget* part : {static_cast<QWidget*>(smoothing), static_cast<QWidget*>(m_smoothingLabel)})
            part->setToolTip(tr("Over how many steps the strong training curve is averaged: %1").arg(countText(quint64(m_history.smoothing()))));
    });
    smoothing->setValue(Looks().smoothing);
    for (const QAbstractButton* button : std::initializer_list<const QAbstractButton*>{loss, error, detail})
        connect(button, &QAbstractButton::toggled, this, &CurveView::looksChanged);
    connect(smoothing, &QSlider::valueChanged, this, &CurveView::looksChanged);

    m_fitButton = new QToolButton(bar);
    m_fitButton->setObjectName(QStringLiteral("fit"));
    m_fitButton->setText(tr("Fit"));
    m_fitButton->setToolTip(tr("Show the whole run again and follow it (double click). Wheel zooms, drag pans."));
    m_fitButton->setEnabled(false);
    connect(m_fitButton, &QToolButton::clicked, m_plot, &CurvePlot::fit);
    layout->addWidget(m_fitButton);

    auto* menu = new QMenu(bar);
    menu->addAction(tr("Picture (PNG)…"), this, [this] {
        exportAs(&CurveView::savePng, QStringLiteral("png"), tr("PNG pictures (*.png)"));
    });
    menu->addAction(tr("Page (PDF)…"), this, [this] {
        exportAs(&CurveView::savePdf, QStringLiteral("pdf"), tr("PDF pages (*.pdf)"));
    });
    menu->addAction(tr("Numbers (CSV)…"), this, [this] {
        exportAs(&CurveView::saveCsv, QStringLiteral("csv"), tr("CSV tables (*.csv)"));
    });
    auto* exportButton = new QToolButton(bar);
    exportButton->setObjectName(QStringLiteral("export"));
    exportButton->setText(tr("Export"));
    exportButton->setToolTip(tr("Save the curves as a picture, a page or a table of all their numbers"));
    exportButton->setPopupMode(QToolButton::InstantPopup);
    exportButton->setMenu(menu);
    layout->addWidget(exportButton);
    return bar;
}

void CurveView::setLooks(const Looks& looks)
{
    m_logarithmicLoss->setChecked(looks.logarithmicLoss);
    m_logarithmicError->setChecked(looks.logarithmicError);
    m_detail->setChecked(looks.detailed);
    m_smoothing->setValue(looks.smoothing);
}

CurveView::Looks CurveView::looks() const
{
    return {.logarithmicLoss = m_logarithmicLoss->isChecked(),
            .logarithmicError = m_logarithmicError->isChecked(),
            .detailed = m_detail->isChecked(),
            .smoothing = m_smoothing->value()};
}

void CurveView::setRunTitle(const QString& title)
{
    m_title = title;
    m_titleLabel->setToolTip(title);
    fitTitle();
}

void CurveView::setNote(const QString& note, const QString& detail)
{
    m_note->setText(note);
    m_note->setToolTip(detail);
    m_note->setVisible(!note.isEmpty());
}

void CurveView::fitTitle()
{
    const QString between = QStringLiteral(" · ");
    QStringList parts = m_title.split(between);
    while (!parts.isEmpty() && m_titleLabel->fontMetrics().horizontalAdvance(parts.join(between)) > m_titleLabel->width())
        parts.removeLast(); // a stump of a name is worse than none
    m_titleLabel->setText(parts.join(between));
}

bool CurveView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_titleLabel && event->type() == QEvent::Resize)
        fitTitle();
    return QWidget::eventFilter(watched, event);
}

void CurveView::setStepsPerEpoch(std::uint64_t steps)
{
    m_stepsPerEpoch = steps;
    m_plot->setStepsPerEpoch(steps);
    onHistoryChanged();
}

void CurveView::clear()
{
    m_history.clear();
    m_plot->fit();
    onHistoryChanged();
}

void CurveView::append(std::span<const engine::StepRecord> records)
{
    const std::uint64_t before = m_history.lastStep();
    m_history.append(records);
    onRecords(before);
}

void CurveView::append(std::span<const engine::EvaluationRecord> records)
{
    const std::uint64_t before = m_history.lastStep();
    m_history.append(records);
    onRecords(before);
}

void CurveView::onRecords(std::uint64_t lastBefore)
{
    m_isOutrun |= m_hovered && m_history.lastStep() > lastBefore;
    onHistoryChanged();
    followNewest();
}

void CurveView::onHovered(std::optional<double> step)
{
    m_isOutrun = false;
    m_rest.start();
    showValuesAt(step);
}

void CurveView::followNewest()
{
    if (m_isOutrun && !m_rest.isActive())
        m_plot->hideCrosshair();
}

void CurveView::setFirstLook(const std::optional<engine::FirstLook>& look)
{
    if (look == m_history.firstLook())
        return;
    m_history.setFirstLook(look);
    onHistoryChanged();
}

void CurveView::addEventMark(std::uint64_t step, const QString& text)
{
    m_history.addEvent(step, text);
    onHistoryChanged();
}

void CurveView::setEmptyText(const QString& text)
{
    if (m_emptyText->text() == text)
        return;
    m_emptyText->setText(text);
    placeEmptyText();
}

void CurveView::onHistoryChanged()
{
    m_emptyText->setVisible(m_history.isEmpty());
    showValuesAt(m_hovered);
    m_plot->refresh();
}

void CurveView::onSmoothingMoved(int position)
{
    const double steps = std::round(std::pow(10.0, double(position) / slidesPerDecade));
    m_history.setSmoothing(steps);
    m_smoothingLabel->setText(tr("Smoothing %1").arg(countText(quint64(steps))));
    onHistoryChanged();
}

void CurveView::showValuesAt(std::optional<double> step)
{
    m_hovered = step;
    m_readout->setValues(valuesAt(m_history, step, m_stepsPerEpoch));
    m_plot->setSpokenValues(m_readout->accessibleText());
}

void CurveView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeEmptyText();
}

void CurveView::placeEmptyText()
{
    QRect words(QPoint(), m_emptyText->sizeHint());
    words.moveCenter({m_plot->width() / 2, m_plot->height() / 4});
    m_emptyText->setGeometry(words);
}

void CurveView::exportAs(Save save, const QString& suffix, const QString& filter)
{
    QString name = m_title.isEmpty() ? tr("curves") : m_title;
    for (QChar& letter : name) {
        if (!letter.isLetterOrNumber())
            letter = QLatin1Char('-');
    }
    QString path = QFileDialog::getSaveFileName(this, tr("Export the curves"), name + QLatin1Char('.') + suffix, filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + suffix;
    if (const auto sentence = (this->*save)(path))
        emit exportFailed(*sentence);
    else
        emit exported(path);
}

CurvePage CurveView::page() const
{
    return {.title = m_title, .note = m_note->text(), .readout = *m_readout, .plot = *m_plot, .font = font(), .dotsPerInch = logicalDpiX()};
}

std::optional<QString> CurveView::savePng(const QString& path)
{
    return ::savePng(page(), path);
}

std::optional<QString> CurveView::savePdf(const QString& path)
{
    return ::savePdf(page(), path);
}

std::optional<QString> CurveView::saveCsv(const QString& path)
{
    return ::saveCsv(m_history, m_stepsPerEpoch, path);
}
