#include "app/session/picture_file.h"

#include "engine/errors.h"
#include "tests/registered_test.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

namespace {

constexpr QRgb transparent = 0;

/// A stroke of that colour down the middle of an otherwise empty picture.
QImage strokeOn(QRgb paper, QRgb ink)
{
    QImage image(9, 9, QImage::Format_ARGB32);
    image.fill(paper);
    for (int y = 2; y < 7; ++y)
        image.setPixel(4, y, ink);
    return image;
}

} // namespace

class TestPictureFile : public QObject
{
    Q_OBJECT

private slots:
    void takesGreyLevelsRowByRow()
    {
        QImage image(3, 2, QImage::Format_RGB32);
        for (int i = 0; i < 6; ++i)
            image.setPixel(i % 3, i / 3, qRgb(40 * i, 40 * i, 40 * i));
        const auto gray = toGray(image);
        QCOMPARE(gray.width, std::size_t(3));
        QCOMPARE(gray.height, std::size_t(2));
        QCOMPARE(gray.pixels, (std::vector<std::uint8_t>{0, 40, 80, 120, 160, 200}));
    }

    void laysTransparentInkOnPaperOfTheOtherKind_data()
    {
        QTest::addColumn<QRgb>("ink");
        QTest::addColumn<int>("paper");
        QTest::addRow("black ink on white") << qRgb(0, 0, 0) << 255;
        QTest::addRow("white ink on black") << qRgb(255, 255, 255) << 0;
    }

    void laysTransparentInkOnPaperOfTheOtherKind()
    {
        QFETCH(QRgb, ink);
        QFETCH(int, paper);
        const auto gray = toGray(strokeOn(transparent, ink));
        QCOMPARE(int(gray.pixels[0]), paper);
        QCOMPARE(int(gray.pixels[4 * 9 + 4]), 255 - paper);
    }

    void readsPngAndJpeg_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addRow("png") << QStringLiteral("a.png");
        QTest::addRow("jpeg") << QStringLiteral("a.jpg");
        QTest::addRow("named as another kind") << QStringLiteral("png.jpg");
    }

    void readsPngAndJpeg()
    {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const QString file = folder.filePath(name);
        const QImage image = strokeOn(qRgb(255, 255, 255), qRgb(0, 0, 0)).convertToFormat(QImage::Format_RGB32);
        QVERIFY(image.save(file, name.startsWith(QStringLiteral("png")) ? "PNG" : nullptr, 100));
        const auto gray = readPicture(file);
        QCOMPARE(gray.width, std::size_t(9));
        QVERIFY(gray.pixels[0] > 200);
        QVERIFY(gray.pixels[4 * 9 + 4] < 60);
    }

    void namesTheFileThatCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addRow("empty") << QByteArray();
        QTest::addRow("text") << QByteArray("not a picture");
        QTest::addRow("cut off") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08", 20);
    }

    void namesTheFileThatCannotBeRead()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("broken.png")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        try {
            readPicture(file.fileName());
            QFAIL("it was read");
        } catch (const engine::FileError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).startsWith(file.fileName()), error.what());
        }
    }

    void namesTheFileThatIsNotThere()
    {
        try {
            readPicture(QStringLiteral("/none/such.png"));
            QFAIL("it was read");
        } catch (const engine::FileError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).startsWith(QStringLiteral("/none/such.png")), error.what());
        }
    }
};

const RegisteredTest<TestPictureFile> registeredTestPictureFile;
#include "tst_picture_file.moc"
