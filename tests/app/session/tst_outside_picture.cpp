#include "app/session/outside_picture.h"
#include "app/session/picture_crop.h"
#include "app/session/picture_file.h"
#include "app/session/picture_input.h"

#include "engine/errors.h"
#include "engine/imaging/digit_from_picture.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/registered_test.h"
#include "tests/table_photo.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

/// Two bars, 20 wide, on white paper of 400 × 200: from 60 and from 300.
QImage twoBars()
{
    QImage image(400, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.fillRect(60, 40, 20, 120, Qt::black);
    painter.fillRect(300, 60, 20, 80, Qt::black);
    return image;
}

QImage imageOf(const ColourPhoto& photo)
{
    return QImage(photo.pixels.front().data(), int(photo.width), int(photo.height), int(photo.width) * 3, QImage::Format_RGB888).copy();
}

bool isNear(const QRectF& a, const QRectF& b, double margin)
{
    return std::abs(a.left() - b.left()) < margin && std::abs(a.right() - b.right()) < margin
        && std::abs(a.top() - b.top()) < margin && std::abs(a.bottom() - b.bottom()) < margin;
}

} // namespace

class TestOutsidePicture : public QObject
{
    Q_OBJECT

private slots:
    void readsACropFromText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QRect>("crop"); // invalid: it is none
        QTest::addRow("four numbers") << QByteArray("12,0,300,40") << QRect(12, 0, 300, 40);
        for (const char* text : {"", "1,2,3", "1,2,3,4,5", "1,2,3,4 ", " 1,2,3,4", "1;2;3;4", "-1,2,3,4", "1,2,0,4", "1,2,3,0",
                                 "1,2,3,x", "1.5,2,3,4", "1,2,3,99999999999"})
            QTest::addRow("\"%s\"", text) << QByteArray(text) << QRect();
    }
    void readsACropFromText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QRect, crop);
        QCOMPARE(cropFrom(text.toStdString()), crop.isValid() ? std::optional(crop) : std::nullopt);
    }

    void aCropIsTheSameAsAPictureOfThatPart()
    {
        const QTemporaryDir folder;
        const QString whole = folder.filePath(QStringLiteral("whole.png")), part = folder.filePath(QStringLiteral("part.png"));
        const QRect crop(250, 20, 120, 160);
        QVERIFY(twoBars().save(whole) && twoBars().copy(crop).save(part));
        QCOMPARE(readPicture(whole, crop).pixels, readPicture(part).pixels);
        QCOMPARE(readAgain(outsidePictureOf(whole), crop).digit, outsidePictureOf(part).digit);
    }

    void aCropBeyondThePictureIsRefusedInOneSentence()
    {
        try {
            cropped(twoBars(), {350, 0, 51, 100}, QStringLiteral("bars.png"));
            QFAIL("it was cut");
        } catch (const engine::FileError& error) {
            QCOMPARE(error.what(), "bars.png: the crop reaches to 401, 100, and the picture is 400×200 pixels; take a crop within it");
        }
    }

    void aCropInSharesIsNeverEmptyNorOutside()
    {
        QCOMPARE(cropOf({0.25, 0.5, 0.5, 0.25}, {400, 200}), QRect(100, 100, 200, 50));
        QCOMPARE(cropOf({1, 1, 0, 0}, {400, 200}), QRect(399, 199, 1, 1));
        QCOMPARE(cropOf({-1, -1, 3, 3}, {400, 200}), QRect(0, 0, 400, 200));
        QCOMPARE(sharesOf(QRect(100, 100, 200, 50), {400, 200}), QRectF(0.25, 0.5, 0.5, 0.25));
    }

    void tellsPlacesInSharesOfTheWholePicture()
    {
        const OutsidePicture whole = outsidePictureOf(QStringLiteral("bars"), twoBars());
        QVERIFY(isNear(whole.inkBox, QRectF(0.15, 0.2, 0.65, 0.6), 1e-6));
        QCOMPARE(whole.area, QRectF(0, 0, 1, 1));
        QCOMPARE(whole.line.groups.pieces(), std::size_t(2));
        const OutsidePicture one = readAgain(whole, QRect(200, 0, 200, 200));
        QVERIFY(isNear(one.inkBox, QRectF(0.75, 0.3, 0.05, 0.4), 1e-6));
        QCOMPARE(one.area, QRectF(0.5, 0, 0.5, 1));
        QCOMPARE(one.line.groups.pieces(), std::size_t(1));
        QVERIFY(!readAgain(whole, QRect(90, 0, 200, 200)).digit); // nothing there
        QCOMPARE(readAgain(one, {}).digit, whole.digit);
    }

    /// In colours, as a camera sees them: the sheet's box is what is read.
    void findsTheSheetInAColourPhoto_data()
    {
        QTest::addColumn<int>("table");
        QTest::addRow("dark") << int(Table::Dark);
        QTest::addRow("wood") << int(Table::Wood);
        QTest::addRow("checked") << int(Table::Checked);
        QTest::addRow("yellow") << int(Table::Yellow);
    }
    void findsTheSheetInAColourPhoto()
    {
        QFETCH(int, table);
        for (unsigned seed = 0; seed < 6; ++seed) {
            const auto strokes = engine::syntheticStrokes(int(seed), 3, 1);
            const ColourPhoto photo = photographed(strokes, {.table = Table(table)}, seed);
            std::size_t left = photo.width, right = 0, top = photo.height, bottom = 0;
            for (std::size_t i = 0; i < photo.isSheet.size(); ++i)
                if (photo.isSheet[i]) {
                    left = std::min(left, i % photo.width);
                    right = std::max(right, i % photo.width + 1);
                    top = std::min(top, i / photo.width);
                    bottom = i / photo.width + 1;
                }
            const OutsidePicture picture = outsidePictureOf(QStringLiteral("photo"), imageOf(photo));
            QVERIFY(picture.isOnSheet);
            const QRectF sheet(QPointF(double(left) / double(photo.width), double(top) / double(photo.height)),
                               QPointF(double(right) / double(photo.width), double(bottom) / double(photo.height)));
            QVERIFY(isNear(picture.area, sheet, 0.06));
            QVERIFY(sheet.contains(picture.inkBox));
        }
    }

    void theLastOfManyCropsIsShownAndEachCountsWhileItComes()
    {
        Jobs jobs;
        PictureInput input(jobs);
        input.setCrop(QRectF(0, 0, 0.5, 1)); // of no picture
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("bars.png"));
        QVERIFY(twoBars().save(file));
        input.open(file);
        QTRY_VERIFY(input.picture());
        QVERIFY(!input.isCropped());
        QSignalSpy changes(&input, &PictureInput::changed);
        for (int i = 1; i <= 40; ++i)
            input.setCrop(QRectF(0.5, 0, 0.5, i / 40.0));
        QVERIFY(input.isCropped());
        QCOMPARE(input.area(), QRectF(0.5, 0, 0.5, 1)); // at once
        QTRY_COMPARE(input.picture()->crop, std::optional(QRect(200, 0, 200, 200)));
        QVERIFY(changes.count() >= 2); // the first was shown, too
        input.setCrop({});
        QTRY_VERIFY(!input.picture()->crop);
        input.setCrop(QRectF(0, 0, 0.5, 1));
        input.close(); // while it is read
        QVERIFY(!input.picture());
        QVERIFY(!input.isCropped());
    }
};

const RegisteredTest<TestOutsidePicture> registeredTestOutsidePicture;
#include "tst_outside_picture.moc"
