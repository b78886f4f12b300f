#include "engine/drawing/stroke_file.h"
#include "engine/errors.h"
#include "engine/io/digit_set.h"
#include "tests/registered_test.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;

namespace {

const QByteArray seven = R"({"label":7,"writer":"Ada","strokes":[[[1,2],[3,4.5]]]})";
const QByteArray three = R"({"device":{"name":"pen"},"label":3,"strokes":[[[0,0,0.25],[9,9,0.5]]],"time":12})";

} // namespace

/// The file of the user's own digits.
class DigitSetTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(QStringLiteral("mine.jsonl")).toStdString();
    }

    void aMissingFileIsAnEmptySet()
    {
        QVERIFY(readDigits(m_file, Missing::IsEmpty).digits.empty());
        QVERIFY_THROWS_EXCEPTION(FileError, readDigits(m_file, Missing::IsAnError));
    }

    void whatIsKeptIsReadAgain()
    {
        const std::filesystem::path file = m_folder->filePath(QStringLiteral("a/new/folder/mine.jsonl")).toStdString();
        writeDigits({userDigit({{{1, 2}, {3, 4}}}, 5, "Ada"), userDigit({{{0.5f, 0}}}, {}, {})}, file);
        const DigitFile content = readDigits(file, Missing::IsAnError);
        QCOMPARE(content.digits.size(), std::size_t{2});
        QVERIFY(content.unread.empty());
        QCOMPARE(content.digits[0]->sample.label, std::optional(5));
        QCOMPARE(content.digits[0]->sample.writer, std::optional<std::string>("Ada"));
        QCOMPARE(content.digits[0]->sample.strokes, (std::vector<Stroke>{{{1, 2}, {3, 4}}}));
        QVERIFY(!content.digits[1]->sample.label && content.digits[1]->sample.isLabelled);
    }

    void linesStayAsTheyAre()
    {
        write(seven + "\r\n\n" + three); // no line break at the end
        writeDigits(readDigits(m_file, Missing::IsAnError).digits, m_file);
        QCOMPARE(text(m_file), seven + "\n" + three + "\n");
    }

    void anotherLabelLeavesTheRestOfTheLine()
    {
        write(three);
        const auto digit = relabelled(*readDigits(m_file, Missing::IsAnError).digits.front(), 8);
        QCOMPARE(digit->sample.label, std::optional(8));
        QCOMPARE(QByteArray::fromStdString(digit->line), QByteArray(three).replace("\"label\":3", "\"label\":8"));
        QVERIFY(QByteArray::fromStdString(relabelled(*digit, {})->line).contains("\"label\":null"));
    }

    void namesWhatItCannotRead()
    {
        write(seven + "\n{\"label\":12,\"strokes\":[[[1,1]]]}\nnonsense\n{\"number\":\"42\",\"strokes\":[[[1,1]]]}\n" + three);
        const DigitFile content = readDigits(m_file, Missing::IsAnError);
        QCOMPARE(content.digits.size(), std::size_t{2});
        QCOMPARE(content.unread.size(), std::size_t{3});
        QCOMPARE(content.unread[0].number, std::size_t{2});
        QVERIFY(content.unread[0].reason.text().find("expected 0 to 9") != std::string::npos);
        QCOMPARE(content.unread[1].text, std::string("nonsense"));
        QVERIFY(content.unread[2].reason.text().find("several digits") != std::string::npos);
    }

    void keepsWhatItCannotReadInAFileBeside()
    {
        const std::vector<UnreadLine> lines{{2, "why", "nonsense"}, {3, "why", "{more"}};
        const auto beside = saveUnread(lines, m_file);
        QCOMPARE(beside.filename().string(), std::string("mine.unread.jsonl"));
        QCOMPARE(text(beside), QByteArray("nonsense\n{more\n"));
        saveUnread({{9, "why", "nonsense"}, {10, "why", "third"}}, m_file); // what is there already is not put there again
        QCOMPARE(text(beside), QByteArray("nonsense\n{more\nthird\n"));
    }

    void saysWhereItCannotWrite()
    {
        write("a file, no folder");
        QVERIFY_THROWS_EXCEPTION(FileError, writeDigits({userDigit({{{1, 2}}}, 1, {})}, m_file / "mine.jsonl"));
    }

private:
    void write(const QByteArray& content)
    {
        QFile file(QString::fromStdString(m_file.string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    static QByteArray text(const std::filesystem::path& name)
    {
        QFile file(QString::fromStdString(name.string()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_file;
};

const RegisteredTest<DigitSetTest> registeredDigitSetTest;
#include "tst_digit_set.moc"
