#include "app/window/number_presenter.h"

#include "app/learnt_hand.h"
#include "app/window/pad_panel.h"
#include "app/window/picture_input.h"
#include "app/workbench.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/picture_view.h"

#include <QLabel>

namespace {

/// For what does not look like a digit, though it is read as one: in a grey that is seen on light and on dark.
QString faint(const QString& text)
{
    return QStringLiteral("<span style='color: #808080'>%1</span>").arg(text.toHtmlEscaped());
}

} // namespace

NumberPresenter::NumberPresenter(PadPanel& panel, PictureInput& pictures, const Workbench& workbench, const LearntHand& hand,
                                 QObject* parent)
    : QObject(parent)
    , m_panel(panel)
    , m_pictures(pictures)
    , m_workbench(workbench)
    , m_hand(hand)
{
    connect(panel.pad, &DigitPad::wideChanged, this, &NumberPresenter::setWide);
    connect(panel.pad, &DigitPad::strokesChanged, this, &NumberPresenter::readLine);
    connect(&pictures, &PictureInput::pictureChanged, this, &NumberPresenter::readLine);
    const auto select = [this](int index) { m_reader.select(std::size_t(index)); };
    connect(panel.pad, &DigitPad::boxClicked, this, select);
    connect(panel.picture, &PictureView::boxClicked, this, select);
    connect(&m_reader, &NumberReader::changed, this, &NumberPresenter::showNumber);
    connect(&hand, &LearntHand::changed, this, &NumberPresenter::readLine);
    connect(&workbench, &Workbench::networkReplaced, this, &NumberPresenter::followNetwork);
    connect(&workbench, &Workbench::dataChanged, this, &NumberPresenter::showNumber); // other class names
    connect(&workbench, &Workbench::weightsChanged, this, [this] {
        const NetworkState& state = m_workbench.state();
        if (m_panel.pad->isWide())
            m_reader.setWeights(state.weights, state.calibration, state.isTrained());
    });
}

void NumberPresenter::setWide(bool isWide)
{
    m_panel.setWide(isWide);
    if (isWide)
        followNetwork();
}

void NumberPresenter::followNetwork()
{
    if (!m_panel.pad->isWide())
        return;
    const NetworkState& state = m_workbench.state();
    m_reader.setNetwork({state.network, state.weights, state.recipe.loss, state.calibration, state.namesClasses(), state.isTrained()});
}

void NumberPresenter::readLine()
{
    if (!m_panel.pad->isWide()) {
        showNumber();
        return;
    }
    m_isReading = true; // whoever gave the line asks for its digit
    m_reader.setLine(m_pictures.picture() ? m_pictures.picture()->line : engine::inkLineOf(m_panel.pad->strokes(), m_hand.straightening()));
    m_isReading = false;
}

void NumberPresenter::stepDigit(int by)
{
    const auto now = m_reader.selected();
    if (now && (by > 0 || *now > 0))
        m_reader.select(by > 0 ? *now + 1 : *now - 1);
}

QString NumberPresenter::textOf(const engine::DigitReading& digit) const
{
    if (!m_reader.namesDigits())
        return {};
    const auto data = m_workbench.data();
    const auto index = std::size_t(digit.digit);
    return data && index < data->test.classNames.size() ? QString::fromStdString(data->test.classNames[index]) : QString::number(digit.digit);
}

/// unit: what the line's boxes are told in shares of; margin: half a pen, for the box is of its path.
DigitBoxes NumberPresenter::boxes(QSizeF unit, double margin) const
{
    DigitBoxes result;
    const auto selected = m_reader.selected();
    for (std::size_t i = 0; i < m_reader.reading().digits.size(); ++i) {
        const engine::DigitReading& digit = m_reader.reading().digits[i];
        const engine::Box& box = m_reader.line().groups.candidates()[digit.candidate].box;
        const QRectF place = QRectF(QPointF(double(box.left), double(box.top)), QPointF(double(box.right), double(box.bottom)))
                                 .adjusted(-margin, -margin, margin, margin);
        result.push_back({QRectF(place.left() / unit.width(), place.top() / unit.height(), place.width() / unit.width(),
                                 place.height() / unit.height()),
                          m_reader.isDoubted(digit) ? tr("%1?").arg(textOf(digit)) : textOf(digit), selected == i});
    }
    return result;
}

void NumberPresenter::showNumber()
{
    const auto& picture = m_pictures.picture();
    if (!m_panel.pad->isWide()) {
        if (picture && picture->digit)
            m_panel.picture->setBoxes({{picture->inkBox, {}, true}});
        return;
    }
    if (picture)
        m_panel.picture->setBoxes(boxes(picture->lineSize, 0));
    else
        m_panel.pad->setBoxes(boxes({1, 1}, double(m_panel.pad->penWidth()) / 2 + 0.5));
    QStringList texts;
    bool isOneLetterEach = true;
    for (const engine::DigitReading& digit : m_reader.reading().digits) {
        const QString text = textOf(digit);
        texts << (m_reader.isDoubted(digit) && !text.isEmpty() ? faint(text) : text.toHtmlEscaped());
        isOneLetterEach = isOneLetterEach && text.size() <= 1;
    }
    const QString number = texts.join(isOneLetterEach ? QString() : QStringLiteral(" · "));
    m_panel.number->setText(number.isEmpty() ? QStringLiteral("–") : number);
    if (m_panel.number->text() == QStringLiteral("–"))
        m_panel.number->setToolTip(texts.isEmpty() ? tr("Write a number: its digits are found and read one by one")
                                                   : tr("This network names no digits yet: train it"));
    else
        m_panel.number->setToolTip(tr("Click a box to look at its digit; one with a ? does not look like a digit, and is grey up here"));
    if (const auto image = m_reader.selectedImage(); image != m_shown) {
        m_shown = image;
        if (!m_isReading)
            emit digitSelected();
    }
}
