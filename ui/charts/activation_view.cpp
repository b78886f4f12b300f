#include "ui/charts/activation_view.h"

#include "ui/charts/activation_canvas.h"
#include "ui/style/elided_label.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace {

constexpr int strongestZoom = 6;

} // namespace

ActivationView::ActivationView(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new ActivationCanvas)
    , m_scroll(new QScrollArea(this))
    , m_emptyText(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_scroll, 1);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setProperty("heading", true);
    m_emptyText->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_emptyText->setAutoFillBackground(true); // it lies on the empty columns
    m_emptyText->setMargin(10);
    m_emptyText->raise();
    showWords({});
    m_scroll->setWidget(m_canvas);
    m_scroll->setAlignment(Qt::AlignHCenter);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(240, 260);
    keepMeasured(m_canvas, [this] {
        m_canvas->setFont(smallFont());
        arrange();
    });
    connect(m_canvas, &ActivationCanvas::unitClicked, this, &ActivationView::unitClicked);
}

QWidget* ActivationView::buildBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 2);
    layout->setSpacing(8);

    m_words = new ElidedLabel(bar);
    m_words->setObjectName(QStringLiteral("words"));
    m_words->setProperty("muted", true);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_words, 1);

    auto* rescaleButton = new QToolButton(bar);
    rescaleButton->setObjectName(QStringLiteral("rescale"));
    rescaleButton->setText(tr("Rescale"));
    rescaleButton->setToolTip(tr("Fit the colours to the activations as they are now. Otherwise the scale only widens, "
                                 "in steps, so that nothing flickers."));
    connect(rescaleButton, &QToolButton::clicked, this, &ActivationView::rescale);
    layout->addWidget(rescaleButton);

    m_fit = new QToolButton(bar);
    m_fit->setObjectName(QStringLiteral("fit"));
    m_fit->setText(tr("Fit"));
    m_fit->setToolTip(tr("The whole network in sight, as large as the window allows"));
    m_fit->setCheckable(true);
    m_fit->setChecked(true);
    connect(m_fit, &QToolButton::toggled, this, &ActivationView::arrange);
    layout->addWidget(m_fit);

    auto* zoomLabel = new QLabel(tr("Size"), bar);
    zoomLabel->setProperty("muted", true);
    m_zoom = new QSlider(Qt::Horizontal, bar);
    m_zoom->setObjectName(QStringLiteral("zoom"));
    m_zoom->setAccessibleName(tr("Size of the cells"));
    m_zoom->setToolTip(tr("Size of the cells"));
    m_zoom->setRange(1, strongestZoom);
    m_zoom->setPageStep(1);
    keepMeasured(m_zoom, [this] { m_zoom->setFixedWidth(scaled(90)); });
    connect(m_zoom, &QSlider::valueChanged, this, [this] {
        const QSignalBlocker once(m_fit); // arranged below
        m_fit->setChecked(false);
        arrange();
    });
    layout->addWidget(zoomLabel);
    layout->addWidget(m_zoom);
    return bar;
}

void ActivationView::setLayers(const std::vector<LayerActivations>& layers)
{
    m_canvas->setLayers(layers);
    showWords(layers);
    m_emptyText->show();
    arrange();
}

/// Points have no pixels, and are not drawn; an auto-encoder gives its input back.
void ActivationView::showWords(const std::vector<LayerActivations>& layers)
{
    const bool isOfPixels = layers.empty() || layers.front().isMaps();
    const bool givesBack = !layers.empty() && layers.back().look == ActivationLook::Ink;
    m_words->setText(givesBack ? tr("From the pixels to the reconstruction")
                     : isOfPixels ? tr("From the pixels to the prediction") : tr("From the inputs to the prediction"));
    m_words->setWholeOrNone(m_words->text());
    m_emptyText->setText(isOfPixels ? tr("Draw a digit to see it travel through the network")
                                    : tr("Choose a point to see it travel through the network"));
}

void ActivationView::setActivations(std::span<const std::span<const float>> values)
{
    m_canvas->setActivations(values);
    m_emptyText->setVisible(values.empty());
}

void ActivationView::setConnections(std::vector<UnitConnections> connections)
{
    m_canvas->setConnections(std::move(connections));
}

void ActivationView::clearActivations()
{
    setActivations({});
}

void ActivationView::setSelectedUnit(std::optional<std::pair<int, int>> layerAndUnit)
{
    m_canvas->setSelected(layerAndUnit);
    if (!layerAndUnit || std::size_t(layerAndUnit->first) >= m_canvas->layout().columns.size())
        return;
    const QRect unit = m_canvas->layout().columns[std::size_t(layerAndUnit->first)].unitRect(layerAndUnit->second);
    m_scroll->ensureVisible(unit.center().x(), unit.center().y(), unit.width() / 2 + 8, 0);
}

void ActivationView::rescale()
{
    m_canvas->releaseScales();
}

void ActivationView::fitToWindow()
{
    m_fit->setChecked(true);
    arrange();
}

void ActivationView::arrange()
{
    // Room for the bar is always kept, so that its coming and going does not change the layout again.
    const QSize room = m_scroll->maximumViewportSize() - QSize(0, m_scroll->horizontalScrollBar()->sizeHint().height());
    if (m_fit->isChecked())
        m_canvas->arrangeWithin(room, strongestZoom);
    else
        m_canvas->arrange(room.height(), m_zoom->value());
    QRect words(QPoint(), m_emptyText->sizeHint());
    words.moveCenter(m_scroll->geometry().center());
    m_emptyText->setGeometry(words);
}

void ActivationView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ActivationView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    arrange();
}
