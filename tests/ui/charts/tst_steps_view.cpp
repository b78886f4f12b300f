#include "tests/registered_test.h"
#include "ui/charts/colour_map.h"
#include "ui/charts/steps_view.h"
#include "ui/style/theme.h"

#include <QSignalSpy>
#include <QTest>

#include <vector>

using Part = StepsView::Part;

/// Three rows of four pixels, five memory cells, two classes.
class StepsViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        setTheme(ThemeMode::Light);
        m_view = std::make_unique<StepsView>();
        m_view->resize(640, 240);
        m_view->setSizes({.steps = 3, .inputs = 4, .units = 5, .classes = {"no", "yes"}});
        m_hidden.assign(15, 0.0f);
        m_hidden[1 * 5 + 2] = 1; // cell 2 after the second row
        m_inputs.assign(12, 0.0f);
        m_inputs[2 * 4] = 1;
        m_view->setNumbers({.inputs = m_inputs, .hidden = m_hidden, .probabilities = m_probabilities});
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup() { m_view.reset(); }

    void aLineIsTheSameStepInEveryPart()
    {
        const QImage image = m_view->grab().toImage();
        const QRect hidden = m_view->lineOf(Part::Hidden, 1);
        QCOMPARE(hidden.top(), m_view->lineOf(Part::Inputs, 1).top());
        QCOMPARE(hidden.top(), m_view->lineOf(Part::Answers, 1).top());
        const auto cell = [&](int step, int unit) {
            const QRect line = m_view->lineOf(Part::Hidden, step);
            return image.pixel(line.left() + (2 * unit + 1) * line.width() / 10, line.center().y());
        };
        const Colouring colouring(ColourMap::Signed, 1);
        QCOMPARE(cell(1, 2), colouring(1));
        QCOMPARE(cell(0, 2), colouring(0));
        QCOMPARE(cell(1, 1), colouring(0));
        const QRect ink = m_view->lineOf(Part::Inputs, 2);
        QCOMPARE(image.pixel(ink.left() + ink.width() / 8, ink.center().y()), theme().ink.rgb());
        const QRect answer = m_view->lineOf(Part::Answers, 2);
        QCOMPARE(image.pixel(answer.left() + answer.width() * 3 / 4, answer.center().y()), Colouring(ColourMap::NonNegative, 1)(0.875f));
    }

    void thePointerMarksItsRowAndSaysWhatItMeans()
    {
        m_view->setSelectedUnit(2);
        const QImage before = m_view->grab().toImage();
        QTest::mouseMove(m_view.get(), m_view->lineOf(Part::Inputs, 1).center());
        QTRY_COMPARE(m_view->hoveredStep(), std::optional<int>(1));
        const QImage marked = m_view->grab().toImage();
        for (const Part part : {Part::Inputs, Part::Hidden, Part::Trace, Part::Answers}) {
            const QRect line = m_view->lineOf(part, 1);
            QVERIFY(marked.copy(line.adjusted(-3, -3, 3, 3)) != before.copy(line.adjusted(-3, -3, 3, 3)));
        }
        QCOMPARE(m_view->wordsOn(1), QStringLiteral("after row 1: hidden state of unit 2 is 1; it would answer no (75 %)"));
        QCOMPARE(m_view->wordsOn(2), QStringLiteral("after row 2: hidden state of unit 2 is 0; it would answer yes (88 %)"));
    }

    void aClickedColumnChoosesItsCell()
    {
        QSignalSpy clicked(m_view.get(), &StepsView::unitClicked);
        const QRect line = m_view->lineOf(Part::Hidden, 0);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, {line.left() + line.width() * 7 / 10, line.center().y()});
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->lineOf(Part::Inputs, 0).center());
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked[0][0].toInt(), 3);
    }

    void aChosenCellHasItsTrace()
    {
        const auto trace = [this] {
            return m_view->grab(m_view->lineOf(Part::Trace, 0).united(m_view->lineOf(Part::Trace, 2))).toImage();
        };
        const QImage none = trace();
        m_view->setSelectedUnit(2);
        QVERIFY(trace() != none);
    }

    void partsStandSideBySide_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addRow("in a small window") << QSize(480, 190);
        QTest::addRow("usual") << QSize(680, 240);
        QTest::addRow("in a large one") << QSize(1600, 700);
    }

    void partsStandSideBySide()
    {
        QFETCH(QSize, size);
        m_view->resize(size);
        m_view->setSizes({.steps = 28, .inputs = 28, .units = 128, .classes = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}});
        int right = 0;
        for (const Part part : {Part::Inputs, Part::Hidden, Part::Trace, Part::Answers}) {
            const QRect area = m_view->lineOf(part, 0).united(m_view->lineOf(part, 27));
            QVERIFY(area.left() > right);
            QVERIFY(m_view->rect().contains(area));
            right = area.right();
        }
        const QRect picture = m_view->lineOf(Part::Inputs, 0);
        QCOMPARE(picture.width(), 28 * picture.height()); // pixels are squares
    }

private:
    std::unique_ptr<StepsView> m_view;
    std::vector<float> m_inputs;
    std::vector<float> m_hidden;
    std::vector<float> m_probabilities{0.5f, 0.5f, 0.75f, 0.25f, 0.125f, 0.875f};
};

const RegisteredTest<StepsViewTest, QApplication> registeredStepsViewTest;
#include "tst_steps_view.moc"
