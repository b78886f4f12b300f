#include "app/views/activations/activations_panel.h"

#include "app/views/activations/histogram_chart.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace {

constexpr int manyNumbers = 100;

/// Of each side of 0. Where the axis has fixed ends, a bin ends where the flat parts begin: 40 of 0.025 or of 0.05.
int binsPerSide(const ActivationsPanel::Layer& layer, std::size_t numbers)
{
    if (layer.limit)
        return layer.isSigned ? 20 : 40;
    return numbers < manyNumbers ? 10 : 20;
}

QLabel* wrappedLabel(const char* property, const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    if (property)
        label->setProperty(property, true);
    return label;
}

} // namespace

ActivationsPanel::ActivationsPanel(QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
    m_pages->addWidget(buildEmptyPage());
    m_pages->addWidget(buildPage());
}

QWidget* ActivationsPanel::buildEmptyPage()
{
    auto* page = new QWidget(m_pages);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(10);
    auto* heading = wrappedLabel("heading", tr("How active a layer's units are"), page);
    auto* purpose = wrappedLabel("muted",
                                 tr("Draw a digit to see how often each value occurs among a layer's units, and how "
                                    "many of them are silent or saturated, so that they hardly learn."),
                                 page);
    purpose->setObjectName(QStringLiteral("activationsPurpose"));
    heading->setAlignment(Qt::AlignCenter);
    purpose->setAlignment(Qt::AlignCenter);
    m_example = new QPushButton(tr("Show a test digit"), page);
    m_example->setObjectName(QStringLiteral("activationsExample"));
    m_example->setProperty("primary", true);
    connect(m_example, &QPushButton::clicked, this, &ActivationsPanel::exampleRequested);
    column->addStretch(1);
    column->addWidget(heading);
    column->addWidget(purpose);
    column->addWidget(m_example, 0, Qt::AlignCenter);
    column->addStretch(1);
    return page;
}

QWidget* ActivationsPanel::buildPage()
{
    auto* page = new QWidget(m_pages);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 10, 12, 4);
    column->setSpacing(2);
    m_title = wrappedLabel("heading", {}, page);
    m_title->setObjectName(QStringLiteral("activationsTitle"));
    m_hint = wrappedLabel("muted", {}, page);
    m_words = wrappedLabel(nullptr, {}, page);
    m_words->setObjectName(QStringLiteral("activationsWords"));
    m_chart = new HistogramChart(page);
    m_chart->setAccessibleName(tr("Histogram of the layer's activations"));
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addSpacing(4);
    column->addWidget(m_words);
    column->addWidget(m_chart, 1);
    return page;
}

void ActivationsPanel::setLayer(const Layer& layer)
{
    m_layer = layer;
    m_limit.release();
    m_chart->releaseScale();
    m_title->setText(layer.title);
    m_chart->setAxes(tr("activation"), layer.areMaps ? tr("numbers") : tr("units"));
    constexpr double never = std::numeric_limits<double>::infinity();
    m_chart->setTinted(layer.flat ? double(layer.flat->below) : -never, layer.flat ? double(layer.flat->above) : never);
}

void ActivationsPanel::setHint(const QString& hint)
{
    m_hint->setText(hint);
}

float ActivationsPanel::limitFor(std::span<const float> numbers)
{
    if (m_layer.limit)
        return *m_layer.limit;
    float peak = 0;
    for (const float number : numbers)
        if (std::isfinite(number))
            peak = std::max(peak, std::abs(number));
    m_limit.followBothWays(peak);
    return m_limit.limit() > 0 ? m_limit.top() : 1;
}

void ActivationsPanel::setNumbers(std::span<const float> numbers)
{
    const float limit = limitFor(numbers);
    const int bins = binsPerSide(m_layer, numbers.size());
    // Zero is the border of two bins; where nothing lies below it, one empty bin sets it off from the axis.
    m_chart->setHistogram(m_layer.isSigned ? histogramOf(numbers, -limit, limit, 2 * bins)
                                           : histogramOf(numbers, -limit / float(bins), limit, bins + 1));
    m_words->setText(inWords(sharesOf(numbers, m_layer.flat), m_layer.flat, m_layer.areMaps));
    m_chart->setAccessibleDescription(m_words->text());
    m_pages->setCurrentIndex(1);
}

void ActivationsPanel::clear(bool canShowExample)
{
    m_example->setVisible(canShowExample);
    m_limit.release();
    m_chart->releaseScale();
    m_pages->setCurrentIndex(0);
}
