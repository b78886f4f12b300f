#include "app/session/number_offer.h"
#include "app/views/pad/pad_view.h"
#include "engine/gallery/gallery.h"
#include "engine/inspect/predictor.h"
#include "tests/app/hand_made.h"
#include "tests/app/views/view_bench.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"
#include "ui/pad/correction_bar.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/pad/picture_view.h"
#include "ui/pad/probability_bars.h"
#include "ui/pad/sample_bar.h"
#include "ui/style/announcement.h"

#include <QAction>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>

namespace {

const ViewInfo padInfo{QStringLiteral("pad"), QStringLiteral("Draw"), Area::Pad, makeView<PadView>};

std::vector<engine::Stroke> movedBy(std::vector<engine::Stroke> strokes, float cells)
{
    for (engine::Stroke& stroke : strokes)
        for (engine::PenPoint& point : stroke)
            point.x += cells;
    return strokes;
}

/// On the pad for one digit: a 1 beside a nought.
std::vector<engine::Stroke> ten()
{
    auto strokes = movedBy(handMade(1), -9);
    for (const engine::Stroke& stroke : movedBy(handMade(0), 7))
        strokes.push_back(stroke);
    return strokes;
}

/// A picture of a digit as another program would show it: black brush on white.
void writePicture(const std::vector<engine::Stroke>& strokes, const QString& file)
{
    QImage image(280, 280, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(QPen(Qt::black, 14, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const engine::Stroke& stroke : strokes) {
        QPolygonF path;
        for (const engine::PenPoint& point : stroke)
            path << QPointF(double(point.x), double(point.y)) * 10;
        painter.drawPolyline(path);
    }
    painter.end();
    if (!image.save(file))
        qFatal("cannot write");
}

} // namespace

class PadViewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("digitscope-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    }

    void init() { m_bench = std::make_unique<ViewBench>(padInfo); }
    void cleanup() { m_bench.reset(); }

    void everyMoveOfThePenChangesTheBars()
    {
        QCOMPARE(bars().prediction().kind, Prediction::Kind::Empty);
        std::vector<float> last;
        int moves = 0, right = 0, changes = 0;
        engine::Predictor predictor(m_bench->run().state().network);
        drawWithMouse(pad(), handMade(2).front(), [&] {
            const auto image = engine::digitFromStrokes(pad().strokes());
            ++moves;
            const auto expected = predictor.predict(m_bench->run().state().weights->parameters, *image);
            right += largestDifference(bars().prediction().probabilities, expected) < 1e-5;
            changes += bars().prediction().probabilities != last;
            last = bars().prediction().probabilities;
        });
        QVERIFY(moves > 30);
        QCOMPARE(right, moves);
        QVERIFY(changes > moves - 5); // the digit's first line is straight, and so looks the same at any length
        QCOMPARE(bars().prediction().kind, Prediction::Kind::Untrained);
        QCOMPARE(m_bench->session.pad.strokes(), pad().strokes());

        QVERIFY(m_bench->session.commands.run(QStringLiteral("pad.clear")));
        QVERIFY(m_bench->session.pad.strokes().empty());
        QCOMPARE(bars().prediction().kind, Prediction::Kind::Empty);
        QVERIFY(m_bench->session.commands.run(QStringLiteral("pad.undo")));
        QCOMPARE(bars().prediction().probabilities, last);
    }

    void aMoveOfThePenIsOneRefresh()
    {
        drawWithMouse(pad(), {{4, 4}, {8, 4}});
        QSignalSpy changes(&m_bench->session.inspection, &Inspection::changed);
        m_bench->session.pad.setStrokes(handMade(4));
        QCOMPARE(changes.count(), 1);
    }

    void followsTheWeights()
    {
        drawWithMouse(pad(), handMade(2).front());
        const auto untrained = bars().prediction().probabilities;
        m_bench->run().runSteps(1);
        QTRY_COMPARE(bars().prediction().kind, Prediction::Kind::Trained);
        QVERIFY(bars().prediction().probabilities != untrained);
        m_bench->session.selection.selectStep(0); // the first moment again
        QTRY_VERIFY(largestDifference(bars().prediction().probabilities, untrained) < 1e-5);
    }

    void showsWhatOthersPutOnThePad()
    {
        drawWithMouse(pad(), handMade(1).front());
        const auto own = pad().strokes();
        m_bench->session.pad.setStrokes(handMade(4));
        QCOMPARE(pad().strokes(), handMade(4));
        m_bench->session.pad.setInk({.digit = handMade(2), .number = handMade(7)});
        QCOMPARE(pad().strokes(), handMade(2));
        QCOMPARE(pad().strokesOn(DigitPad::Paper::Number), handMade(7));
        m_bench->session.pad.setPaper(PadStrokes::Paper::Number);
        QVERIFY(pad().isWide());
        QCOMPARE(pad().strokes(), handMade(7));
        QCOMPARE(pad().boxes().size(), std::size_t{1});
        m_bench->session.pad.setPaper(PadStrokes::Paper::Digit);
        pad().undo(); // each was a step
        pad().undo();
        QCOMPARE(pad().strokes(), own);
        QCOMPARE(m_bench->session.pad.strokes(), own);
    }

    void showsAtFirstSightWhatIsThere()
    {
        Session session(freshNetwork(twoEpochs()), m_settings.filePath(QStringLiteral("my-digits.jsonl")).toStdString());
        session.pad.setInk({.digit = handMade(6), .number = handMade(8)});
        session.pad.setPaper(PadStrokes::Paper::Number);
        QWidget place;
        ViewHost host(padInfo, session.context(), &place);
        host.setInSight(true);
        auto* shown = place.findChild<DigitPad*>();
        QVERIFY(shown->isWide());
        QCOMPARE(shown->strokes(), handMade(8));
        QCOMPARE(shown->boxes().size(), std::size_t{1});
        QVERIFY(place.findChild<DigitImageView*>()->hasPicture());
    }

    void costsNothingOutOfSight()
    {
        m_bench->host->setInSight(false);
        m_bench->session.pad.setStrokes(handMade(3));
        QCOMPARE(pad().strokes(), handMade(3)); // the ink is the session's
        QCOMPARE(bars().prediction().kind, Prediction::Kind::Empty);
        m_bench->host->setInSight(true);
        QCOMPARE(bars().prediction().kind, Prediction::Kind::Untrained);
    }

    void walksThroughTheTestDigits()
    {
        drawWithMouse(pad(), handMade(5).front());
        const auto drawn = bars().prediction().probabilities;
        Commands& commands = m_bench->session.commands;
        QVERIFY(commands.run(QStringLiteral("sample.next")));
        QCOMPARE(m_bench->session.selection.testDigit(), std::optional<std::size_t>{0});
        QVERIFY(bars().prediction().probabilities != drawn);
        QVERIFY(commands.run(QStringLiteral("sample.previous")));
        QCOMPARE(m_bench->session.selection.testDigit(), std::optional<std::size_t>{29}); // around
        m_bench->host->setInSight(false); // its keys go on meaning that
        QVERIFY(commands.run(QStringLiteral("sample.previous")));
        QVERIFY(commands.run(QStringLiteral("sample.previous")));
        QCOMPARE(m_bench->session.selection.testDigit(), std::optional<std::size_t>{27});
        m_bench->host->setInSight(true);
        QVERIFY(m_bench->find<SampleBar>()->findChild<QLabel*>()->text().startsWith(QStringLiteral("test digit 28: ")));
        QVERIFY(commands.run(QStringLiteral("sample.drawing")));
        QCOMPARE(bars().prediction().probabilities, drawn);
        m_bench->session.selection.selectTestDigit(2);
        drawWithMouse(pad(), {{4, 4}, {8, 4}});
        QVERIFY(!m_bench->session.selection.testDigit()); // whoever draws wants to see the drawing
    }

    void groupsWhatIsWrittenOnTheWidePad()
    {
        Commands& commands = m_bench->session.commands;
        QVERIFY(commands.run(QStringLiteral("pad.wide")));
        QVERIFY(m_bench->session.pad.isWide());
        write({4, 0, 7});
        QCOMPARE(pad().boxes().size(), std::size_t{3});
        QVERIFY(pad().boxes()[2].isSelected); // the last that was written
        QVERIFY(pad().boxes()[0].cells.left() < pad().boxes()[1].cells.left());
        QVERIFY(commands.run(QStringLiteral("pad.undo")));
        QCOMPARE(pad().boxes().size(), std::size_t{2});
        QVERIFY(commands.run(QStringLiteral("pad.clear")));
        QVERIFY(pad().boxes().empty());
    }

    void aClickOnABoxSelectsItsDigitAndDrawsNoDot()
    {
        m_bench->session.pad.setPaper(PadStrokes::Paper::Number);
        write({0, 1});
        const auto strokes = pad().strokes();
        const auto last = m_bench->session.inspection.input()->pixels;
        const QRectF box = pad().boxes()[0].cells;
        const QRectF area = pad().drawingArea();
        QTest::mouseClick(&pad(), Qt::LeftButton, {}, (area.topLeft() + box.center() * (area.height() / 28)).toPoint());
        QCOMPARE(pad().strokes(), strokes);
        QVERIFY(pad().boxes()[0].isSelected);
        QVERIFY(m_bench->session.inspection.input()->pixels != last);
        m_bench->session.number.selectNext(1);
        QVERIFY(pad().boxes()[1].isSelected);
    }

    void showsTheNumberOnceTheNetworkNamesDigits()
    {
        auto* number = m_bench->find<QLabel>(QStringLiteral("number"));
        QVERIFY(!number->isVisible());
        m_bench->session.pad.setPaper(PadStrokes::Paper::Number);
        QVERIFY(number->isVisible());
        write({4, 7});
        QCOMPARE(number->text(), QStringLiteral("–")); // untrained: nobody can say
        m_bench->run().runSteps(1);
        QTRY_COMPARE(number->text().size(), 2);
        const auto* announcement = number->findChild<Announcement*>();
        QTRY_COMPARE(announcement->told(), QStringLiteral("Looks like ") + number->text());
    }

    void aPictureFromOutsideIsInThePadsPlace()
    {
        m_bench->session.selection.selectTestDigit(3);
        const QString file = m_bench->folder.filePath(QStringLiteral("three.png"));
        writePicture(handMade(3), file);
        m_bench->session.pictures.open(file);
        auto* picture = m_bench->find<PictureView>();
        QTRY_VERIFY(picture->isVisible());
        QVERIFY(!m_bench->session.selection.testDigit()); // whoever brings a picture wants to see it read
        QVERIFY(m_bench->find<DigitImageView>(QStringLiteral("seen"))->hasPicture());
        QCOMPARE(picture->boxes().size(), std::size_t{1});
        const QRectF box = picture->boxes()[0].cells; // the ink, 8 to 20 cells across, and the brush
        QVERIFY2(std::abs(box.left() - (80 - 7) / 280.0) < 0.02, qPrintable(QString::number(box.left())));
        QVERIFY(m_bench->find<QLabel>(QStringLiteral("pictureText"))->text().contains(QStringLiteral("three.png")));
        QVERIFY(says(QStringLiteral("your picture")));
        m_bench->session.selection.selectTestDigit(1); // which is what is read now, so that it is what is shown
        QTRY_VERIFY(pad().isVisible());
        QVERIFY(!says(QStringLiteral("your picture")));
        m_bench->session.selection.selectDrawing();
        QTRY_VERIFY(m_bench->find<PictureView>()->isVisible());
        QVERIFY(m_bench->session.commands.run(QStringLiteral("pad.wide"))); // it is read otherwise, and stays
        QVERIFY(m_bench->session.commands.run(QStringLiteral("pad.wide")));
        QVERIFY(m_bench->session.pictures.picture());
        QTest::mouseClick(m_bench->find<QPushButton>(QStringLiteral("backToPad")), Qt::LeftButton);
        QVERIFY(pad().isVisible());
        QVERIFY(says(QStringLiteral("your drawing")));
        QVERIFY(!m_bench->session.pictures.picture());
        QVERIFY(!m_bench->find<DigitImageView>(QStringLiteral("seen"))->hasPicture());
    }

    void aFrameDraggedOverAPictureIsReadAtOnce()
    {
        const QString file = m_bench->folder.filePath(QStringLiteral("two.png"));
        writePicture(ten(), file);
        m_bench->session.pictures.open(file);
        auto* picture = m_bench->find<PictureView>();
        QTRY_VERIFY(picture->isVisible());
        auto* reset = m_bench->find<QPushButton>(QStringLiteral("resetCrop"));
        QVERIFY(!reset->isEnabled());
        const auto both = m_bench->session.inspection.input()->pixels;
        const auto said = bars().prediction().probabilities;
        const QRectF area = picture->pictureArea();
        const auto at = [&area](double x, double y) { return (area.topLeft() + QPointF(x * area.width(), y * area.height())).toPoint(); };
        QTest::mousePress(picture, Qt::LeftButton, {}, at(0.01, 0.05));
        QTest::mouseMove(picture, at(0.2, 0.5));
        QTest::mouseMove(picture, at(0.4, 0.95));
        QTRY_VERIFY(m_bench->session.pictures.picture()->crop); // the button is still down
        QTest::mouseRelease(picture, Qt::LeftButton, {}, at(0.4, 0.95));
        QVERIFY(picture->isCropChosen());
        QTRY_VERIFY(picture->boxes().size() == 1 && picture->boxes()[0].cells.right() < 0.4); // the 1 alone
        QVERIFY(m_bench->session.inspection.input()->pixels != both);
        QVERIFY(bars().prediction().probabilities != said);
        QVERIFY(reset->isEnabled());
        QTest::mouseClick(reset, Qt::LeftButton);
        QTRY_COMPARE(m_bench->session.inspection.input()->pixels, both);
        QVERIFY(!picture->isCropChosen());
        QVERIFY(!reset->isEnabled());
        picture->setFocus();
        QTest::keyClick(picture, Qt::Key_Up, Qt::ShiftModifier);
        QTRY_VERIFY(m_bench->session.pictures.picture()->crop);
        QTest::keyClick(picture, Qt::Key_Escape);
        QTRY_VERIFY(!m_bench->session.pictures.picture()->crop);
    }

    void aFrameRoundADigitOfANumberLeavesThatDigit()
    {
        const QString file = m_bench->folder.filePath(QStringLiteral("two.png"));
        writePicture(ten(), file);
        m_bench->session.pad.setPaper(PadStrokes::Paper::Number);
        m_bench->session.pictures.open(file);
        auto* picture = m_bench->find<PictureView>();
        QTRY_COMPARE(picture->boxes().size(), std::size_t{2});
        const QRectF nought = picture->boxes()[1].cells;
        emit picture->cropChosen(QRectF(0.4, 0, 0.6, 1));
        QTRY_COMPARE(picture->boxes().size(), std::size_t{1});
        QVERIFY(std::abs(picture->boxes()[0].cells.left() - nought.left()) < 0.01); // where it was
        QVERIFY(std::abs(picture->boxes()[0].cells.right() - nought.right()) < 0.01);
    }

    void severalDigitsOnThePadForOneAreOfferedTheWideOne()
    {
        Notices& notices = m_bench->session.notices;
        m_bench->session.models.open(QStringLiteral("builtin"));
        QTRY_VERIFY(m_bench->run().state().isTrained());
        for (const engine::Stroke& stroke : ten())
            drawWithMouse(pad(), stroke);
        const QSize before = pad().size();
        QTRY_VERIFY(notices.shown());
        QCOMPARE(notices.shown()->sentence, QStringLiteral("Looks like 2 digits: read them as one number?"));
        QCOMPARE(pad().size(), before);
        const auto drawn = pad().strokes();
        notices.answer();
        QVERIFY(pad().isWide());
        QCOMPARE(m_bench->find<QLabel>(QStringLiteral("number"))->text(), QStringLiteral("10"));
        QCOMPARE(pad().boxes().size(), std::size_t{2});
        QVERIFY(!notices.shown()); // it has been answered
        QCOMPARE(pad().strokesOn(DigitPad::Paper::Digit), drawn); // nothing is lost
    }

    void theOfferGoesWithWhatItSpeaksOf()
    {
        Notices& notices = m_bench->session.notices;
        m_bench->session.models.open(QStringLiteral("builtin"));
        QTRY_VERIFY(m_bench->run().state().isTrained());
        m_bench->session.pad.setStrokes(ten());
        QTRY_VERIFY(notices.shown());
        m_bench->session.pad.setStrokes({});
        QVERIFY(!notices.shown()); // it spoke of what is gone
        m_bench->session.pad.setStrokes(ten());
        QTRY_VERIFY(notices.shown());
        m_bench->session.pad.setStrokes(handMade(4)); // in two strokes
        QTRY_VERIFY(!notices.shown());
        m_bench->session.pad.setStrokes(ten());
        QTRY_VERIFY(notices.shown());
        m_bench->session.pad.setPaper(PadStrokes::Paper::Number); // by oneself
        QVERIFY(!notices.shown());
    }

    void aPictureOfSeveralDigitsIsOfferedTheWidePad()
    {
        m_bench->session.models.open(QStringLiteral("builtin"));
        QTRY_VERIFY(m_bench->run().state().isTrained());
        const QString file = m_bench->folder.filePath(QStringLiteral("two.png"));
        writePicture(ten(), file);
        m_bench->session.pictures.open(file);
        QTRY_VERIFY(m_bench->session.notices.shown());
        m_bench->session.notices.answer();
        QTRY_COMPARE(m_bench->find<PictureView>()->boxes().size(), std::size_t{2});
        QCOMPARE(m_bench->find<QLabel>(QStringLiteral("number"))->text(), QStringLiteral("10"));
        QVERIFY(m_bench->session.pad.ink().number.empty()); // the picture is what is read
    }

    void whatWasSeenOffIsOfferedOfAnotherPicture()
    {
        Notices& notices = m_bench->session.notices;
        m_bench->session.models.open(QStringLiteral("builtin"));
        QTRY_VERIFY(m_bench->run().state().isTrained());
        const QString file = m_bench->folder.filePath(QStringLiteral("two.png"));
        writePicture(ten(), file);
        m_bench->session.pictures.open(file);
        QTRY_VERIFY(notices.shown());
        notices.dismiss();
        m_bench->session.pictures.open(file);
        QTRY_VERIFY(notices.shown());
        QCOMPARE(notices.shown()->sentence, QStringLiteral("Looks like 2 digits: read them as one number?"));
    }

    void anotherNetworkIsAskedAnew()
    {
        m_bench->session.pad.setStrokes(ten());
        auto* offer = m_bench->host->view()->findChild<NumberOffer*>();
        QVERIFY(offer);
        QTRY_VERIFY(offer->awaitsReader()); // untrained: it names nothing
        m_bench->session.models.open(QStringLiteral("builtin"));
        QTRY_COMPARE(offer->digits(), std::size_t{2});
    }

    void aKeySaysWhatTheDrawingIs()
    {
        drawWithMouse(pad(), handMade(3).front());
        QVERIFY(m_bench->session.commands.run(QStringLiteral("label.3")));
        QCOMPARE(m_bench->session.myDigits.digits().size(), std::size_t{1});
        QCOMPARE(m_bench->session.myDigits.digits()[0]->sample.strokes, pad().strokes());
        QVERIFY(m_bench->find<QToolButton>(QStringLiteral("itsA3"))->isChecked());
        QCOMPARE(notice(), QStringLiteral("1 kept"));
        QTest::mouseClick(m_bench->find<QToolButton>(QStringLiteral("itsNoDigit")), Qt::LeftButton);
        QVERIFY(!m_bench->find<QToolButton>(QStringLiteral("itsA3"))->isChecked());
        QVERIFY(m_bench->find<QToolButton>(QStringLiteral("itsNoDigit"))->isChecked());
        drawWithMouse(pad(), {{2, 2}, {5, 2}}); // another drawing
        QVERIFY(!m_bench->find<QToolButton>(QStringLiteral("itsNoDigit"))->isChecked());
        QVERIFY(notice().isEmpty());
    }

    void whyNothingIsKeptIsSaidWhereThereIsRoom()
    {
        const Notices& notices = m_bench->session.notices;
        QVERIFY(m_bench->session.commands.run(QStringLiteral("label.3")));
        QVERIFY(notices.shown());
        QCOMPARE(notices.shown()->sentence, QStringLiteral("Draw a digit first, then say what it is."));
        QVERIFY(notice().isEmpty());
        drawWithMouse(pad(), handMade(3).front());
        QVERIFY(!notices.shown()); // it was told, and done
    }

    void aNetworkThatReadsPointsHasNoUseForThePad()
    {
        ViewBench bench(padInfo, xorRecipe());
        QVERIFY(!bench.find<DigitPad>()->isVisible());
        QVERIFY(bench.find<QLabel>(QStringLiteral("notice"))->text().contains(QStringLiteral("reads two numbers")));
        QVERIFY(!bench.find<CorrectionBar>()->isEnabled());
        bool isAsked = false;
        bench.session.commands.add({.id = QStringLiteral("view.toy"), .title = QStringLiteral("Toy"), .group = {}, .run = [&isAsked] { isAsked = true; }});
        QTest::mouseClick(bench.find<QPushButton>(QStringLiteral("openToy")), Qt::LeftButton);
        QVERIFY(isAsked);
        bench.session.runs.setData(xorSplits());
        QCOMPARE(bench.find<DigitImageView>(QStringLiteral("seen"))->caption(), QStringLiteral("x1 = 0, x2 = 0"));
        QCOMPARE(bench.find<ProbabilityBars>()->prediction().probabilities.size(), std::size_t{2});
        bench.session.runs.open(freshNetwork(twoEpochs()));
        QVERIFY(bench.find<DigitPad>()->isVisible());
    }

    void anAutoencoderGivesThePictureBack()
    {
        m_bench->session.runs.open(freshNetwork(engine::findPreset("autoencoder")));
        auto* text = m_bench->find<QLabel>(QStringLiteral("givenText"));
        QVERIFY(text->isVisible());
        QVERIFY(text->text().contains(QStringLiteral("Draw one")));
        drawWithMouse(pad(), handMade(8).front());
        QVERIFY2(text->text().contains(QStringLiteral("mean squared error")), qPrintable(text->text()));
    }

private:
    DigitPad& pad() const { return *m_bench->find<DigitPad>(); }
    ProbabilityBars& bars() const { return *m_bench->find<ProbabilityBars>(); }
    bool says(const QString& words) const
    {
        const auto labels = m_bench->find<SampleBar>()->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&words](const QLabel* label) { return label->text() == words; });
    }
    QString notice() const { return m_bench->find<QLabel>(QStringLiteral("correctionNotice"))->text(); }
    void write(const std::vector<int>& digits)
    {
        float x = 0;
        for (const int digit : digits) {
            for (const engine::Stroke& stroke : movedBy(handMade(digit), x))
                drawWithMouse(pad(), stroke);
            x += 20;
        }
    }

    QTemporaryDir m_settings;
    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<PadViewTest, QApplication> registeredPadViewTest;
#include "tst_pad_view.moc"
