#include "app/window/pad_presenter.h"

#include "app/network_pictures.h"
#include "app/sample_reader.h"
#include "app/selection.h"
#include "app/window/pad_panel.h"
#include "app/workbench.h"
#include "engine/data/digit_image.h"
#include "ui/charts/number_text.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/probability_bars.h"
#include "ui/pad/sample_bar.h"

#include <QLabel>

#include <algorithm>
#include <cmath>

namespace {

void showPicture(DigitImageView& view, std::span<const std::uint8_t> pixels, const engine::Shape& shape)
{
    const std::size_t columns = shape[shape.rank() - 1];
    view.setPicture(pixels, int(pixels.size() / columns), int(columns));
}

/// The mean squared error that an auto-encoder learns by.
double meanSquare(std::span<const float> given, std::span<const std::uint8_t> wanted)
{
    double sum = 0;
    for (std::size_t i = 0; i < given.size(); ++i)
        sum += std::pow(double(given[i]) - wanted[i] / 255.0, 2);
    return sum / double(given.size());
}

} // namespace

PadPresenter::PadPresenter(PadPanel& panel, SampleReader& reader, Selection& selection, const Workbench& workbench,
                           QObject* parent)
    : QObject(parent)
    , m_panel(panel)
    , m_reader(reader)
    , m_selection(selection)
    , m_workbench(workbench)
{
    connect(panel.pad, &DigitPad::strokesChanged, this, &PadPresenter::onDrawn);
    connect(panel.sample, &SampleBar::testDigitRequested, &selection, &Selection::selectTestDigit);
    connect(panel.sample, &SampleBar::drawingRequested, &selection, &Selection::selectDrawing);
    connect(&selection, &Selection::sampleChanged, this, &PadPresenter::showSample);
    connect(&reader, &SampleReader::readingChanged, this, &PadPresenter::showReading);
    connect(&workbench, &Workbench::dataChanged, this, &PadPresenter::showData);
    connect(&workbench, &Workbench::networkReplaced, this, &PadPresenter::showNetwork);
    showNetwork();
    showSample();
}

void PadPresenter::onDrawn()
{
    // Whoever draws wants to see the drawing read.
    if (m_selection.testDigit())
        m_selection.selectDrawing();
    else
        showSample();
}

void PadPresenter::showNetwork()
{
    const NetworkState& state = m_workbench.state();
    m_panel.sample->setHasDrawing(!state.readsPoints());
    if (state.readsPoints())
        m_panel.showNotice(tr("%1 reads two numbers, x1 and x2, and no drawing. Left and Right walk through its four "
                              "points; Toy shows what it says of the whole plane.")
                               .arg(QString::fromStdString(state.recipe.name)));
    else
        m_panel.showPad();
    if (state.namesClasses())
        m_panel.showBars();
    else
        m_panel.showGiven();
}

void PadPresenter::showSample()
{
    const auto data = m_workbench.data();
    const auto index = m_selection.testDigit();
    if (index && data && *index < data->test.size())
        showTestSample(*index);
    else
        showDrawing();
}

void PadPresenter::showTestSample(std::size_t index)
{
    const engine::Dataset& test = m_workbench.data()->test;
    const auto numbers = test.sample(index);
    m_shape = test.sampleShape;
    if (m_shape.rank() == 1) {
        m_panel.sample->showPoint(index, pointName(test, index));
        m_panel.seen->setCaption(tr("x1 = %1, x2 = %2").arg(numbers[0] / 255.0).arg(numbers[1] / 255.0));
    } else
        m_panel.sample->showTestDigit(index, QString::fromStdString(test.className(index)));
    m_reader.setPicture(std::vector<std::uint8_t>(numbers.begin(), numbers.end()));
}

void PadPresenter::showDrawing()
{
    m_shape = {1, 28, 28};
    m_panel.sample->showDrawing();
    if (const auto image = engine::digitFromStrokes(m_panel.pad->strokes()))
        m_reader.setPicture(std::vector<std::uint8_t>(image->begin(), image->end()));
    else
        m_reader.setPicture(std::nullopt);
}

void PadPresenter::showReading()
{
    if (const auto& picture = m_reader.picture())
        showPicture(*m_panel.seen, *picture, m_shape);
    else
        m_panel.seen->clearPicture();
    if (m_workbench.state().namesClasses())
        showClasses();
    else
        showGiven();
}

void PadPresenter::showClasses()
{
    if (!hasReading()) {
        m_panel.bars->setReading({});
        return;
    }
    const auto probabilities = classProbabilities(m_reader.probabilities());
    const auto data = m_workbench.data();
    QStringList names;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const bool isNamed = data && i < data->test.classNames.size();
        names << (isNamed ? QString::fromStdString(data->test.classNames[i]) : QString::number(i));
    }
    m_panel.bars->setClassNames(names);
    m_panel.bars->setReading({.kind = m_workbench.state().weights->step > 0 ? Reading::Kind::Trained : Reading::Kind::Untrained,
                              .probabilities = probabilities});
}

void PadPresenter::showGiven()
{
    if (!hasReading()) {
        m_panel.given->clearPicture();
        m_panel.givenText->setText(tr("This network names no digit: it gives the picture back. Draw one."));
        return;
    }
    const auto given = m_reader.probabilities();
    std::vector<std::uint8_t> pixels(given.size());
    std::ranges::transform(given, pixels.begin(), [](float value) { return std::uint8_t(std::lround(255 * std::clamp(value, 0.0f, 1.0f))); });
    showPicture(*m_panel.given, pixels, m_shape);
    m_panel.givenText->setText((m_workbench.state().isTrained() ? tr("It names no digit: it gives the picture back, with a mean squared error of %1.")
                                                               : tr("Not trained yet: what it gives back is noise, with a mean squared error of %1."))
                                   .arg(numberText(meanSquare(given, *m_reader.picture()))));
}

bool PadPresenter::hasReading() const
{
    return &m_reader.network() == m_workbench.state().network.get() && m_reader.hasReading();
}

void PadPresenter::showData()
{
    const auto data = m_workbench.data();
    m_panel.sample->setSampleCount(data ? data->test.size() : 0);
    // Other data: no sample of the old ones means anything.
    if (m_workbench.state().readsPoints())
        m_selection.selectTestDigit(0);
    else
        m_selection.selectDrawing();
    showSample();
}
