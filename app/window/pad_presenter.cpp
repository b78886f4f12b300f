#include "app/window/pad_presenter.h"

#include "app/sample_reader.h"
#include "app/selection.h"
#include "app/window/pad_panel.h"
#include "app/workbench.h"
#include "engine/data/digit_image.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/probability_bars.h"
#include "ui/pad/sample_bar.h"

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

void PadPresenter::showSample()
{
    const auto data = m_workbench.data();
    const auto digit = m_selection.testDigit();
    if (digit && data && *digit < data->test.size()) {
        const auto pixels = data->test.sample(*digit);
        m_panel.sample->showTestDigit(*digit, QString::fromStdString(data->test.classNames[data->test.labels[*digit]]));
        m_reader.setPicture(std::vector<std::uint8_t>(pixels.begin(), pixels.end()));
        return;
    }
    m_panel.sample->showDrawing();
    if (const auto image = engine::digitFromStrokes(m_panel.pad->strokes()))
        m_reader.setPicture(std::vector<std::uint8_t>(image->begin(), image->end()));
    else
        m_reader.setPicture(std::nullopt);
}

void PadPresenter::showReading()
{
    const auto& picture = m_reader.picture();
    if (!picture) {
        m_panel.seen->clearPicture();
        m_panel.bars->setReading({});
        return;
    }
    const auto data = m_workbench.data();
    const engine::Shape shape = m_selection.testDigit() && data ? data->test.sampleShape : engine::Shape{1, 28, 28};
    m_panel.seen->setPicture(*picture, int(shape[1]), int(shape[2]));
    if (!m_reader.hasReading()) {
        m_panel.bars->setReading({});
        return;
    }
    const auto probabilities = m_reader.probabilities();
    m_panel.bars->setReading({.kind = m_workbench.state().weights->step > 0 ? Reading::Kind::Trained : Reading::Kind::Untrained,
                              .probabilities = {probabilities.begin(), probabilities.end()}});
}

void PadPresenter::showData()
{
    const auto data = m_workbench.data();
    m_panel.sample->setSampleCount(data ? data->test.size() : 0);
    if (m_selection.testDigit())
        m_selection.selectDrawing();
}
