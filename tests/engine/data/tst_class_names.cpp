#include "engine/data/class_names.h"
#include "engine/data/idx.h"
#include "engine/errors.h"
#include "tests/data_folder.h"
#include "tests/registered_test.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <functional>
#include <memory>

using Bytes = std::vector<std::uint8_t>;
using Names = std::vector<std::string>;

namespace {

std::string messageOf(const std::function<void()>& action)
{
    try {
        action();
    } catch (const engine::FileError& error) {
        return error.what();
    }
    return "nothing was thrown";
}

} // namespace

class ClassNamesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    void write(const std::string& name, const std::string& text) const
    {
        std::filesystem::create_directories((folder() / name).parent_path());
        std::ofstream(folder() / name, std::ios::binary) << text;
    }
    static std::string number(std::size_t value)
    {
        return {char(value >> 24), char(value >> 16), char(value >> 8), char(value)};
    }
    /// Pictures of one pixel.
    void writePart(const std::string& images, const std::string& labels, const Bytes& values) const
    {
        write(images, number(2051) + number(values.size()) + number(1) + number(1) + std::string(values.size(), '\x50'));
        write(labels, number(2049) + number(values.size()) + std::string(values.begin(), values.end()));
    }
    void writeFolder(const Bytes& train, const Bytes& test, const std::string& name = ".") const
    {
        writePart(name + "/train-images-idx3-ubyte", name + "/train-labels-idx1-ubyte", train);
        writePart(name + "/t10k-images-idx3-ubyte", name + "/t10k-labels-idx1-ubyte", test);
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void callsClassesByTheirNumbersWhereNobodyNamedThem()
    {
        writeFolder({7, 0}, {9});
        const auto splits = engine::readIdxFolder(folder());
        QCOMPARE(splits.train.classNames, (Names{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}));
        QCOMPARE(splits.test.classNames, splits.train.classNames);
        QVERIFY(engine::areNumbered(splits.train.classNames));
    }

    void takesAsManyClassesAsTheLabelsNeed()
    {
        writeFolder({1, 26}, {3}); // as the letters of EMNIST, whose class 0 never occurs
        QCOMPARE(engine::readIdxFolder(folder()).test.classNames.size(), std::size_t{27});
        writeFolder({0, 0}, {0}); // one class alone is no question
        QCOMPARE(engine::readIdxFolder(folder()).train.classNames.size(), std::size_t{2});
        writeFolder({254}, {0});
        QCOMPARE(engine::readIdxFolder(folder()).train.classNames.size(), std::size_t{255});
        writeFolder({255}, {0}); // which stands for no class
        QVERIFY(messageOf([&] { engine::readIdxFolder(folder()); }).find("label 255, expected 0 to 254") != std::string::npos);
    }

    void takesTheNamesThatLieBesideTheFiles()
    {
        writeFolder({0, 1}, {1});
        write("labels.txt", "cat\ndog\n");
        QCOMPARE(engine::readIdxFolder(folder()).train.classNames, (Names{"cat", "dog"}));
        write("classes.txt", "\xef\xbb\xbf  Katze \r\nHündin\r\nnever there\r\n\r\n"); // as some editors write it
        QCOMPARE(engine::readIdxFolder(folder()).test.classNames, (Names{"Katze", "Hündin", "never there"}));
        QVERIFY(!engine::areNumbered(engine::readIdxFolder(folder()).test.classNames));
    }

    void saysWhatIsWrongWithNames_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        QTest::addRow("too few") << QByteArray("cat\n") << QByteArray("the class names are 1, but label 1 occurs");
        QTest::addRow("none") << QByteArray("\n\n") << QByteArray("classes.txt has 0 names, expected 1 to 255");
        QTest::addRow("empty file") << QByteArray() << QByteArray("classes.txt is empty");
        QTest::addRow("an empty line") << QByteArray("cat\n\ndog\n") << QByteArray("classes.txt line 2: there is no name");
        QTest::addRow("twice the same") << QByteArray("cat\ndog\ncat\n")
                                        << QByteArray("line 3: \"cat\" is the name of class 0 already");
        QTest::addRow("a long line") << QByteArray(200, 'x') << QByteArray("line 1: the name is too long");
        QTest::addRow("no text") << QByteArray("\x01\x02\ndog\n", 7) << QByteArray("line 1: the name has characters");
        QTest::addRow("a huge file") << QByteArray(100'000, 'x') << QByteArray("longer than any list of class names");
    }
    void saysWhatIsWrongWithNames()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, message);
        writeFolder({0, 1}, {1});
        write("classes.txt", text.toStdString());
        const std::string found = messageOf([&] { engine::readIdxFolder(folder()); });
        QVERIFY2(found.find(message.toStdString()) != std::string::npos, found.c_str());
    }

    void knowsAPartOfFashionMnistByItsFolder()
    {
        writeFolder({0, 9}, {5}, "fashion-mnist");
        const auto splits = engine::readIdxFolder(folder() / "fashion-mnist");
        QCOMPARE(splits.name, std::string("Fashion-MNIST"));
        QCOMPARE(splits.train.classNames[9], std::string("Ankle boot"));
        writeFolder({0, 12}, {5}, "fashion-mnist"); // other data in a folder of that name
        QCOMPARE(engine::readIdxFolder(folder() / "fashion-mnist").name, std::string("fashion-mnist"));
    }

    void knowsRealDataWhateverTheFolderIsCalled_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("last");
        QTest::addRow("MNIST") << "mnist" << "MNIST" << "9";
        QTest::addRow("Fashion-MNIST") << "fashion-mnist" << "Fashion-MNIST" << "Ankle boot";
    }
    void knowsRealDataWhateverTheFolderIsCalled()
    {
        QFETCH(QString, source);
        QFETCH(QString, name);
        QFETCH(QString, last);
        const auto data = dataFolder();
        const auto real = data ? (std::filesystem::exists(*data / source.toStdString()) ? *data : data->parent_path()) / source.toStdString()
                               : std::filesystem::path();
        if (!data || !engine::holdsIdxFiles(real))
            QSKIP("DIGITSCOPE_DATA names no folder with it.");
        std::filesystem::create_directory_symlink(real, folder() / "x");
        std::filesystem::create_directory(folder() / "copy");
        for (const auto& file : std::filesystem::directory_iterator(real))
            std::filesystem::create_symlink(file.path(), folder() / "copy" / file.path().filename());
        const auto splits = engine::readIdxFolder(folder() / "copy");
        QCOMPARE(QString::fromStdString(splits.name), name);
        QCOMPARE(QString::fromStdString(splits.train.classNames.back()), last);
        QCOMPARE(splits.drawing.isMnist, name == QStringLiteral("MNIST"));
        QCOMPARE(splits.drawing.isSolid, name == QStringLiteral("Fashion-MNIST"));
    }

    void findsFilesOfOtherNamesByTheWordsInThem()
    {
        writePart("emnist-letters-train-images-idx3-ubyte", "emnist-letters-train-labels-idx1-ubyte", {1, 2});
        writePart("emnist-letters-test-images-idx3-ubyte", "emnist-letters-test-labels-idx1-ubyte", {2});
        write("notes-on-training-images.txt", "which is none of them");
        QVERIFY(engine::holdsIdxFiles(folder()));
        QCOMPARE(engine::readIdxFolder(folder()).test.labels, Bytes{2});

        writePart("emnist-digits-train-images-idx3-ubyte", "emnist-digits-train-labels-idx1-ubyte", {1, 2});
        QVERIFY(!engine::holdsIdxFiles(folder()));
        const std::string message = messageOf([&] { engine::readIdxFolder(folder()); });
        QVERIFY2(message.find("emnist-digits-train-images-idx3-ubyte and emnist-letters-train-images-idx3-ubyte")
                     != std::string::npos,
                 message.c_str());
    }
};

const RegisteredTest<ClassNamesTest> registeredClassNamesTest;
#include "tst_class_names.moc"
