#include "engine/data/idx.h"
#include "engine/errors.h"
#include "tests/data_folder.h"
#include "tests/registered_test.h"

#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

#include <fstream>

using Bytes = std::vector<std::uint8_t>;

namespace {

Bytes bigEndian(std::initializer_list<std::uint32_t> numbers)
{
    Bytes bytes;
    for (const std::uint32_t number : numbers) {
        for (const int shift : {24, 16, 8, 0})
            bytes.push_back(std::uint8_t(number >> shift));
    }
    return bytes;
}

Bytes joined(Bytes first, const Bytes& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

// Two pictures of 2 rows and 3 columns.
const Bytes pixels{1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 255};
const Bytes goodImages = joined(bigEndian({2051, 2, 2, 3}), pixels);
const Bytes goodLabels = joined(bigEndian({2049, 2}), {7, 0});

std::string refusalOf(const std::function<void()>& action)
{
    try {
        action();
    } catch (const engine::FileError& error) {
        return error.what();
    }
    return "nothing was thrown";
}

} // namespace

class IdxTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path path(const std::string& name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    std::filesystem::path write(const std::string& name, const Bytes& bytes) const
    {
        std::ofstream(path(name), std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
        return path(name);
    }
    std::filesystem::path writeZipped(const std::string& name, const Bytes& bytes) const
    {
        const gzFile file = gzopen(path(name).c_str(), "wb");
        gzwrite(file, bytes.data(), unsigned(bytes.size()));
        gzclose(file);
        return path(name);
    }
    Bytes read(const std::filesystem::path& file) const
    {
        std::ifstream stream(file, std::ios::binary);
        return Bytes(std::istreambuf_iterator<char>(stream), {});
    }

private slots:
    void readsPlainAndGzip()
    {
        const auto plain = engine::readIdx(write("images", goodImages), write("labels", goodLabels));
        const auto zipped
            = engine::readIdx(writeZipped("images.gz", goodImages), writeZipped("labels.gz", goodLabels));
        for (const auto& data : {plain, zipped}) {
            QCOMPARE(data.size(), std::size_t{2});
            QCOMPARE(data.sampleShape, (engine::Shape{1, 2, 3}));
            QCOMPARE(data.pixels, pixels);
            QCOMPARE(data.labels, (Bytes{7, 0}));
            QCOMPARE(data.sample(1).back(), std::uint8_t{255});
        }
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<Bytes>("images");
        QTest::addColumn<Bytes>("labels");
        QTest::addColumn<QString>("message");
        const auto short1 = [](Bytes bytes) {
            bytes.pop_back();
            return bytes;
        };
        QTest::addRow("labels given as images")
            << goodLabels << goodLabels << "images: magic number 2049 (labels), expected 2051 (images).";
        QTest::addRow("images given as labels")
            << goodImages << goodImages << "labels: magic number 2051 (images), expected 2049 (labels).";
        QTest::addRow("some other file") << Bytes{'P', 'K', 3, 4, 0, 0} << goodLabels
                                         << "images: magic number 1347093252, expected 2051 (images).";
        QTest::addRow("an empty file") << Bytes{} << goodLabels << "images: the file ends within its header.";
        QTest::addRow("half a header")
            << Bytes{0, 0, 8, 3, 0, 0} << goodLabels << "images: the file ends within its header.";
        QTest::addRow("one pixel short")
            << short1(goodImages) << goodLabels << "images: 11 bytes after the header, expected 12.";
        QTest::addRow("one byte too many") << joined(goodImages, {0}) << goodLabels
                                           << "images: more bytes after the header than the expected 12.";
        QTest::addRow("one label short")
            << goodImages << short1(goodLabels) << "labels: 1 bytes after the header, expected 2.";
        QTest::addRow("trailing labels") << goodImages << joined(goodLabels, {1, 2})
                                         << "labels: more bytes after the header than the expected 2.";
        QTest::addRow("fewer labels than images")
            << goodImages << joined(bigEndian({2049, 1}), {7})
            << "labels: 1 labels, expected 2, one for each image of images.";
        QTest::addRow("no images") << bigEndian({2051, 0, 28, 28}) << bigEndian({2049, 0})
                                   << "images: the header promises 0 images of 28×28 pixels.";
        QTest::addRow("images without pixels") << bigEndian({2051, 2, 0, 3}) << goodLabels
                                               << "images: the header promises 2 images of 0×3 pixels.";
        QTest::addRow("more than any file can hold")
            << bigEndian({2051, 0xffffffff, 0xffffffff, 0xffffffff}) << goodLabels
            << "images: the header promises 4294967295 images of 4294967295×4294967295 pixels.";
        QTest::addRow("four billion images and no pixels")
            << joined(bigEndian({2051, 4'000'000'000, 28, 28}), pixels) << goodLabels
            << "images: 12 bytes after the header, expected 3136000000000.";
    }
    void saysWhatIsWrong()
    {
        QFETCH(Bytes, images);
        QFETCH(Bytes, labels);
        QFETCH(QString, message);
        const auto plain = [&] { engine::readIdx(write("images", images), write("labels", labels)); };
        QCOMPARE(QString::fromStdString(refusalOf(plain)), message);
        const auto zipped
            = [&] { engine::readIdx(writeZipped("images", images), writeZipped("labels", labels)); };
        QCOMPARE(QString::fromStdString(refusalOf(zipped)), message);
    }

    void rejectsTruncatedGzip()
    {
        Bytes noise(100'000);
        std::uint32_t state = 1;
        for (std::uint8_t& byte : noise)
            byte = std::uint8_t((state = state * 1664525u + 1013904223u) >> 24);
        Bytes bytes = read(writeZipped("images", joined(bigEndian({2051, 100, 10, 100}), noise)));
        for (const std::size_t length : {bytes.size() / 2, bytes.size() - 1, std::size_t{12}}) {
            write("cut", {bytes.begin(), bytes.begin() + std::ptrdiff_t(length)});
            const auto message
                = refusalOf([&] { engine::readIdx(path("cut"), write("labels", goodLabels)); });
            QVERIFY2(message.starts_with("cut: the compressed data ends too early"), message.c_str());
        }
        bytes[bytes.size() / 2] ^= 0xff;
        write("damaged", bytes);
        const auto message
            = refusalOf([&] { engine::readIdx(path("damaged"), write("labels", goodLabels)); });
        QVERIFY2(message.starts_with("damaged: the compressed data is damaged"), message.c_str());
    }

    void namesAFileThatCannotBeOpened()
    {
        const auto message = refusalOf([&] { engine::readIdx(path("absent"), path("absent")); });
        QCOMPARE(message, path("absent").string() + " cannot be opened.");
        const auto folder = refusalOf([&] { engine::readIdx(path("."), path("absent")); });
        QCOMPARE(folder, path(".").string() + " cannot be opened.");
    }

    void listsWhatAFolderLacks()
    {
        std::filesystem::create_directory(path("partial"));
        write("partial/train-images-idx3-ubyte", goodImages);
        writeZipped("partial/t10k-labels-idx1-ubyte.gz", goodLabels);
        QVERIFY(!engine::holdsIdxFiles(path("partial")));
        QVERIFY(!engine::holdsIdxFiles(path("nowhere")));
        QCOMPARE(refusalOf([&] { engine::readIdxFolder(path("partial")); }),
                 path("partial").string()
                     + " lacks train-labels-idx1-ubyte, t10k-images-idx3-ubyte (gzip or not).");
    }

    void readsAFolderOfFourFiles()
    {
        std::filesystem::create_directory(path("letters"));
        write("letters/train-images-idx3-ubyte", goodImages);
        writeZipped("letters/train-labels-idx1-ubyte.gz", goodLabels);
        write("letters/t10k-images.idx3-ubyte", joined(bigEndian({2051, 1, 2, 3}), {1, 2, 3, 4, 5, 6}));
        write("letters/t10k-labels-idx1-ubyte", joined(bigEndian({2049, 1}), {9}));
        QVERIFY(engine::holdsIdxFiles(path("letters")));
        const auto splits = engine::readIdxFolder(path("letters") / "");
        QCOMPARE(splits.name, std::string("letters"));
        QCOMPARE(splits.train.labels, (Bytes{7, 0}));
        QCOMPARE(splits.test.labels, Bytes{9});

        write("letters/t10k-images.idx3-ubyte", joined(bigEndian({2051, 1, 3, 2}), {1, 2, 3, 4, 5, 6}));
        const auto message = refusalOf([&] { engine::readIdxFolder(path("letters")); });
        QVERIFY2(message.ends_with("the test images are 1×3×2, expected 1×2×3 as the training images."),
                 message.c_str());
    }

    void readsRealMnist()
    {
        const auto folder = mnistFolder();
        if (!folder)
            QSKIP("DIGITSCOPE_DATA names no folder with MNIST.");
        const auto splits = engine::readIdxFolder(*folder);
        QCOMPARE(splits.train.size(), std::size_t{60'000});
        QCOMPARE(splits.test.size(), std::size_t{10'000});
        QCOMPARE(splits.train.sampleShape, (engine::Shape{1, 28, 28}));
        // The first labels as published: 5 0 4 1 9 2 1 3 1 4, and 7 2 1 0 4 1 4 9 5 9.
        QCOMPARE(splits.train.first(10).labels, (Bytes{5, 0, 4, 1, 9, 2, 1, 3, 1, 4}));
        QCOMPARE(splits.test.first(10).labels, (Bytes{7, 2, 1, 0, 4, 1, 4, 9, 5, 9}));
    }
};

const RegisteredTest<IdxTest> registeredIdxTest;
#include "tst_idx.moc"
