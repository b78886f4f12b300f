#include "tests/registered_test.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/style/theme.h"

#include <QShortcut>
#include <QAccessible>
#include <QAction>
#include <QSignalSpy>
#include <QTabletEvent>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>

namespace {

constexpr Qt::MouseButton left = Qt::LeftButton;
constexpr Qt::MouseButton right = Qt::RightButton;

/// How far a point may lie from where the mouse was: QTest clicks at whole pixels, a cell has twelve.
constexpr float pixel = 1.0f / 12;

bool isNear(const engine::PenPoint& point, float x, float y)
{
    return std::abs(point.x - x) < pixel && std::abs(point.y - y) < pixel;
}

} // namespace

class DigitPadTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        setTheme(ThemeMode::Light);
        m_pad = std::make_unique<DigitPad>();
        m_pad->resize(m_pad->sizeHint());
        m_pad->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pad.get()));
        QCOMPARE(m_pad->drawingArea().width(), 28.0 * 12);
    }

    void drawsAStrokeWhereTheMouseWent()
    {
        QSignalSpy changed(m_pad.get(), &DigitPad::strokesChanged);
        drag(left, {{5, 6}, {10, 6}, {10, 20}});
        QCOMPARE(m_pad->strokes().size(), 1u);
        const engine::Stroke stroke = m_pad->strokes().front();
        QCOMPARE(stroke.size(), 3u);
        QVERIFY(isNear(stroke[0], 5, 6));
        QVERIFY(isNear(stroke[1], 10, 6));
        QVERIFY(isNear(stroke[2], 10, 20));
        QCOMPARE(changed.size(), 3);
    }

    void tellsOfEveryPointWhileThePenIsDown()
    {
        QTest::mousePress(m_pad.get(), left, {}, at(5, 5));
        QCOMPARE(m_pad->strokes().front().size(), 1u);
        QTest::mouseMove(m_pad.get(), at(6, 5));
        QCOMPARE(m_pad->strokes().front().size(), 2u);
        QVERIFY(!m_pad->canUndo());
        QTest::mouseRelease(m_pad.get(), left, {}, at(6, 5));
        QVERIFY(m_pad->canUndo());
    }

    void aClickIsADot()
    {
        m_pad->setPenWidth(3);
        QTest::mouseClick(m_pad.get(), left, {}, at(14, 14));
        QCOMPARE(m_pad->strokes().size(), 1u);
        QCOMPARE(m_pad->strokes().front().size(), 1u);
        QCOMPARE(colourAt(14, 14), theme().ink);
        QCOMPARE(colourAt(15.2, 14), theme().ink);
        QCOMPARE(colourAt(16.2, 14.5), theme().paper);
    }

    void ignoresTheMiddleButton()
    {
        drag(Qt::MiddleButton, {{5, 5}, {20, 20}});
        QVERIFY(m_pad->isEmpty());
        QVERIFY(!m_pad->canUndo());
    }

    void keepsOnlyWhatLiesOnThePad()
    {
        // Out to the right at row 10 and back in at row 20: two strokes that end on the border, one step.
        drag(left, {{20, 10}, {40, 10}, {40, 20}, {20, 20}});
        const auto strokes = m_pad->strokes();
        QCOMPARE(strokes.size(), 2u);
        QVERIFY(isNear(strokes[0].back(), 28, 10));
        QCOMPARE(strokes[0].back().x, 28.0f);
        QVERIFY(isNear(strokes[1].front(), 28, 20));
        QVERIFY(isNear(strokes[1].back(), 20, 20));
        m_pad->undo();
        QVERIFY(m_pad->isEmpty());
    }

    void crossesThePadInOneMove()
    {
        drag(left, {{-10, 14}, {40, 14}});
        QCOMPARE(m_pad->strokes().size(), 1u);
        QVERIFY(isNear(m_pad->strokes()[0].front(), 0, 14));
        QVERIFY(isNear(m_pad->strokes()[0].back(), 28, 14));
    }

    void goesBackAndForthByStroke()
    {
        QSignalSpy history(m_pad.get(), &DigitPad::historyChanged);
        drag(left, {{5, 5}, {10, 5}});
        QCOMPARE(history.last(), QVariantList({true, false}));
        drag(left, {{5, 15}, {10, 15}});
        const auto both = m_pad->strokes();

        m_pad->undo();
        QCOMPARE(m_pad->strokes().size(), 1u);
        QVERIFY(isNear(m_pad->strokes()[0][0], 5, 5));
        QCOMPARE(history.last(), QVariantList({true, true}));
        QCOMPARE(colourAt(7.5, 15.2), theme().paper);
        m_pad->undo();
        QVERIFY(m_pad->isEmpty());
        QCOMPARE(history.last(), QVariantList({false, true}));
        m_pad->undo();
        QVERIFY(m_pad->isEmpty());

        m_pad->redo();
        m_pad->redo();
        QCOMPARE(m_pad->strokes(), both);
        QCOMPARE(history.last(), QVariantList({true, false}));
    }

    void aNewStrokeForgetsWhatWasUndone()
    {
        drag(left, {{5, 5}, {10, 5}});
        m_pad->undo();
        drag(left, {{5, 15}, {10, 15}});
        QVERIFY(!m_pad->canRedo());
        m_pad->undo();
        QVERIFY(m_pad->isEmpty());
    }

    void clearingIsOneStepToUndo()
    {
        drag(left, {{5, 5}, {10, 5}});
        drag(left, {{5, 15}, {10, 15}});
        m_pad->clear();
        QVERIFY(m_pad->isEmpty());
        m_pad->clear();
        m_pad->undo();
        QCOMPARE(m_pad->strokes().size(), 2u);
    }

    void aDrawingFromOutsideIsOneStepToUndo()
    {
        drag(left, {{5, 5}, {10, 5}});
        const std::vector<engine::Stroke> seven{{{8, 8}, {20, 8}, {12, 24}}, {{10, 15}, {17, 15}}};
        m_pad->setStrokes(seven);
        QCOMPARE(m_pad->strokes(), seven);
        m_pad->undo();
        QCOMPARE(m_pad->strokes().size(), 1u);
        m_pad->redo();
        QCOMPARE(m_pad->strokes(), seven);
    }

    void theEraserCutsAStrokeInTwo_data()
    {
        QTest::addColumn<DigitPad::Tool>("tool");
        QTest::addColumn<Qt::MouseButton>("button");
        QTest::addRow("the eraser") << DigitPad::Tool::Eraser << left;
        QTest::addRow("the right button with the pen") << DigitPad::Tool::Pen << right;
    }

    void theEraserCutsAStrokeInTwo()
    {
        QFETCH(DigitPad::Tool, tool);
        QFETCH(Qt::MouseButton, button);
        m_pad->setPenWidth(1);
        drag(left, {{4, 14}, {24, 14}});
        m_pad->setTool(tool);
        drag(button, {{14, 8}, {14, 20}});

        // What the eraser touches of the line's visible width: half its own and half the pen's to either side.
        const float reach = (m_pad->eraserWidth() + 1) / 2;
        auto strokes = m_pad->strokes();
        QCOMPARE(strokes.size(), 2u);
        QVERIFY(isNear(strokes[0].back(), 14 - reach, 14));
        QVERIFY(isNear(strokes[1].front(), 14 + reach, 14));
        QCOMPARE(colourAt(14.5, 14.2), theme().paper);
        QCOMPARE(colourAt(5, 14), theme().ink);

        m_pad->undo();
        QCOMPARE(m_pad->strokes().size(), 1u);
        QCOMPARE(colourAt(14, 14), theme().ink);
    }

    void erasingNothingIsNoStep()
    {
        drag(left, {{4, 4}, {10, 4}});
        drag(right, {{4, 20}, {10, 20}});
        m_pad->undo();
        QVERIFY(m_pad->isEmpty());
    }

    void aStylusPressesAndErases()
    {
        const QPointingDevice pen(QStringLiteral("pen"), 1, QInputDevice::DeviceType::Stylus, QPointingDevice::PointerType::Pen,
            QInputDevice::Capability::Position | QInputDevice::Capability::Pressure, 1, 1);
        const QPointingDevice eraser(QStringLiteral("eraser"), 2, QInputDevice::DeviceType::Stylus,
            QPointingDevice::PointerType::Eraser, QInputDevice::Capability::Position, 1, 1);

        m_pad->setPenWidth(2);
        stylus(pen, {4, 14}, {24, 14}, 1.0);
        QCOMPARE(m_pad->strokes().size(), 1u);
        QCOMPARE(colourAt(14, 15.3), theme().ink); // one and a half times as wide at full pressure
        stylus(pen, {4, 22}, {24, 22}, 0.0);
        QCOMPARE(colourAt(14.5, 22.8), theme().paper); // and half as wide at none

        stylus(eraser, {14, 10}, {14, 18}, 0.5);
        QCOMPARE(m_pad->strokes().size(), 3u);
    }

    void showsInkAtOnceAndTheSameAfterwards()
    {
        QTest::mousePress(m_pad.get(), left, {}, at(5, 10));
        QTest::mouseMove(m_pad.get(), at(20, 10));
        QCOMPARE(colourAt(19.5, 10), theme().ink);
        QTest::mouseRelease(m_pad.get(), left, {}, at(20, 10));

        drag(left, {{6, 6}, {9, 8}, {12, 15}, {18, 17}, {22, 23}});
        const QImage drawn = m_pad->grab().toImage();
        m_pad->undo();
        m_pad->redo(); // painted anew from the strokes
        QCOMPARE(m_pad->grab().toImage(), drawn);
    }

    void pixelsAreEachCellsShareOfInk()
    {
        // A horizontal bar of width 3 around y = 10: rows 9 and 10 full, rows 8 and 11 half.
        m_pad->setPenWidth(3);
        m_pad->setStrokes({{{4, 10}, {24, 10}}});
        const PadPixels pixels = m_pad->pixels();
        const auto value = [&](std::size_t row, std::size_t column) { return int(pixels[row * 28 + column]); };
        QCOMPARE(value(9, 14), 255);
        QCOMPARE(value(10, 14), 255);
        QVERIFY(std::abs(value(8, 14) - 128) <= 1);
        QVERIFY(std::abs(value(11, 14) - 128) <= 1);
        QCOMPARE(value(7, 14), 0);
        QCOMPARE(value(12, 14), 0);
        QCOMPARE(value(10, 27), 0);
    }

    void showsThePixels()
    {
        m_pad->setPenWidth(3);
        m_pad->setStrokes({{{4, 10}, {24, 10}}});
        m_pad->setView(DigitPad::View::Pixels);
        QCOMPARE(colourAt(14.5, 9.5), theme().ink);
        const QColor half = mixed(theme().paper, theme().ink, 0.5f);
        QVERIFY(std::abs(colourAt(14.5, 8.5).red() - half.red()) <= 2);
        QVERIFY(std::abs(colourAt(14.5, 8.2).red() - half.red()) <= 2); // all over the cell
        QCOMPARE(colourAt(14.5, 7.5), theme().paper);
    }

    void drawsOnInEveryView_data()
    {
        QTest::addColumn<DigitPad::View>("view");
        QTest::addRow("pixels") << DigitPad::View::Pixels;
        QTest::addRow("numbers") << DigitPad::View::Numbers;
    }

    void drawsOnInEveryView()
    {
        QFETCH(DigitPad::View, view);
        drag(left, {{4, 4}, {10, 4}});
        m_pad->setView(view);
        const QImage before = m_pad->grab().toImage();
        drag(left, {{4, 20}, {10, 20}});
        QCOMPARE(m_pad->strokes().size(), 2u);
        QVERIFY(m_pad->grab().toImage() != before);
    }

    void staysSquareAndSharpAtAnySize()
    {
        m_pad->setStrokes({{{14, 14}}});
        for (const QSize size : {QSize(500, 300), QSize(260, 700), QSize(240, 240)}) {
            m_pad->resize(size);
            const QRectF area = m_pad->drawingArea();
            QCOMPARE(area.width(), area.height());
            QVERIFY(QRectF(m_pad->rect()).contains(area));
            QVERIFY(std::abs(std::remainder(area.width() * m_pad->devicePixelRatioF(), 28)) < 1e-6);
            QVERIFY((area.center() - QRectF(m_pad->rect()).center()).manhattanLength() <= 2);
            QCOMPARE(colourAt(14, 14), theme().ink);
        }
    }

    void takesTheNewThemesColours()
    {
        m_pad->setStrokes({{{14, 14}}});
        setTheme(ThemeMode::Dark);
        QCOMPARE(colourAt(14, 14), theme().ink);
        QCOMPARE(colourAt(22.5, 6.5), theme().paper);
    }

    void keepsThePenWithinItsLimits()
    {
        QSignalSpy changed(m_pad.get(), &DigitPad::penWidthChanged);
        m_pad->setPenWidth(100);
        QCOMPARE(m_pad->penWidth(), DigitPad::thickestPen);
        m_pad->setPenWidth(0);
        QCOMPARE(m_pad->penWidth(), DigitPad::thinnestPen);
        QCOMPARE(changed.size(), 2);
    }

    void toolsDriveThePad()
    {
        PadToolBar tools(m_pad.get());
        QVERIFY(tools.penAction()->isChecked());
        QVERIFY(!tools.undoAction()->isEnabled());
        QVERIFY(!tools.clearAction()->isEnabled());

        drag(left, {{4, 4}, {10, 4}});
        QVERIFY(tools.undoAction()->isEnabled());
        tools.undoAction()->trigger();
        QVERIFY(m_pad->isEmpty());
        tools.redoAction()->trigger();
        QVERIFY(!m_pad->isEmpty());
        tools.clearAction()->trigger();
        QVERIFY(m_pad->isEmpty());

        tools.eraserAction()->trigger();
        QCOMPARE(m_pad->tool(), DigitPad::Tool::Eraser);
        QVERIFY(!tools.penAction()->isChecked());
        tools.eraserAction()->trigger();
        QCOMPARE(m_pad->tool(), DigitPad::Tool::Pen);
        tools.penAction()->trigger();
        QVERIFY(tools.penAction()->isChecked());

        const float width = m_pad->penWidth();
        tools.thickerAction()->trigger();
        QVERIFY(m_pad->penWidth() > width);
        tools.thinnerAction()->trigger();
        QVERIFY(std::abs(m_pad->penWidth() - width) < 1e-5f);

        tools.viewActions()[2]->trigger();
        QCOMPARE(m_pad->view(), DigitPad::View::Numbers);
        m_pad->setView(DigitPad::View::Pixels);
        QVERIFY(tools.viewActions()[1]->isChecked());
    }

    void keysReachTheTools()
    {
        QWidget window;
        auto* pad = new DigitPad(&window);
        new PadToolBar(pad, &window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        pad->setStrokes({{{14, 14}}});

        QTest::keyClick(&window, Qt::Key_E);
        QCOMPARE(pad->tool(), DigitPad::Tool::Eraser);
        const float width = pad->penWidth();
        QTest::keyClick(&window, Qt::Key_BracketRight);
        QVERIFY(pad->penWidth() > width);
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(pad->isEmpty());
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!pad->isEmpty());
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(pad->isEmpty());
        QTest::keyClick(&window, Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(!pad->isEmpty());
    }

    void tellsScreenReadersWhatItIs()
    {
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(m_pad.get());
        QVERIFY(interface);
        QCOMPARE(interface->role(), QAccessible::Canvas);
        QVERIFY(!interface->text(QAccessible::Name).isEmpty());
    }

    void echoesThePenQuickly()
    {
        QTest::mousePress(m_pad.get(), left, {}, at(5, 5));
        int step = 0;
        QBENCHMARK {
            ++step;
            QTest::mouseMove(m_pad.get(), at(14 + 9 * std::cos(step * 0.2), 14 + 9 * std::sin(step * 0.3)));
            QCoreApplication::processEvents();
        }
        QTest::mouseRelease(m_pad.get(), left, {}, at(5, 5));
    }

    void isDrawnOnByTheKeyboard()
    {
        QSignalSpy otherKeys(this, &QObject::objectNameChanged); // what the arrows and Space do when nothing is drawn
        for (const int key : {int(Qt::Key_Left), int(Qt::Key_Space), int(Qt::Key_Escape)})
            connect(new QShortcut(QKeySequence(key), m_pad.get()), &QShortcut::activated, this, [this] { setObjectName(objectName() + u'x'); });
        m_pad->setFocus();
        QTest::keyClick(m_pad.get(), Qt::Key_Return);
        QTest::keyClick(m_pad.get(), Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(m_pad->isEmpty()); // the pen is still up
        QTest::keyClick(m_pad.get(), Qt::Key_Space);
        QTest::keyClick(m_pad.get(), Qt::Key_Down);
        QTest::keyClick(m_pad.get(), Qt::Key_Down);
        QTest::keyClick(m_pad.get(), Qt::Key_Space);
        QTest::keyClick(m_pad.get(), Qt::Key_Right);
        const auto strokes = m_pad->strokes();
        QCOMPARE(strokes.size(), std::size_t{1});
        QCOMPARE(strokes[0].size(), std::size_t{3});
        QVERIFY(std::abs(strokes[0].front().x - 10) < 0.05f && std::abs(strokes[0].front().y - 14) < 0.05f); // from the middle, 4 to the left
        QVERIFY(std::abs(strokes[0].back().x - 10) < 0.05f && std::abs(strokes[0].back().y - 16) < 0.05f);
        QCOMPARE(otherKeys.count(), 0);
        QTest::keyClick(m_pad.get(), Qt::Key_Escape); // puts the pen away and clears nothing
        QCOMPARE(m_pad->strokes().size(), std::size_t{1});
        QTest::keyClick(m_pad.get(), Qt::Key_Left);
        QCOMPARE(otherKeys.count(), 1); // its keys are shortcuts again
    }

    void showsASampleUntilSomebodyDraws()
    {
        drag(Qt::LeftButton, {{5, 5}, {5, 20}});
        const QColor ink = colourAt(5, 12), paper = colourAt(20.5, 12.5);
        m_pad->showSample(std::vector<std::uint8_t>(28 * 28, 128), 28, 28, QStringLiteral("test digit 3, labelled 1"));
        QVERIFY(colourAt(20.5, 12.5) != paper && colourAt(5, 12) != ink);
        QCOMPARE(m_pad->strokes().size(), std::size_t{1}); // the ink is kept
        drag(Qt::LeftButton, {{20, 5}, {20, 8}});
        QVERIFY(!m_pad->showsSample());
        QCOMPARE(colourAt(5, 12), ink);
        QCOMPARE(m_pad->strokes().size(), std::size_t{2});
    }

    void aSampleFollowsTheTheme()
    {
        m_pad->showSample(std::vector<std::uint8_t>(28 * 28, 255), 28, 28, {}); // ink all over
        QVERIFY(colourAt(20.5, 12.5).lightness() < 80);
        setTheme(ThemeMode::Dark);
        QTRY_VERIFY(colourAt(20.5, 12.5).lightness() > 175);
    }

private:
    QPoint at(double column, double row) const
    {
        const QRectF area = m_pad->drawingArea();
        return (area.topLeft() + QPointF(column, row) * area.width() / 28).toPoint();
    }

    void drag(Qt::MouseButton button, const std::vector<QPointF>& cells)
    {
        QTest::mousePress(m_pad.get(), button, {}, at(cells.front().x(), cells.front().y()));
        for (std::size_t index = 1; index < cells.size(); ++index)
            QTest::mouseMove(m_pad.get(), at(cells[index].x(), cells[index].y()));
        QTest::mouseRelease(m_pad.get(), button, {}, at(cells.back().x(), cells.back().y()));
    }

    void stylus(const QPointingDevice& device, QPointF from, QPointF to, double pressure)
    {
        const auto send = [&](QEvent::Type type, const QPointF& cell, Qt::MouseButton button, Qt::MouseButtons buttons) {
            const QPointF position = at(cell.x(), cell.y());
            QTabletEvent event(type, &device, position, m_pad->mapToGlobal(position), pressure, 0, 0, 0, 0, 0, {}, button, buttons);
            QCoreApplication::sendEvent(m_pad.get(), &event);
        };
        send(QEvent::TabletPress, from, left, left);
        send(QEvent::TabletMove, to, Qt::NoButton, left);
        send(QEvent::TabletRelease, to, left, {});
    }

    QColor colourAt(double column, double row) const
    {
        const QImage shot = m_pad->grab().toImage();
        return shot.pixelColor(at(column, row) * shot.devicePixelRatio());
    }

    std::unique_ptr<DigitPad> m_pad;
};

const RegisteredTest<DigitPadTest, QApplication> registeredDigitPadTest;
#include "tst_digit_pad.moc"
