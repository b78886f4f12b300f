#include "app/views/unit/inspector.h"

#include "app/views/unit/scale_bar.h"
#include "app/views/unit/sum_text.h"
#include "ui/charts/number_picture.h"
#include "ui/charts/number_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr std::size_t productsWrittenOut = 5;

QString subtitle(const UnitPage& page)
{
    const QString count = countText(page.weights.size());
    if (page.kind != QStringLiteral("conv2d"))
        return Inspector::tr("%1 weights and a bias").arg(count);
    const QString maps = page.channels == 1 ? Inspector::tr("one channel") : Inspector::tr("%1 channels").arg(page.channels);
    const QString kernel = Inspector::tr("a %1×%2 filter over %3: %4 weights and a bias")
                               .arg(page.rows)
                               .arg(page.columns)
                               .arg(maps, count);
    return page.place.isEmpty() ? kernel : Inspector::tr("%1; at %2").arg(kernel, page.place);
}

} // namespace

Inspector::Inspector(QWidget* parent)
    : QWidget(parent)
    , m_hint(new QLabel(this))
    , m_content(buildPage())
{
    m_hint->setObjectName(QStringLiteral("hint"));
    m_hint->setProperty("muted", true);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(16);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_hint);
    column->addWidget(m_content);
    setMinimumWidth(240);
    clear();
}

QWidget* Inspector::buildPage()
{
    auto* page = new QWidget(this);
    m_title = new QLabel(page);
    m_title->setObjectName(QStringLiteral("title"));
    m_title->setProperty("heading", true);
    m_subtitle = new QLabel(page);
    m_subtitle->setProperty("muted", true);
    m_subtitle->setWordWrap(true);
    m_scale = new ScaleBar(page);
    m_scale->setToolTip(tr("One scale for weights and products; it ends at the 99th percentile"));
    m_sum = new QLabel(page);
    m_sum->setObjectName(QStringLiteral("sum"));
    m_sum->setTextFormat(Qt::RichText);
    m_sum->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sum->setWordWrap(true);

    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addLayout(buildPictures());
    column->addWidget(m_scale);
    column->addSpacing(4);
    column->addWidget(m_sum);
    column->addStretch();

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

QLayout* Inspector::buildPictures()
{
    m_input = new NumberPicture(this);
    m_weights = new NumberPicture(this);
    m_products = new NumberPicture(this);
    m_input->setCaption(tr("input"));
    m_weights->setCaption(tr("weights"));
    m_products->setCaption(tr("products"));
    m_times = new QLabel(QStringLiteral("×"), this);
    m_equals = new QLabel(QStringLiteral("="), this);

    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_input, 1);
    row->addWidget(m_times);
    row->addWidget(m_weights, 1);
    row->addWidget(m_equals);
    row->addWidget(m_products, 1);
    row->addStretch();
    return row;
}

void Inspector::setUnit(const UnitPage& page)
{
    Q_ASSERT(page.input.empty() || page.input.size() == page.weights.size());
    m_page = page;
    showPage();
}

void Inspector::clear()
{
    explain(tr("Click a unit in Inside or a picture in Weights: here you see what it multiplies, what it adds up, "
               "and what comes out."));
}

void Inspector::explain(const QString& sentence)
{
    m_hint->setText(sentence);
    m_page.reset();
    showPage();
}

void Inspector::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showPage(); // the table's colours are written into its text
    QWidget::changeEvent(event);
}

void Inspector::showPage()
{
    m_hint->setVisible(!m_page);
    m_content->setVisible(m_page.has_value());
    if (!m_page)
        return;
    m_subtitle->setText(subtitle(*m_page));
    showPictures(*m_page);
    QString title = tr("%1 · unit %2").arg(m_page->layerName).arg(m_page->unit);
    if (!m_page->unitName.isEmpty())
        title += QStringLiteral(" · ") + m_page->unitName;
    if (m_page->input.empty()) {
        m_sum->setText(tr("Draw a digit to see the sum."));
    } else {
        const WeightedSum sum
            = weightedSum(m_page->weights, m_page->input, double(m_page->bias), productsWrittenOut);
        m_sum->setText(sumTable(*m_page, sum));
        title += tr(" · sum %1").arg(numberText(sum.total())); // also where the table lies below the edge
    }
    m_title->setText(title);
}

void Inspector::showPictures(const UnitPage& page)
{
    const bool hasInput = !page.input.empty();
    for (QWidget* part : std::initializer_list<QWidget*>{m_input, m_times, m_equals, m_products})
        part->setVisible(hasInput);

    const float limit = symmetricLimit(page.weights);
    m_scale->setLimit(limit);
    m_weights->setNumbers(page.weights, page.channels, page.rows, page.columns);
    m_weights->setColours(ColourMap::Signed, limit);
    if (!hasInput)
        return;

    std::vector<float> products(page.weights.size());
    std::ranges::transform(page.weights, page.input, products.begin(), std::multiplies<>{});
    m_products->setNumbers(std::move(products), page.channels, page.rows, page.columns);
    m_products->setColours(ColourMap::Signed, limit);

    const auto [lowest, highest] = std::ranges::minmax(page.input);
    m_input->setNumbers(page.input, page.channels, page.rows, page.columns);
    if (lowest < 0)
        m_input->setColours(ColourMap::Signed, symmetricLimit(page.input));
    else
        m_input->setColours(ColourMap::Ink, highest);
}
