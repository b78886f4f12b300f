#include "app/window/pad_presenter.h"

#include "app/class_words.h"
#include "app/learnt_hand.h"
#include "app/network_pictures.h"
#include "app/sample_reader.h"
#include "app/selection.h"
#include "app/window/doubt_help.h"
#include "app/window/number_presenter.h"
#include "app/window/pad_panel.h"
#include "app/window/picture_input.h"
#include "app/workbench.h"
#include "engine/data/class_names.h"
#include "engine/data/picture_of.h"
#include "ui/charts/number_text.h"
#include "ui/pad/class_wording.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/pad/probability_bars.h"
#include "ui/pad/sample_bar.h"

#include <QAction>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace {

void showPicture(DigitImageView& view, std::span<const std::uint8_t> pixels, const engine::Shape& shape)
{
    const std::size_t columns = shape[shape.rank() - 1];
    view.setPicture(pixels, int(pixels.size() / columns), int(columns));
}

/// Where nobody has measured how sure the network is of digits, doubt may as well be its own fault as the drawing's.
Reading::Kind kindOf(const SampleReader& reader)
{
    const bool isRefused = reader.calibration().isFound() && !reader.isOfSomeClass();
    return isRefused ? Reading::Kind::Refused : Reading::Kind::Trained;
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

PadPresenter::PadPresenter(PadPanel& panel, NumberPresenter& number, PictureInput& pictures, SampleReader& reader,
                           Selection& selection, const Workbench& workbench, LearntHand& hand, QObject* parent)
    : QObject(parent)
    , m_panel(panel)
    , m_number(number)
    , m_pictures(pictures)
    , m_reader(reader)
    , m_selection(selection)
    , m_workbench(workbench)
    , m_hand(hand)
{
    connect(panel.pad, &DigitPad::strokesChanged, this, &PadPresenter::onDrawn);
    connect(&number, &NumberPresenter::digitSelected, this, &PadPresenter::onDrawn);
    connect(&pictures, &PictureInput::pictureChanged, this, &PadPresenter::onDrawn);
    connect(panel.sample, &SampleBar::testDigitRequested, &selection, &Selection::selectTestDigit);
    connect(panel.sample, &SampleBar::drawingRequested, &selection, &Selection::selectDrawing);
    connect(&selection, &Selection::sampleChanged, this, &PadPresenter::showSample);
    connect(&reader, &SampleReader::readingChanged, this, &PadPresenter::showReading);
    connect(&workbench, &Workbench::dataChanged, this, &PadPresenter::showData);
    connect(&workbench, &Workbench::networkReplaced, this, &PadPresenter::showNetwork);
    connect(&workbench, &Workbench::classesChanged, this, &PadPresenter::showNetwork);
    connect(panel.tools->uprightAction(), &QAction::toggled, &hand, &LearntHand::setApplied);
    connect(&hand, &LearntHand::changed, this, &PadPresenter::showHand);
    showHand();
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
    showClassNames();
    if (state.readsPoints())
        m_panel.showNotice(tr("%1 reads two numbers, x1 and x2, and no drawing. Left and Right walk through its four "
                              "points; Toy shows what it says of the whole plane.")
                               .arg(QString::fromStdString(state.recipe.name)));
    else if (m_pictures.picture())
        m_panel.showPicture();
    else
        m_panel.showPad();
    if (state.namesClasses())
        m_panel.showBars();
    else
        m_panel.showGiven();
    if (!m_selection.testDigit())
        showSample(); // a drawing is brought into the shape that this network knows
}

void PadPresenter::showClassNames()
{
    const QStringList names = classNamesOf(m_workbench.state(), m_workbench.data().get());
    m_panel.pad->setHint(areNumbers(names) && names.size() <= 10 ? tr("Draw a digit here") : drawingPrompt(names));
    if (!names.isEmpty())
        m_panel.bars->setClassNames(names);
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
    m_panel.seen->setCaption(tr("The network sees"));
    m_shape = test.sampleShape;
    if (m_shape.rank() == 1) {
        m_panel.sample->showPoint(index, pointName(test, index));
        m_panel.seen->setCaption(tr("x1 = %1, x2 = %2").arg(numbers[0] / 255.0).arg(numbers[1] / 255.0));
    } else
        m_panel.sample->showTestDigit(index, QString::fromStdString(test.className(index)),
                                      test.classNames.size() <= 10 && engine::areNumbered(test.classNames));
    m_reader.setPicture(std::vector<std::uint8_t>(numbers.begin(), numbers.end()));
}

void PadPresenter::showDrawing()
{
    const engine::DrawingStyle style = m_workbench.state().readsPoints()
        ? engine::DrawingStyle{}
        : drawingStyleOf(m_workbench.state(), m_workbench.data().get());
    m_shape = {1, style.rows, style.columns};
    m_panel.sample->showDrawing();
    m_panel.seen->setCaption(style.isSolid          ? tr("The network sees: filled")
                                 : isStraightened() ? tr("The network sees: straightened")
                                                    : tr("The network sees"));
    m_reader.setPicture(drawnPicture(style));
}

void PadPresenter::showHand()
{
    m_panel.tools->showHand(m_hand.inWords());
    m_panel.tools->uprightAction()->setChecked(m_hand.isApplied());
    if (!m_selection.testDigit())
        showSample();
}

/// Pictures from outside are nobody's hand.
bool PadPresenter::isStraightened() const
{
    return !m_hand.straightening().isNone() && !m_pictures.picture();
}

/// Of the picture from outside where there is one, of the number's selected digit on the wide pad.
std::optional<engine::Picture> PadPresenter::drawnPicture(const engine::DrawingStyle& style) const
{
    const auto copyOf = [](const std::optional<engine::DigitImage>& image) {
        return image ? std::optional(engine::Picture(image->begin(), image->end())) : std::nullopt;
    };
    if (m_panel.pad->isWide())
        return copyOf(m_number.selectedImage());
    if (m_pictures.picture())
        return copyOf(m_pictures.picture()->digit);
    return engine::pictureOfStrokes(engine::straightened(m_panel.pad->strokes(), m_hand.straightening()), style);
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
        m_panel.bars->setToolTip({});
        return;
    }
    const auto probabilities = classProbabilities(m_reader.probabilities());
    m_panel.bars->setClassNames(classNamesOf(m_workbench.state(), m_workbench.data().get()));
    const bool isTrained = m_workbench.state().weights->step > 0;
    m_panel.bars->setReading({.kind = isTrained ? kindOf(m_reader) : Reading::Kind::Untrained, .probabilities = probabilities});
    m_panel.bars->setToolTip(isTrained ? doubtHelp(m_reader.calibration()) : QString());
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
    showClassNames();
    // Other data: no sample of the old ones means anything.
    if (m_workbench.state().readsPoints())
        m_selection.selectTestDigit(0);
    else
        m_selection.selectDrawing();
    showSample();
}
