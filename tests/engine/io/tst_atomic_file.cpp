#include "engine/errors.h"
#include "engine/io/atomic_file.h"
#include "tests/registered_test.h"
#include "tests/test_data.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <atomic>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace {

void write(const QString& file, const QByteArray& content)
{
    const std::array parts{std::as_bytes(std::span(content.constData(), std::size_t(content.size())))};
    engine::writeFileAtomically(file.toStdString(), parts);
}

QStringList namesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

/// What writeFileAtomically() has to say, or an empty text when it has nothing to.
QString refusal(const QString& file, const QByteArray& content)
{
    try {
        write(file, content);
    } catch (const engine::FileError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

/// A disk that fills up: no file may grow beyond this many bytes.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    void (*m_handler)(int);
    rlimit m_before{};
};

/// Gives up root's power over all files, where the tests run as root.
class OrdinaryUser
{
public:
    OrdinaryUser()
    {
        if (m_user == 0)
            m_changed = seteuid(65534) == 0;
    }
    ~OrdinaryUser()
    {
        if (m_changed && seteuid(m_user) != 0)
            std::abort();
    }

private:
    uid_t m_user = geteuid();
    bool m_changed = false;
};

} // namespace

class TestAtomicFile : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void writesThePartsOneAfterTheOther();
    void writesAFileWithoutAnyBytes();
    void writesToAPlainNameInTheCurrentFolder();
    void replacesTheOldFileAndLeavesNothingElse();
    void keepsTheOldFilesPermissions();
    void keepsASymbolicLink_data();
    void keepsASymbolicLink();
    void refusesWhatIsNoPlaceForAFile_data();
    void refusesWhatIsNoPlaceForAFile();
    void refusesAReadOnlyFolder();
    void refusesToReplaceAReadOnlyFile();
    void leavesTheOldFileWhenTheDiskIsFull();
    void leavesOthersTemporaryFilesAlone();
    void showsReadersTheOldFileOrTheNewOne();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestAtomicFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestAtomicFile::writesThePartsOneAfterTheOther()
{
    const std::array<float, 2> numbers{1.0f, -2.5f};
    const std::string head = "head ";
    const std::array<std::span<const std::byte>, 3> parts{
        std::as_bytes(std::span(head)), {}, std::as_bytes(std::span(numbers))};
    engine::writeFileAtomically(path("model").toStdString(), parts);

    // IEEE 754, little-endian: 1 is 3f800000, -2.5 is c0200000.
    QCOMPARE(contentOf(path("model")), QByteArray("head ") + QByteArray::fromHex("0000803f000020c0"));
}

void TestAtomicFile::writesAFileWithoutAnyBytes()
{
    engine::writeFileAtomically(path("model").toStdString(), {});
    QVERIFY(QFile::exists(path("model")));
    QCOMPARE(contentOf(path("model")), QByteArray());
}

void TestAtomicFile::writesToAPlainNameInTheCurrentFolder()
{
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const QString why = refusal(QStringLiteral("model"), "new");
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(why, QString());
    QCOMPARE(contentOf(path("model")), QByteArray("new"));
}

void TestAtomicFile::replacesTheOldFileAndLeavesNothingElse()
{
    write(path("model"), "a long old content");
    write(path("model"), "new");
    QCOMPARE(contentOf(path("model")), QByteArray("new"));
    QCOMPARE(namesIn(m_folder->path()), QStringList{"model"});
}

void TestAtomicFile::keepsTheOldFilesPermissions()
{
    const std::string file = path("model").toStdString();
    write(path("model"), "old");
    QCOMPARE(chmod(file.c_str(), 0640), 0);
    write(path("model"), "new");
    struct stat status = {};
    QCOMPARE(stat(file.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777u, 0640u);
}

void TestAtomicFile::keepsASymbolicLink_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("exists");
    QTest::addRow("to a full path") << "FOLDER/shelf/model" << true;
    QTest::addRow("to a path from the link's folder") << "shelf/model" << true;
    QTest::addRow("to a file that is not there yet") << "shelf/model" << false;
    QTest::addRow("to another link") << "hop" << true;
}

void TestAtomicFile::keepsASymbolicLink()
{
    QFETCH(const QString, target);
    QFETCH(const bool, exists);
    QVERIFY(QDir(m_folder->path()).mkdir("shelf"));
    QVERIFY(QFile::link("shelf/model", path("hop")));
    QVERIFY(QFile::link(QString(target).replace("FOLDER", m_folder->path()), path("link")));
    if (exists)
        write(path("shelf/model"), "old");

    write(path("link"), "new");

    QVERIFY(QFileInfo(path("link")).isSymLink());
    QVERIFY(!QFileInfo(path("shelf/model")).isSymLink());
    QCOMPARE(contentOf(path("shelf/model")), QByteArray("new"));
    QCOMPARE(namesIn(path("shelf")), QStringList{"model"});
}

void TestAtomicFile::refusesWhatIsNoPlaceForAFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("why");
    QTest::addRow("a folder that does not exist") << "FOLDER/nowhere/model"
                                                  << "there is no folder FOLDER/nowhere";
    QTest::addRow("a file taken for a folder") << "FOLDER/plain/model"
                                               << "there is no folder FOLDER/plain";
    QTest::addRow("a folder") << "FOLDER/shelf"
                              << "it is a folder";
    QTest::addRow("a pipe") << "FOLDER/pipe"
                            << "it is not a regular file";
    QTest::addRow("links in a circle") << "FOLDER/circle"
                                       << "its symbolic links lead in a circle";
    QTest::addRow("a name that is too long") << "FOLDER/" + QString(300, 'n') << "File name too long";
}

void TestAtomicFile::refusesWhatIsNoPlaceForAFile()
{
    QFETCH(QString, file);
    QFETCH(QString, why);
    QVERIFY(QDir(m_folder->path()).mkdir("shelf"));
    QVERIFY(QFile::link("circle", path("circle")));
    QCOMPARE(mkfifo(path("pipe").toStdString().c_str(), 0600), 0);
    write(path("plain"), "plain");
    file.replace("FOLDER", m_folder->path());
    why.replace("FOLDER", m_folder->path());
    const QStringList before = namesIn(m_folder->path());

    QCOMPARE(refusal(file, "new"), "cannot write " + file + ": " + why);
    QCOMPARE(namesIn(m_folder->path()), before);
}

void TestAtomicFile::refusesAReadOnlyFolder()
{
    write(path("model"), "old");
    QCOMPARE(chmod(m_folder->path().toStdString().c_str(), 0555), 0);
    QString why;
    {
        const OrdinaryUser user;
        why = refusal(path("new model"), "new");
    }
    QCOMPARE(chmod(m_folder->path().toStdString().c_str(), 0755), 0);
    QCOMPARE(why, "cannot write " + path("new model") + ": Permission denied");
    QCOMPARE(namesIn(m_folder->path()), QStringList{"model"});
}

void TestAtomicFile::refusesToReplaceAReadOnlyFile()
{
    write(path("model"), "old");
    QCOMPARE(chmod(path("model").toStdString().c_str(), 0444), 0);
    QCOMPARE(chmod(m_folder->path().toStdString().c_str(), 0777), 0);
    QString why;
    {
        const OrdinaryUser user;
        why = refusal(path("model"), "new");
    }
    QCOMPARE(why, "cannot write " + path("model") + ": Permission denied");
    QCOMPARE(contentOf(path("model")), QByteArray("old"));
    QCOMPARE(namesIn(m_folder->path()), QStringList{"model"});
}

void TestAtomicFile::leavesTheOldFileWhenTheDiskIsFull()
{
    write(path("model"), "old");
    QString why;
    {
        const FullDisk disk(64 * 1024);
        why = refusal(path("model"), QByteArray(100 * 1024, 'x'));
    }
    QCOMPARE(why, "cannot write " + path("model") + ": File too large");
    QCOMPARE(contentOf(path("model")), QByteArray("old"));
    QCOMPARE(namesIn(m_folder->path()), QStringList{"model"});
}

void TestAtomicFile::leavesOthersTemporaryFilesAlone()
{
    // A crashed process of the same number left its files: the names that the next writes would take.
    constexpr int leftovers = 500;
    const QString name = path(QStringLiteral(".digitscope-%1-%2.tmp").arg(getpid()));
    for (int i = 1; i <= leftovers; ++i) {
        QFile file(name.arg(i));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("theirs") == 6);
    }
    write(path("model"), "new");
    QCOMPARE(contentOf(path("model")), QByteArray("new"));
    QCOMPARE(namesIn(m_folder->path()).size(), leftovers + 1);
    for (int i = 1; i <= leftovers; ++i)
        QCOMPARE(contentOf(name.arg(i)), QByteArray("theirs"));
}

void TestAtomicFile::showsReadersTheOldFileOrTheNewOne()
{
    const std::array contents{QByteArray(300'000, 'a'), QByteArray(500'000, 'b')};
    write(path("model"), contents[0]);
    std::atomic<bool> isWriting = true;
    std::thread writer([&] {
        for (std::size_t i = 0; i < 50; ++i)
            write(path("model"), contents[i % 2]);
        isWriting = false;
    });
    int partial = 0;
    while (isWriting) {
        const QByteArray seen = contentOf(path("model"));
        partial += seen != contents[0] && seen != contents[1];
    }
    writer.join();
    QCOMPARE(partial, 0);
}

const RegisteredTest<TestAtomicFile> registeredTestAtomicFile;
#include "tst_atomic_file.moc"
