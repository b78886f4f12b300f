#include "engine/errors.h"
#include "engine/io/byte_source.h"
#include "engine/io/safetensors.h"
#include "tests/registered_test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

using engine::readSafetensorsHeader;
using engine::SafetensorsHeader;

namespace {

QByteArray fileOf(const QByteArray& header, qsizetype dataBytes)
{
    QByteArray length(8, '\0');
    qToLittleEndian(quint64(header.size()), length.data());
    return length + header + QByteArray(dataBytes, '\0');
}

SafetensorsHeader headerOf(const QByteArray& content)
{
    const auto bytes = std::as_bytes(std::span(content.constData(), std::size_t(content.size())));
    return readSafetensorsHeader(engine::openMemory(bytes, "bad.safetensors"));
}

QString refusal(const QByteArray& content)
{
    try {
        headerOf(content);
    } catch (const engine::FileError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestSafetensors : public QObject
{
    Q_OBJECT

private slots:
    void readsTensorsInAnyOrder();
    void readsAFileWithoutTensors();
    void writesWhatItReads();
    void alignsTheNumbers();
    void refusesDamage_data();
    void refusesDamage();
    void refusesEveryTruncation();
    void survivesDeepNesting();
    void refusesWhatCannotBeReadAsAFile_data();
    void refusesWhatCannotBeReadAsAFile();
};

void TestSafetensors::readsTensorsInAnyOrder()
{
    const QByteArray text = R"({"late": {"dtype": "F32", "shape": [2, 1], "data_offsets": [5, 13]},
        "__metadata__": {"made by": "hand"}, "none": {"dtype": "F32", "shape": [0, 9], "data_offsets": [5, 5]},
        "early": {"dtype": "F8_E4M3", "shape": [5], "data_offsets": [0, 5]}}   )";
    const SafetensorsHeader header = headerOf(fileOf(text, 13));

    const auto begin = std::uint64_t(8 + text.size());
    QCOMPARE(header.metadata.size(), std::size_t{1});
    QCOMPARE(header.metadata.at("made by"), std::string("hand"));
    QCOMPARE(header.tensors.size(), std::size_t{3});
    QCOMPARE(header.tensors.at("late").dtype, std::string("F32"));
    QCOMPARE(header.tensors.at("late").shape, (std::vector<std::uint64_t>{2, 1}));
    QCOMPARE(header.tensors.at("late").offset, begin + 5);
    QCOMPARE(header.tensors.at("late").bytes, std::uint64_t{8});
    QCOMPARE(header.tensors.at("early").offset, begin);
    QCOMPARE(header.tensors.at("none").bytes, std::uint64_t{0});
}

void TestSafetensors::readsAFileWithoutTensors()
{
    const SafetensorsHeader header = headerOf(fileOf("{}", 0));
    QVERIFY(header.metadata.empty() && header.tensors.empty());
}

void TestSafetensors::writesWhatItReads()
{
    const std::vector<engine::NamedShape> tensors{{"b \"quoted\"", {2, 3}}, {"a", {4}}};
    QByteArray content
        = QByteArray::fromStdString(safetensorsHeader({{"key", "{\"text\": \"ü\"}"}}, tensors));
    const auto begin = std::uint64_t(content.size());
    content += QByteArray(40, '\0');

    const SafetensorsHeader header = headerOf(content);
    QCOMPARE(header.metadata, (std::map<std::string, std::string>{{"key", "{\"text\": \"ü\"}"}}));
    QCOMPARE(header.tensors.size(), std::size_t{2});
    QCOMPARE(header.tensors.at("b \"quoted\"").offset, begin);
    QCOMPARE(header.tensors.at("b \"quoted\"").bytes, std::uint64_t{24});
    QCOMPARE(header.tensors.at("a").offset, begin + 24);
    QCOMPARE(header.tensors.at("a").shape, (std::vector<std::uint64_t>{4}));
}

void TestSafetensors::alignsTheNumbers()
{
    for (std::size_t length = 0; length < 9; ++length) {
        const std::string header = engine::safetensorsHeader({{std::string(length, 'k'), ""}}, {});
        QCOMPARE(header.size() % 8, std::size_t{0});
        QCOMPARE(qFromLittleEndian<quint64>(header.data()), quint64(header.size() - 8));
        QCOMPARE(header[8], '{');
    }
}

void TestSafetensors::refusesDamage_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const QByteArray& content, const char* why) {
        QTest::addRow("%s", name) << content << QString::fromUtf8(why);
    };
    const auto header = [&row](const char* name, const QByteArray& text, const char* why) {
        row(name, fileOf(text, 12), why);
    };
    // A tensor "a" beside a file of 12 bytes.
    const auto tensor = [&header](const char* name, const QByteArray& text, const char* why) {
        header(name, "{\"a\": " + text + "}", why);
    };
    // Two tensors of so many bytes each, laid into 12.
    const auto pair = [&header](const char* name, const char* first, const char* second, const char* why) {
        const QByteArray text = QByteArray(R"({"a": {"dtype": "U8", "shape": [], "data_offsets": )") + first
            + R"(}, "b": {"dtype": "U8", "shape": [], "data_offsets": )" + second + "}}";
        header(name, text.leftJustified(120, ' '), why);
    };

    row("empty", "", "it has 0 bytes, expected at least 8");
    row("seven bytes", "1234567", "it has 7 bytes, expected at least 8");
    row("a picture", "\x89PNG\r\n\x1a\n plus more",
        "it announces a header of 727905341920923785 bytes, but 10 bytes follow");
    row("a header longer than the file", fileOf("{}", 0).chopped(1),
        "it announces a header of 2 bytes, but 1 bytes follow");
    row("a header of all ones", QByteArray(16, '\xff'),
        "it announces a header of 18446744073709551615 bytes, but 8 bytes follow");
    row("a header that is too long", fileOf(QByteArray(16'777'217, ' '), 0),
        "it announces a header of 16777217 bytes, expected at most 16777216");
    row("no header", fileOf("", 12), "its header is not JSON (byte 1)");
    header("not JSON", "hello", "its header is not JSON (byte 1)");
    header("invalid UTF-8", "{\"\xc3\x28\": 1}", "its header is not JSON (byte 4)");
    header("zeros behind the JSON", QByteArray("{}\0\0", 4), "its header is not JSON (byte 3)");
    header("a list", "[]", "its header is [], expected an object");
    header("a name twice", R"({"a": 1, "a": 1})", "its header says \"a\" twice");
    header("a name twice, once escaped", R"({"a": 1, "\u0061": 1})", "its header says \"a\" twice");
    header("metadata that is a list", R"({"__metadata__": []})",
           "__metadata__ is [], expected an object of texts");
    header("metadata with a number", R"({"__metadata__": {"step": 3}})",
           "__metadata__ \"step\" is 3, expected a text");
    header("bytes that nobody claims", "{}", "its tensors end at byte 10, expected 22, where the file ends");

    tensor("a number for a tensor", "3",
           "tensor \"a\" is 3, expected an object with dtype, shape and data_offsets");
    tensor("no dtype", R"({"shape": [3], "data_offsets": [0, 12]})",
           "tensor \"a\" is {\"data_offsets\":[0,12],\"shape\":[3]}, expected an object with dtype, shape "
           "and data_offsets");
    tensor("no shape", R"({"dtype": "F32", "data_offsets": [0, 12]})",
           "tensor \"a\" is {\"data_offsets\":[0,12],\"dtype\":\"F32\"}, expected an object with dtype, "
           "shape and data_offsets");
    tensor("no place", R"({"dtype": "F32", "shape": [3]})",
           "tensor \"a\" is {\"dtype\":\"F32\",\"shape\":[3]}, expected an object with dtype, shape and "
           "data_offsets");
    tensor("a dtype that is a number", R"({"dtype": 32, "shape": [3], "data_offsets": [0, 12]})",
           "dtype of tensor \"a\" is 32, expected a text");
    tensor("a negative extent", R"({"dtype": "F32", "shape": [-3], "data_offsets": [0, 12]})",
           "shape of tensor \"a\" is [-3], expected a list of whole numbers from 0 on");
    tensor("a fractional extent", R"({"dtype": "F32", "shape": [1.5, 2], "data_offsets": [0, 12]})",
           "shape of tensor \"a\" is [1.5,2], expected a list of whole numbers from 0 on");
    tensor("too few bytes for the shape", R"({"dtype": "F32", "shape": [4], "data_offsets": [0, 12]})",
           "shape of tensor \"a\" is [4], but it has 12 bytes");
    tensor("too many bytes for the shape", R"({"dtype": "F32", "shape": [2], "data_offsets": [0, 12]})",
           "shape of tensor \"a\" is [2], but it has 12 bytes");
    tensor("a shape whose product overflows to 0",
           R"({"dtype": "F32", "shape": [8589934592, 8589934592], "data_offsets": [0, 12]})",
           "shape of tensor \"a\" is [8589934592,8589934592], but it has 12 bytes");
    tensor("a shape whose product overflows to 3", // (2^32 + 1) (3 - 3 * 2^32) = 3 - 3 * 2^64
           R"({"dtype": "F32", "shape": [4294967297, 18446744060824649731], "data_offsets": [0, 12]})",
           "shape of tensor \"a\" is [4294967297,18446744060824649731], but it has 12 bytes");
    tensor("a shape whose bytes overflow to 12",
           R"({"dtype": "F32", "shape": [4611686018427387907], "data_offsets": [0, 12]})",
           "shape of tensor \"a\" is [4611686018427387907], but it has 12 bytes");
    tensor("a negative place", R"({"dtype": "F32", "shape": [3], "data_offsets": [-12, 0]})",
           "data_offsets of tensor \"a\" is [-12,0], expected a list of whole numbers from 0 on");
    tensor("a reversed place", R"({"dtype": "F32", "shape": [3], "data_offsets": [12, 0]})",
           "data_offsets of tensor \"a\" is [12,0], expected a begin and an end in 0 to 12");
    tensor("a place beyond the file", R"({"dtype": "F32", "shape": [3], "data_offsets": [4, 16]})",
           "data_offsets of tensor \"a\" is [4,16], expected a begin and an end in 0 to 12");
    tensor(
        "a place beyond all numbers",
        R"({"dtype": "F32", "shape": [3], "data_offsets": [0, 18446744073709551615]})",
        "data_offsets of tensor \"a\" is [0,18446744073709551615], expected a begin and an end in 0 to 12");
    tensor("a place of three numbers", R"({"dtype": "F32", "shape": [3], "data_offsets": [0, 4, 12]})",
           "data_offsets of tensor \"a\" is [0,4,12], expected a begin and an end in 0 to 12");

    // The places in these messages are counted from the file's first byte: the numbers begin at byte 128.
    pair("an overlap", "[0, 8]", "[4, 12]",
         "tensor \"b\" begins at byte 132, expected 136, where the one before it ends");
    pair("the same place twice", "[0, 12]", "[0, 12]",
         "tensor \"b\" begins at byte 128, expected 140, where the one before it ends");
    pair("a hole", "[0, 4]", "[8, 12]",
         "tensor \"b\" begins at byte 136, expected 132, where the one before it ends");
    pair("a hole at the begin", "[4, 8]", "[8, 12]",
         "tensor \"a\" begins at byte 132, expected 128, where the one before it ends");
    pair("bytes left over", "[0, 4]", "[4, 8]",
         "its tensors end at byte 136, expected 140, where the file ends");
    header("a name of a megabyte", "{\"" + QByteArray(1'000'000, 'n') + "\": 3}",
           "tensor \"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn... is 3, expected an object "
           "with dtype, shape "
           "and data_offsets");
    header("a name with control characters", "{\"\\u0007\\n\\u0000\": 3}",
           "tensor \"\\u0007\\n\\u0000\" is 3, expected an object with dtype, shape and data_offsets");
}

void TestSafetensors::refusesDamage()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, why);
    QCOMPARE(refusal(content), "bad.safetensors is not a safetensors file, or a damaged one: " + why);
}

void TestSafetensors::refusesEveryTruncation()
{
    const QByteArray whole = fileOf(R"({"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 12]}})", 12);
    QCOMPARE(refusal(whole), QString());
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY(!refusal(whole.first(length)).isEmpty());
}

void TestSafetensors::survivesDeepNesting()
{
    for (const QByteArray& opening : {QByteArray("["), QByteArray("{\"a\":")})
        QVERIFY(refusal(fileOf(opening.repeated(10'000'000 / opening.size()), 0))
                    .endsWith("its header is JSON nested more than 16 deep"));
}

void TestSafetensors::refusesWhatCannotBeReadAsAFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("why");
    QTest::addRow("a file that is not there") << "FOLDER/nowhere"
                                              << "No such file or directory";
    QTest::addRow("a folder") << "FOLDER"
                              << "it is a folder";
    QTest::addRow("a device without an end") << "/dev/zero"
                                             << "it is not a regular file";
}

void TestSafetensors::refusesWhatCannotBeReadAsAFile()
{
    QFETCH(QString, file);
    QFETCH(const QString, why);
    const QTemporaryDir folder;
    file.replace("FOLDER", folder.path());
    try {
        engine::openFile(file.toStdString());
        QFAIL("opened");
    } catch (const engine::FileError& error) {
        QCOMPARE(QString::fromUtf8(error.what()), "cannot read " + file + ": " + why);
    }
}

const RegisteredTest<TestSafetensors> registeredTestSafetensors;
#include "tst_safetensors.moc"
