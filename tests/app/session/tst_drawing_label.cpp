#include "app/session/session.h"
#include "tests/app/session/run_fixture.h"
#include "tests/registered_test.h"

#include <QImage>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace {

const std::vector<engine::Stroke> one{{{15, 4}, {14, 14}, {13, 24}}};
const std::vector<engine::Stroke> seven{{{7, 6}, {20, 5}, {16, 14}, {12, 24}}};

} // namespace

/// What the drawing on the pad is said to be.
class DrawingLabelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("digitscope-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    }

    void init()
    {
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_session = std::make_unique<Session>(freshNetwork(twoEpochs()), m_folder->filePath(QStringLiteral("digits.jsonl")).toStdString());
    }

    void keepsADrawingOnce()
    {
        m_session->pad.setStrokes(one);
        QSignalSpy changed(&label(), &DrawingLabel::changed);
        QVERIFY(label().give(1));
        QCOMPARE(labels(), (std::vector<int>{1}));
        QCOMPARE(label().given(), DrawingLabel::Given{1});
        QCOMPARE(label().notice(), QStringLiteral("1 kept"));
        QCOMPARE(changed.count(), 1);
        QVERIFY(label().give(7)); // said otherwise
        QCOMPARE(labels(), (std::vector<int>{7}));
        m_session->pad.setStrokes(seven);
        QVERIFY(!label().given());
        QVERIFY(label().notice().isEmpty());
        QVERIFY(label().give({}));
        QCOMPARE(labels(), (std::vector<int>{7, -1}));
        QCOMPARE(label().given(), DrawingLabel::Given{});
    }

    void knowsWhenItIsTakenOutAgain()
    {
        m_session->pad.setStrokes(one);
        QVERIFY(label().give(1));
        m_session->myDigits.undo();
        QVERIFY(!label().given());
        QVERIFY(label().give(2));
        QCOMPARE(labels(), (std::vector<int>{2}));
    }

    void aDrawingOnThePaperThatIsPutAwayIsStillTheSame()
    {
        m_session->pad.setStrokes(one);
        QVERIFY(label().give(1));
        m_session->pad.setPaper(PadStrokes::Paper::Number);
        QVERIFY(!label().given());
        m_session->pad.setStrokes(seven);
        QVERIFY(!label().give(7)); // several digits
        QVERIFY(label().notice().contains(QStringLiteral("One digit at a time")));
        m_session->pad.setPaper(PadStrokes::Paper::Digit);
        QCOMPARE(label().given(), DrawingLabel::Given{1});
        QVERIFY(label().give(4));
        QCOMPARE(labels(), (std::vector<int>{4}));
    }

    void isOfTheDrawingAlone()
    {
        m_session->pad.setStrokes(one);
        QVERIFY(label().give(5));
        QSignalSpy changed(&label(), &DrawingLabel::changed);
        m_session->selection.selectTestDigit(2);
        QVERIFY(!label().given()); // nobody has said that of the test digit
        QVERIFY(label().notice().isEmpty());
        QCOMPARE(changed.count(), 1);
        m_session->selection.selectDrawing();
        QCOMPARE(label().given(), DrawingLabel::Given{5});
        QImage picture(QSize(40, 40), QImage::Format_RGB32);
        picture.fill(Qt::white);
        QMimeData copied;
        copied.setImageData(picture);
        QVERIFY(m_session->pictures.take(copied, QStringLiteral("picture")));
        QTRY_VERIFY(m_session->pictures.picture());
        QVERIFY(!label().given());
        m_session->pictures.close();
        QCOMPARE(label().given(), DrawingLabel::Given{5});
    }

    void onlyADrawingIsKept()
    {
        QVERIFY(!label().give(4));
        QCOMPARE(label().notice(), QStringLiteral("Draw a digit first, then say what it is."));
        m_session->pad.setStrokes(one);
        m_session->selection.selectTestDigit(2);
        QVERIFY(!label().give(4));
        m_session->selection.selectDrawing();
        m_session->runs.open(freshNetwork(xorRecipe())); // reads no drawings
        QVERIFY(!label().give(4));
        QCOMPARE(label().notice(), QStringLiteral("Only your own drawing can be kept in My digits."));
        QVERIFY(labels().empty());
    }

    void bringsADigitToThePadThatFitsThere()
    {
        m_session->myDigits.add({engine::userDigit({{{100, 100}, {140, 180}}}, 1, {}), engine::userDigit(seven, 7, {})});
        m_session->selection.selectTestDigit(2);
        m_session->pad.setPaper(PadStrokes::Paper::Number);
        label().bring(0);
        QVERIFY(!m_session->selection.testDigit());
        // 40 by 80 becomes 10 by 20 about the middle of 28 by 28.
        QCOMPARE(m_session->pad.strokes(), (std::vector<engine::Stroke>{{{9, 4}, {19, 24}}}));
        QCOMPARE(label().given(), DrawingLabel::Given{1});
        QVERIFY(label().give(4));
        QCOMPARE(labels(), (std::vector<int>{4, 7}));
        label().bring(1);
        QCOMPARE(m_session->pad.strokes(), seven); // as it is where it came from there
        label().bring(5); // there is none
        QCOMPARE(m_session->pad.strokes(), seven);
    }

    void theWriterIsKeptWithIt()
    {
        DrawingLabel::setWriter(QStringLiteral("Ada "));
        m_session->pad.setStrokes(one);
        QVERIFY(label().give(1));
        QCOMPARE(m_session->myDigits.digits()[0]->sample.writer, std::optional<std::string>("Ada"));
    }

private:
    DrawingLabel& label() { return m_session->label; }
    std::vector<int> labels() const
    {
        std::vector<int> all;
        for (const auto& digit : m_session->myDigits.digits())
            all.push_back(digit->sample.label.value_or(-1));
        return all;
    }

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session> m_session;
};

const RegisteredTest<DrawingLabelTest> registeredDrawingLabelTest;
#include "tst_drawing_label.moc"
