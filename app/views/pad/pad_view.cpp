#include "app/views/pad/pad_view.h"

#include "app/session/commands.h"
#include "app/session/drawing_label.h"
#include "app/session/notices.h"
#include "app/session/pad_number.h"
#include "app/session/pad_strokes.h"
#include "app/session/picture_input.h"
#include "app/session/writer_adaptation.h"
#include "app/views/network_pictures.h"
#include "app/views/pad/number_display.h"
#include "app/views/pad/pad_answer.h"
#include "app/views/pad/outside_display.h"
#include "app/views/pad/pad_panel.h"
#include "engine/data/class_names.h"
#include "ui/pad/class_wording.h"
#include "ui/pad/correction_bar.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/pad/picture_view.h"
#include "ui/pad/sample_bar.h"
#include "ui/style/announcement.h"

#include <QAction>
#include <QLabel>
#include <QLocale>
#include <QScopedValueRollback>

namespace {

const QString labelSubject = QStringLiteral("label");

} // namespace

PadView::PadView(const Context& context)
    : m_context(context)
    , m_panel(new PadPanel)
    , m_saidNumber(new Announcement(m_panel->number))
    , m_offer(context, this)
{
    connectDrawing();
    connectSample();
    connect(m_panel, &PadPanel::toyRequested, this, [this] { m_context.commands.run(QStringLiteral("view.toy")); });
    connect(m_panel, &PadPanel::drawingRequested, &context.pictures, &PictureInput::close);
    connect(m_panel->picture, &PictureView::cropChosen, this,
            [this](const QRectF& area) { m_context.pictures.setCrop(area); });
    connect(m_panel, &PadPanel::cropResetRequested, this, [this] { m_context.pictures.setCrop({}); });
    adoptActions();
}

QWidget* PadView::widget()
{
    return m_panel;
}

void PadView::connectDrawing()
{
    const DigitPad* pad = m_panel->pad;
    connect(pad, &DigitPad::strokesChanged, this, &PadView::onDrawn);
    connect(pad, &DigitPad::wideChanged, this, [this](bool isWide) {
        if (!m_isFollowing)
            m_context.pad.setPaper(isWide ? PadStrokes::Paper::Number : PadStrokes::Paper::Digit);
    });
    connect(pad, &DigitPad::boxClicked, this, &PadView::onBoxClicked);
    connect(m_panel->picture, &PictureView::boxClicked, this, &PadView::onBoxClicked);
    connect(&m_context.pad, &PadStrokes::changed, this, &PadView::followInk);
    followInk();

    connect(m_panel->tools->uprightAction(), &QAction::toggled, &m_context.writer, &WriterAdaptation::setApplied);
    connect(&m_context.writer, &WriterAdaptation::changed, this, &PadView::showWriter);
    showWriter();
    connect(m_panel->correction, &CorrectionBar::labelGiven, this, &PadView::giveLabel);
    connect(&m_context.label, &DrawingLabel::changed, this, &PadView::showLabel);
    showLabel();
}

/// The arrows lead from digit to digit while the pad is out of sight, too: the bar always knows where they are.
void PadView::connectSample()
{
    connect(m_panel->sample, &SampleBar::testDigitRequested, &m_context.selection, &Selection::selectTestDigit);
    connect(m_panel->sample, &SampleBar::drawingRequested, &m_context.selection, &Selection::selectDrawing);
    connect(&m_context.selection, &Selection::sampleChanged, this, &PadView::showSampleName);
    connect(&m_context.runs.current(), &Run::dataChanged, this, &PadView::showSampleName);
    connect(&m_context.runs.current(), &Run::replaced, this, &PadView::showSampleName);
    showSampleName();
}

void PadView::adoptActions()
{
    const auto adopt = [this](const char* id, const QString& group, QAction* action) {
        m_context.commands.adopt(QLatin1String(id), group, action);
    };
    const QString group = tr("Draw");
    const PadToolBar& tools = *m_panel->tools;
    adopt("pad.pen", group, tools.penAction());
    adopt("pad.eraser", group, tools.eraserAction());
    adopt("pad.thinner", group, tools.thinnerAction());
    adopt("pad.thicker", group, tools.thickerAction());
    adopt("pad.undo", group, tools.undoAction());
    adopt("pad.redo", group, tools.redoAction());
    adopt("pad.clear", group, tools.clearAction());
    const QList<QAction*> views = tools.viewActions();
    adopt("pad.ink", group, views[0]);
    adopt("pad.pixels", group, views[1]);
    adopt("pad.numbers", group, views[2]);
    adopt("pad.wide", group, tools.wideAction());
    adopt("pad.upright", group, tools.uprightAction());
    const auto& labels = m_panel->correction->actions();
    for (std::size_t digit = 0; digit < labels.size(); ++digit)
        m_context.commands.adopt(digit < 10 ? QStringLiteral("label.%1").arg(digit) : QStringLiteral("label.none"),
                                 group + QLatin1Char('/') + tr("I drew a …"), labels[digit]);
    adopt("sample.previous", group, m_panel->sample->previousAction());
    adopt("sample.next", group, m_panel->sample->nextAction());
    adopt("sample.drawing", group, m_panel->sample->drawingAction());
}

void PadView::onDrawn()
{
    if (m_isFollowing)
        return;
    const auto strokes = m_panel->pad->strokes();
    const auto& ink = m_context.pad.ink();
    const bool isDrawn = strokes != (m_panel->pad->isWide() ? ink.number : ink.digit); // not another paper alone
    m_context.pad.setStrokes(strokes);
    if (isDrawn && m_context.pictures.picture()) // it was put away for a test digit, in whose place one draws
        m_context.pictures.close();
    lookAtDrawing();
}

void PadView::onBoxClicked(int index)
{
    m_context.number.select(std::size_t(index));
    lookAtDrawing();
}

/// Whoever draws wants to see the drawing read.
void PadView::lookAtDrawing()
{
    if (!m_context.runs.state().readsPoints())
        m_context.selection.selectDrawing();
}

void PadView::followInk()
{
    if (m_isFollowing)
        return;
    const QScopedValueRollback following(m_isFollowing, true);
    DigitPad& pad = *m_panel->pad;
    pad.setWide(m_context.pad.isWide());
    const auto follow = [&pad](DigitPad::Paper paper, const std::vector<engine::Stroke>& strokes) {
        if (pad.strokesOn(paper) != strokes)
            pad.setStrokesOn(paper, strokes);
    };
    follow(DigitPad::Paper::Digit, m_context.pad.ink().digit);
    follow(DigitPad::Paper::Number, m_context.pad.ink().number);
}

void PadView::showWriter()
{
    m_panel->tools->showWriter(m_context.writer.inWords());
    m_panel->tools->uprightAction()->setChecked(m_context.writer.isApplied());
}

/// Why it cannot be kept is a sentence: beside the labels there is no room for one.
void PadView::giveLabel(std::optional<int> label)
{
    if (!m_context.label.give(label))
        m_context.notices.say({.sentence = m_context.label.notice(), .subject = labelSubject});
}

void PadView::showLabel()
{
    const auto& given = m_context.label.given();
    m_panel->correction->setGiven(given ? std::optional(CorrectionBar::Given{given->digit}) : std::nullopt);
    m_panel->correction->setNotice(given ? m_context.label.notice() : QString());
    m_context.notices.expire(labelSubject); // it spoke of what was to be kept before
}

void PadView::refresh(Inspection::Changes what)
{
    followInk(); // it may not have been told yet
    if (what & (Inspection::Network | Inspection::Data))
        showPrompt();
    if (what & (Inspection::Network | Inspection::Data | Inspection::SampleOf)) {
        showSampleName();
        showPage();
        showInput();
        showSampleOnPad();
    }
    if (what & (Inspection::Network | Inspection::Data | Inspection::SampleOf | Inspection::Weights | Inspection::Interventions))
        showAnswer(*m_panel, m_context.inspection);
    if (what & (Inspection::Network | Inspection::Data | Inspection::SampleOf))
        showNumber();
}

void PadView::showSampleName()
{
    const auto& data = m_context.runs.data();
    SampleBar& bar = *m_panel->sample;
    bar.setSampleCount(data ? data->test.size() : 0);
    bar.setHasDrawing(!m_context.runs.state().readsPoints());
    const auto index = m_context.selection.testDigit();
    if (!index || !data || *index >= data->test.size()) {
        if (const auto& picture = m_context.pictures.picture())
            bar.showPicture(picture->name);
        else
            bar.showDrawing();
        return;
    }
    const engine::Dataset& test = data->test;
    if (test.sampleShape.rank() == 1)
        bar.showPoint(*index, pointName(test, *index));
    else
        bar.showTestDigit(*index, QString::fromStdString(test.className(*index)),
                          test.classNames.size() <= 10 && engine::areNumbered(test.classNames));
}

void PadView::showPrompt()
{
    const QStringList& names = m_context.inspection.classNames();
    m_panel->pad->setHint(areNumbers(names) && names.size() <= 10 ? tr("Draw a digit here") : drawingPrompt(names));
    const bool readsPoints = m_context.inspection.model().readsPoints();
    m_panel->correction->setEnabled(!readsPoints);
    m_panel->tools->wideAction()->setEnabled(!readsPoints || m_context.pad.isWide()); // there is no number in a point
}

void PadView::showPage()
{
    const engine::Model& model = m_context.inspection.model();
    const bool isPicture = m_context.pictures.picture() && !m_context.selection.testDigit();
    if (model.readsPoints()) {
        m_panel->showNotice(tr("%1 reads two numbers, x1 and x2, and no drawing. Left and Right walk through its four "
                               "points; Toy shows what it says of the whole plane.")
                                .arg(QString::fromStdString(model.recipe.name)));
    } else if (isPicture) {
        showOutsidePicture(*m_panel, m_context.pictures);
        m_panel->showPicture();
    } else
        m_panel->showPad();
}

void PadView::showInput()
{
    DigitImageView& seen = *m_panel->seen;
    const auto& input = m_context.inspection.input();
    seen.setCaption(input && input->isFilled          ? tr("The network sees: filled")
                        : input && input->isTransformed ? tr("The network sees: straightened")
                                                         : tr("The network sees"));
    if (!input) {
        seen.clearPicture();
        return;
    }
    const std::size_t columns = input->shape[input->shape.rank() - 1];
    if (input->shape.rank() == 1 && columns == 2)
        seen.setCaption(tr("x1 = %1, x2 = %2").arg(input->pixels[0] / 255.0).arg(input->pixels[1] / 255.0));
    seen.setPicture(input->pixels, int(input->pixels.size() / columns), int(columns));
}

/// On the pad, too, is what the network is given: else one would take its answer for one to the ink.
void PadView::showSampleOnPad()
{
    const auto& data = m_context.runs.data();
    const auto index = m_context.selection.testDigit();
    const auto& input = m_context.inspection.input();
    if (!index || !data || *index >= data->test.size() || !input || input->shape.rank() != 3) {
        m_panel->pad->hideSample();
        return;
    }
    const int columns = int(input->shape[2]), rows = int(input->pixels.size()) / columns;
    const QString number = QLocale(QLocale::English).toString(qulonglong(*index) + 1);
    m_panel->pad->showSample(input->pixels, rows, columns,
                             tr("test digit %1, labelled %2").arg(number, QString::fromStdString(data->test.className(*index))));
}

void PadView::showNumber()
{
    const PadNumber& number = m_context.number;
    const QStringList& names = m_context.inspection.classNames();
    const auto& picture = m_context.pictures.picture();
    m_saidNumber->tellAtRest(m_context.pad.isWide() ? numberSentence(number, names) : QString());
    if (!m_context.pad.isWide()) {
        if (picture)
            m_panel->picture->setBoxes(inkBoxOf(*picture));
        return;
    }
    if (picture)
        m_panel->picture->setBoxes(onPicture(numberBoxes(number, names, number.lineSize(), 0), number.linePlace()));
    else
        m_panel->pad->setBoxes(numberBoxes(number, names, {1, 1}, double(m_panel->pad->penWidth()) / 2 + 0.5));
    const QString text = numberMarkup(number, names);
    m_panel->number->setText(text.isEmpty() ? QStringLiteral("–") : text);
    if (!text.isEmpty())
        m_panel->number->setToolTip(tr("Click a box to look at its digit; one with a ? does not look like a digit, and is grey up here"));
    else if (number.prediction().digits.empty())
        m_panel->number->setToolTip(tr("Write a number: its digits are found and read one by one"));
    else
        m_panel->number->setToolTip(tr("This network names no digits yet: train it"));
}
