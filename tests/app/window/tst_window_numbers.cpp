#include "app/session/picture_file.h"
#include "app/session/picture_input.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/pad/picture_view.h"

#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QPainter>

namespace {

std::vector<engine::Stroke> movedBy(std::vector<engine::Stroke> strokes, float cells)
{
    for (engine::Stroke& stroke : strokes) {
        for (engine::PenPoint& point : stroke)
            point.x += cells;
    }
    return strokes;
}

/// As another program would show it: black brush on white.
QImage pictureOf(const std::vector<engine::Stroke>& strokes, int columns)
{
    QImage image(columns * 10, 280, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(QPen(Qt::black, 14, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const engine::Stroke& stroke : strokes) {
        QPolygonF path;
        for (const engine::PenPoint& point : stroke)
            path << QPointF(double(point.x), double(point.y)) * 10;
        painter.drawPolyline(path);
    }
    return image;
}

} // namespace

class TestWindowNumbers : public WindowTest
{
    Q_OBJECT

private slots:
    void groupsWhatIsWrittenOnTheWidePad()
    {
        auto& pad = m_open->part<DigitPad>();
        m_open->press(Qt::Key_N);
        QVERIFY(pad.isWide());
        write({4, 0, 7});
        QCOMPARE(pad.boxes().size(), std::size_t(3));
        QVERIFY(pad.boxes()[2].isSelected); // the last that was written
        QVERIFY(pad.boxes()[0].cells.left() < pad.boxes()[1].cells.left());
        // Undo, clear and the eraser are the pad's own.
        m_open->press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(pad.boxes().size(), std::size_t(2));
        m_open->press(Qt::Key_Escape);
        QVERIFY(pad.boxes().empty());
        m_open->press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(pad.boxes().size(), std::size_t(2));
    }

    void eachPaperKeepsItsOwnInk()
    {
        auto& pad = m_open->part<DigitPad>();
        drawWithMouse(pad, handMade(1)[0]);
        const auto digit = pad.strokes();
        m_open->press(Qt::Key_N);
        QVERIFY(pad.isEmpty());
        QVERIFY(!m_open->part<DigitImageView>().hasPicture());
        write({7, 1});
        m_open->press(Qt::Key_N);
        QCOMPARE(pad.strokes(), digit);
        QVERIFY(m_open->part<DigitImageView>().hasPicture());
        m_open->press(Qt::Key_N);
        QCOMPARE(pad.boxes().size(), std::size_t(2));
    }

    void aClickOnABoxSelectsItsDigitAndDrawsNoDot()
    {
        auto& pad = m_open->part<DigitPad>();
        m_open->press(Qt::Key_N);
        write({0, 1});
        const auto strokes = pad.strokes();
        const auto last = m_open->session().inspection.input()->pixels;
        const QRectF box = pad.boxes()[0].cells;
        const QRectF area = pad.drawingArea();
        const double cell = area.height() / 28;
        QTest::mouseClick(&pad, Qt::LeftButton, {}, (area.topLeft() + box.center() * cell).toPoint());
        QCOMPARE(pad.strokes(), strokes);
        QVERIFY(pad.boxes()[0].isSelected);
        QVERIFY(m_open->session().inspection.input()->pixels != last);
        m_open->press(Qt::Key_Right, Qt::AltModifier);
        QVERIFY(pad.boxes()[1].isSelected);
        QCOMPARE(m_open->session().inspection.input()->pixels, last);
    }

    void showsTheNumberOnceTheNetworkNamesDigits()
    {
        auto& number = m_open->part<QLabel>(QStringLiteral("number"));
        m_open->press(Qt::Key_N);
        QVERIFY(number.isVisible());
        write({4, 7});
        QCOMPARE(number.text(), QStringLiteral("–")); // untrained: nobody can say
        m_open->press(Qt::Key_S);
        QTRY_COMPARE(number.text().size(), 2);
    }

    void aPastedPictureIsReadAndShown()
    {
        QGuiApplication::clipboard()->setImage(pictureOf(handMade(3), 28));
        m_open->press(Qt::Key_V, Qt::ControlModifier);
        auto& picture = m_open->part<PictureView>();
        QTRY_VERIFY(picture.isVisible());
        QVERIFY(m_open->part<DigitImageView>().hasPicture());
        QCOMPARE(picture.boxes().size(), std::size_t(1));
        const QRectF box = picture.boxes()[0].cells; // the ink, 8 to 20 cells across, and the brush
        QVERIFY2(std::abs(box.left() - (80 - 7) / 280.0) < 0.02, qPrintable(QString::number(box.left())));
        m_open->press(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(m_open->part<DigitPad>().isVisible());
        QVERIFY(!m_open->part<DigitImageView>().hasPicture());
    }

    void aPictureIsReadAsANumberWhereTheWidePadIs()
    {
        m_open->press(Qt::Key_N);
        auto strokes = handMade(1);
        for (const engine::Stroke& stroke : movedBy(handMade(0), 24))
            strokes.push_back(stroke);
        QGuiApplication::clipboard()->setImage(pictureOf(strokes, 56));
        m_open->press(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(m_open->part<PictureView>().boxes().size(), std::size_t(2));
    }

    void saysWhenThereIsNothingToPaste()
    {
        QGuiApplication::clipboard()->setText(QStringLiteral("five"));
        m_open->press(Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(m_open->notice().isVisible());
        QVERIFY(m_open->part<DigitPad>().isVisible());
    }

    void whatIsNoPictureIsSaidToBeNone_data()
    {
        QTest::addColumn<QImage>("image");
        QImage blank(40, 40, QImage::Format_RGB32), clear(40, 40, QImage::Format_ARGB32), one(1, 1, QImage::Format_RGB32);
        blank.fill(Qt::white);
        clear.fill(Qt::transparent);
        one.fill(Qt::black);
        QTest::addRow("blank") << blank;
        QTest::addRow("transparent") << clear;
        QTest::addRow("one pixel") << one;
    }

    void whatIsNoPictureIsSaidToBeNone()
    {
        QFETCH(QImage, image);
        QGuiApplication::clipboard()->setImage(image);
        m_open->press(Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(m_open->part<QLabel>(QStringLiteral("pictureText")).text().contains(QStringLiteral("stands out")));
        QVERIFY(!m_open->part<DigitImageView>().hasPicture());
    }

    void aBrokenPictureFileIsNamed()
    {
        const QString name = m_place.file("broken.png");
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\x89PNG\r\n\x1a\n no more");
        file.close();
        QMimeData content;
        content.setUrls({QUrl::fromLocalFile(name)});
        QVERIFY(m_open->session().pictures.take(content, {}));
        QTRY_VERIFY(m_open->notice().isVisible());
    }

private:
    void write(const std::vector<int>& digits)
    {
        auto& pad = m_open->part<DigitPad>();
        float x = 0;
        for (const int digit : digits) {
            for (const engine::Stroke& stroke : movedBy(handMade(digit), x))
                drawWithMouse(pad, stroke);
            x += 20;
        }
    }
};

const RegisteredTest<TestWindowNumbers, QApplication> registeredTestWindowNumbers;
#include "tst_window_numbers.moc"
