#include "app/session/file_kind.h"

#include "engine/io/model_file.h"
#include "tests/app/session/run_fixture.h"
#include "tests/registered_test.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using What = FileKind::What;

class FileKindTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }

private slots:
    void knowsWhatTheProgramOpensWhateverItsName()
    {
        const QString network = m_folder.filePath(QStringLiteral("network.png"));
        engine::saveModel(toSavedModel(freshNetwork(twoEpochs())), network.toStdString());
        QCOMPARE(fileKindOf(network).what, What::Network);
        const QString picture = m_folder.filePath(QStringLiteral("picture.safetensors"));
        QVERIFY(QImage(10, 10, QImage::Format_RGB32).save(picture, "PNG"));
        QCOMPARE(fileKindOf(picture).what, What::Picture);
        QCOMPARE(fileKindOf(write(QStringLiteral("a.txt"), R"({"label": 3, "strokes": [[[1, 2], [3, 4]]]})")).what, What::Drawings);
        QCOMPARE(fileKindOf(m_folder.path()).what, What::Data);
        QCOMPARE(fileKindOf(write(QStringLiteral("images"), QByteArray("\0\0\x08\x03\0\0\xea\x60", 8))).what, What::Data);
        QCOMPARE(fileKindOf(m_folder.filePath(QStringLiteral("nothing"))).what, What::Missing);
    }

    void namesWhatItCannotOpen_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        const auto zip = [](const QByteArray& entry) {
            QByteArray head("PK\x03\x04", 4);
            head += QByteArray(22, '\0');
            head += char(entry.size());
            head += QByteArray(3, '\0');
            return head + entry;
        };
        QTest::addRow("Keras 2") << QByteArray("\x89HDF\r\n\x1a\n") << QStringLiteral("Keras");
        QTest::addRow("Keras 3") << zip("metadata.json") << QStringLiteral("Keras");
        QTest::addRow("PyTorch") << zip("archive/data.pkl") << QStringLiteral("PyTorch");
        QTest::addRow("npz") << zip("x_train.npy") << QStringLiteral("NumPy");
        QTest::addRow("npy") << QByteArray("\x93NUMPY\x01") << QStringLiteral("NumPy");
        QTest::addRow("another zip") << zip("readme.txt") << QStringLiteral("zip");
        QTest::addRow("TensorFlow Lite") << QByteArray("\x1c\0\0\0TFL3", 8) << QStringLiteral("TensorFlow Lite");
        QTest::addRow("HEIC") << QByteArray("\0\0\0\x18" "ftypheic", 12) << QStringLiteral("HEIC");
        QTest::addRow("PDF") << QByteArray("%PDF-1.7") << QStringLiteral("PDF");
        QTest::addRow("ONNX") << QByteArray("\x08\x08\x12\x07pytorch onnx") << QStringLiteral("ONNX");
        QTest::addRow("CSV") << QByteArray("label,pixel0,pixel1,pixel2,pixel3\n7,0,0,0,0\n") << QStringLiteral("CSV");
        QTest::addRow("empty") << QByteArray() << QStringLiteral("empty");
    }

    void namesWhatItCannotOpen()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        const QString path = write(QStringLiteral("it"), bytes);
        const FileKind kind = fileKindOf(path);
        QCOMPARE(kind.what, What::Unknown);
        QVERIFY2(kind.name.contains(name), qPrintable(kind.name));
        const QString sentence = whyNotOpened(path, kind);
        QVERIFY2(sentence.startsWith(QStringLiteral("it is ")) && sentence.contains(name), qPrintable(sentence));
    }
};

const RegisteredTest<FileKindTest, QGuiApplication> registeredFileKindTest;
#include "tst_file_kind.moc"
