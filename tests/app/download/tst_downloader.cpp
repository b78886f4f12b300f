#include "app/download/checked_file.h"
#include "app/download/download_words.h"
#include "app/download/downloader.h"
#include "app/download/mirrors.h"

#include "engine/errors.h"
#include "tests/app/download/loopback_server.h"
#include "tests/registered_test.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

#include <sys/resource.h>

using Request = LoopbackServer::Request;
using Answer = LoopbackServer::Answer;
using namespace std::chrono_literals;

namespace {

QByteArray bytesOf(qsizetype count, quint32 seed)
{
    QByteArray bytes(count, 0);
    for (char& byte : bytes) {
        seed = seed * 1664525 + 1013904223;
        byte = char(seed >> 24);
    }
    return bytes;
}

QByteArray contentOf(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("there is no file");
}

void put(const QString& name, const QByteArray& bytes)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

RemoteFile fileOf(const QString& name, const QByteArray& bytes)
{
    return {name, QCryptographicHash::hash(bytes, QCryptographicHash::Md5).toHex(), bytes.size()};
}

} // namespace

class DownloaderTest : public QObject
{
    Q_OBJECT

private:
    const QByteArray m_large = bytesOf(300'000, 1);
    const QByteArray m_small = bytesOf(1'000, 2);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_server;

    DownloadPlan plan(const QStringList& mirrors = {}) const
    {
        return {{fileOf(QStringLiteral("large.gz"), m_large), fileOf(QStringLiteral("small.gz"), m_small)},
                mirrors.isEmpty() ? QStringList{m_server->address()} : mirrors,
                m_folder->path()};
    }
    const QByteArray& bodyOf(const Request& request) const { return request.path.endsWith("large.gz") ? m_large : m_small; }
    LoopbackServer::Answering good() const
    {
        return [this](const Request& request) { return LoopbackServer::file(request, bodyOf(request), "\"1\""); };
    }
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    bool isWhole() const { return contentOf(path("large.gz")) == m_large && contentOf(path("small.gz")) == m_small; }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    /// Runs to its end; what it failed with, or nothing.
    static QString outcome(Downloader& downloader, const DownloadPlan& plan)
    {
        QSignalSpy finished(&downloader, &Downloader::finished);
        QSignalSpy failed(&downloader, &Downloader::failed);
        downloader.start(plan);
        if (!QTest::qWaitFor([&] { return finished.count() + failed.count() > 0; }, 20'000))
            return QStringLiteral("it does not end");
        return failed.isEmpty() ? QString() : failed[0][0].toString();
    }
    QString outcome(const DownloadPlan& plan) const
    {
        Downloader downloader;
        downloader.setStall(300ms);
        return outcome(downloader, plan);
    }
    /// The ranges that were asked for of the large file; nothing: all of it.
    QList<std::optional<qsizetype>> asked() const
    {
        QList<std::optional<qsizetype>> all;
        for (const Request& request : m_server->requests())
            if (request.path.endsWith("large.gz"))
                all << request.from;
        return all;
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<LoopbackServer>();
        m_server->answer(good());
    }

    void reckonsTheSumsOfRfc1321()
    {
        put(path("abc"), "abc");
        QCOMPARE(md5Of(path("abc")), QByteArray("900150983cd24fb0d6963f7d28e17f72"));
        put(path("empty"), "");
        QCOMPARE(md5Of(path("empty")), QByteArray("d41d8cd98f00b204e9800998ecf8427e"));
        QVERIFY_EXCEPTION_THROWN(md5Of(path("none")), engine::FileError);
    }

    void fetchesEveryFileAndLeavesNothingElse()
    {
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
        QCOMPARE(files(), (QStringList{QStringLiteral("large.gz"), QStringLiteral("small.gz")}));
    }

    void makesTheFolder()
    {
        DownloadPlan elsewhere = plan();
        elsewhere.folder = path("a/new/folder");
        QCOMPARE(outcome(elsewhere), QString());
        QCOMPARE(contentOf(path("a/new/folder/large.gz")), m_large);
    }

    void fetchesNothingThatIsThereAndWhole()
    {
        put(path("large.gz"), m_large);
        Downloader downloader;
        QCOMPARE(outcome(downloader, plan()), QString());
        QVERIFY(isWhole());
        QVERIFY(asked().isEmpty());
        QVERIFY(downloader.progress().files[0].wasThere && !downloader.progress().files[1].wasThere);
    }

    void replacesAFileThatIsDamaged()
    {
        put(path("large.gz"), m_large.left(5000));
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
    }

    void tellsHowFarItHasComeWithASlowServer()
    {
        m_server->answer([this](const Request& request) {
            return Answer{.body = bodyOf(request), .piece = 4000};
        });
        Downloader downloader;
        QList<qint64> amounts;
        connect(&downloader, &Downloader::progressed, this, [&] { amounts << downloader.progress().received(); });
        QCOMPARE(outcome(downloader, plan()), QString());
        QVERIFY(std::ranges::is_sorted(amounts));
        QCOMPARE(amounts.last(), m_large.size() + m_small.size());
        QCOMPARE(downloader.progress().total(), m_large.size() + m_small.size());
    }

    void goesOnWhereTheServerBrokeOff()
    {
        m_server->answer([this](const Request& request) {
            Answer answer = LoopbackServer::file(request, bodyOf(request), "\"1\"");
            if (answer.body.size() > 120'000)
                answer.cutAfter = 100'000;
            return answer;
        });
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
        QCOMPARE(asked(), (QList<std::optional<qsizetype>>{std::nullopt, 100'000, 200'000}));
        QCOMPARE(m_server->requests()[1].ifRange, QByteArray("\"1\""));
    }

    void beginsAnewWhereTheServerKnowsNoRanges()
    {
        int count = 0;
        m_server->answer([this, &count](const Request& request) {
            Answer answer{.body = bodyOf(request)};
            if (count++ == 0)
                answer.cutAfter = 100'000;
            return answer;
        });
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
        QCOMPARE(asked().size(), 2);
    }

    void beginsAnewWhereTheFileHasChanged()
    {
        // The first bytes are of an older version, whose mark the server no longer knows.
        int count = 0;
        m_server->answer([this, &count](const Request& request) {
            if (count++ > 0)
                return LoopbackServer::file(request, bodyOf(request), "\"new\"");
            Answer old = LoopbackServer::file(request, bytesOf(300'000, 9), "\"old\"");
            old.cutAfter = 100'000;
            return old;
        });
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
        QCOMPARE(asked().size(), 2);
    }

    void beginsAnewWherePartsDoNotFitTogether()
    {
        put(path("large.gz.part"), bytesOf(100'000, 9)); // of who knows what
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
        QCOMPARE(asked(), (QList<std::optional<qsizetype>>{100'000, std::nullopt}));
    }

    void beginsAnewWhenThePartIsLongerThanTheFile()
    {
        DownloadPlan unknown = plan();
        unknown.files[0].size = 0;
        put(path("large.gz.part"), bytesOf(400'000, 9));
        QCOMPARE(outcome(unknown), QString()); // the server answers 416
        QVERIFY(isWhole());
    }

    void finishesAPartThatLacksNothing()
    {
        put(path("large.gz.part"), m_large);
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
        QVERIFY(asked().isEmpty());
    }

    void mistrustsARestThatBeginsElsewhere()
    {
        put(path("large.gz.part"), m_large.left(100'000));
        m_server->answer([this](const Request& request) {
            Answer answer = LoopbackServer::file(request, bodyOf(request));
            if (request.from) {
                answer.headers = {"Content-Range: bytes 0-299999/300000"};
                answer.body = m_large;
            }
            return answer;
        });
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
    }

    void isNotMisledByALengthThatIsTooLong()
    {
        m_server->answer([this](const Request& request) {
            return Answer{.body = bodyOf(request), .declared = bodyOf(request).size() + 5000};
        });
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
    }

    void goesOnAfterALengthThatIsTooShort()
    {
        m_server->answer([this](const Request& request) {
            Answer answer = LoopbackServer::file(request, bodyOf(request));
            if (!request.from)
                answer.declared = answer.body.size() / 2;
            return answer;
        });
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
        QCOMPARE(asked().size(), 2);
    }

    void refusesMoreBytesThanTheFileHas()
    {
        m_server->answer([this](const Request& request) { return Answer{.body = bodyOf(request) + "more"}; });
        const QString sentence = outcome(plan());
        QVERIFY2(sentence.contains(QStringLiteral("sends more than the 300000 bytes")), qPrintable(sentence));
        QCOMPARE(files(), QStringList());
    }

    void refusesWrongBytes()
    {
        m_server->answer([this](const Request& request) { return Answer{.body = bytesOf(bodyOf(request).size(), 7)}; });
        const QString sentence = outcome(plan());
        QVERIFY2(sentence.contains(QStringLiteral("large.gz")) && sentence.contains(QStringLiteral("MD5"))
                     && sentence.contains(QStringLiteral("127.0.0.1")),
                 qPrintable(sentence));
        QCOMPARE(files(), QStringList()); // nothing that is wrong is kept
    }

    void asksTheNextMirrorWhenOneLacksTheFile()
    {
        LoopbackServer empty; // 404 for everything
        QCOMPARE(outcome(plan({empty.address(), m_server->address()})), QString());
        QVERIFY(isWhole());
    }

    void asksTheNextMirrorWhenOneIsWrong()
    {
        LoopbackServer wrong;
        wrong.answer([this](const Request& request) { return Answer{.body = bytesOf(bodyOf(request).size(), 7)}; });
        QCOMPARE(outcome(plan({wrong.address(), m_server->address()})), QString());
        QVERIFY(isWhole());
    }

    void goesOnAtTheNextMirrorWhereOneHalted()
    {
        LoopbackServer tired;
        tired.answer([this](const Request& request) {
            Answer answer = LoopbackServer::file(request, bodyOf(request));
            answer.haltAfter = request.from ? 0 : 70'000;
            return answer;
        });
        QCOMPARE(outcome(plan({tired.address(), m_server->address()})), QString());
        QVERIFY(isWhole());
        QCOMPARE(asked(), (QList<std::optional<qsizetype>>{70'000}));
    }

    void doesNotWaitForAServerThatSaysNothing()
    {
        m_server->answer([](const Request&) { return Answer{.hangs = true}; });
        const QString sentence = outcome(plan());
        QVERIFY2(sentence.contains(QStringLiteral("sent nothing for 0.3 s")), qPrintable(sentence));
    }

    void givesUpAServerThatNeverGetsFurther()
    {
        m_server->answer([this](const Request& request) {
            return Answer{.body = bodyOf(request), .cutAfter = 100'000}; // knows no ranges
        });
        const QString sentence = outcome(plan());
        QVERIFY2(sentence.contains(QStringLiteral("lost the connection after 100 kB")), qPrintable(sentence));
        QCOMPARE(contentOf(path("large.gz.part")), m_large.left(100'000)); // for another day, or another mirror
    }

    void tellsWhatEveryMirrorSaid()
    {
        LoopbackServer empty;
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const QString nobody = QStringLiteral("http://127.0.0.1:%1/").arg(closed.serverPort());
        closed.close();
        const QString sentence = outcome(plan({empty.address(), nobody}));
        QVERIFY2(sentence.contains(QStringLiteral("answers 404 (Not Found)")), qPrintable(sentence));
        QVERIFY2(sentence.contains(QStringLiteral("refuses the connection")), qPrintable(sentence));
        QVERIFY2(sentence.contains(QStringLiteral("give another address")), qPrintable(sentence));
    }

    void readsNoEndlessErrorPage()
    {
        m_server->answer([](const Request&) {
            return Answer{.status = "500 Internal Server Error", .body = QByteArray(3'000'000, 'x')};
        });
        const QString sentence = outcome(plan());
        QVERIFY2(sentence.contains(QStringLiteral("answers 500")), qPrintable(sentence));
    }

    void followsARedirect()
    {
        m_server->answer([this](const Request& request) {
            if (request.path.startsWith("/moved/"))
                return LoopbackServer::file(request, bodyOf(request));
            return Answer{.status = "302 Found", .headers = {"Location: /moved" + request.path}};
        });
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
    }

    void leavesARedirectThatLeadsInACircle()
    {
        m_server->answer([](const Request& request) {
            return Answer{.status = "302 Found", .headers = {"Location: " + request.path}};
        });
        const QString sentence = outcome(plan());
        QVERIFY2(sentence.contains(QStringLiteral("redirects in a circle")), qPrintable(sentence));
    }

    void keepsWhatHasComeWhenStoppedAndGoesOnFromThere()
    {
        m_server->answer([this](const Request& request) {
            Answer answer = LoopbackServer::file(request, bodyOf(request), "\"1\"");
            if (!request.from && answer.body.size() > 200'000)
                answer.haltAfter = 150'000;
            return answer;
        });
        {
            Downloader downloader;
            QSignalSpy stopped(&downloader, &Downloader::stopped);
            downloader.start(plan());
            QTRY_COMPARE(downloader.progress().received(), 150'000);
            downloader.stop();
            QCOMPARE(stopped.count(), 1);
            QVERIFY(!downloader.isActive());
        }
        QCOMPARE(contentOf(path("large.gz.part")).size(), 150'000);
        QVERIFY(!QFile::exists(path("large.gz")));
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
        QCOMPARE(asked(), (QList<std::optional<qsizetype>>{std::nullopt, 150'000}));
    }

    void canBeDestroyedAtAnyMoment()
    {
        {
            Downloader downloader;
            downloader.start(plan());
        }
        auto downloader = std::make_unique<Downloader>();
        m_server->answer([this](const Request& request) { return Answer{.body = bodyOf(request), .haltAfter = 90'000}; });
        downloader->start(plan());
        QTRY_VERIFY(downloader->progress().received() > 0);
        downloader.reset();
        QCoreApplication::processEvents();
    }

    void letsOnlyOneInto()
    {
        m_server->answer([this](const Request& request) { return Answer{.body = bodyOf(request), .haltAfter = 1000}; });
        Downloader first;
        first.start(plan());
        QTRY_VERIFY(first.progress().received() > 0);
        const QString sentence = outcome(plan());
        QVERIFY2(sentence.contains(QStringLiteral("another download into")), qPrintable(sentence));
        QVERIFY(first.isActive());

        first.stop();
        m_server->answer(good());
        QCOMPARE(outcome(plan()), QString());
        QVERIFY(isWhole());
    }

    void tellsThatThereIsNoRoom()
    {
        DownloadPlan huge = plan();
        huge.files[0].size = qint64{1} << 60; // more than any disk has
        const QString sentence = outcome(huge);
        QVERIFY2(sentence.contains(QStringLiteral("has room for")) && sentence.contains(m_folder->path()), qPrintable(sentence));
        QVERIFY(m_server->requests().isEmpty());
    }

    void tellsWhenTheDiskIsFullAndKeepsThePart()
    {
        // The kernel takes no more than so many bytes for a file, as a full disk would.
        struct rlimit before = {};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, SIG_IGN);
        const struct rlimit small = {100'000, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const QString sentence = outcome(plan());
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY2(sentence.contains(QStringLiteral("large.gz.part cannot be written")), qPrintable(sentence));
        QVERIFY2(sentence.contains(QStringLiteral("make room")), qPrintable(sentence));
        QCOMPARE(contentOf(path("large.gz.part")), m_large.left(100'000));
        QCOMPARE(m_server->requests().size(), 1); // another mirror would not help

        QCOMPARE(outcome(plan()), QString()); // there is room again
        QVERIFY(isWhole());
    }

    void tellsThatTheFolderCannotBe()
    {
        put(path("file"), "not a folder");
        DownloadPlan elsewhere = plan();
        elsewhere.folder = path("file/within");
        const QString sentence = outcome(elsewhere);
        QVERIFY2(sentence.contains(QStringLiteral("cannot be made")), qPrintable(sentence));
    }

    void tellsThatTheFolderMayNotBeWrittenTo()
    {
        if (geteuid() == 0)
            QSKIP("root may write anywhere");
        QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner);
        const QString sentence = outcome(plan());
        QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QVERIFY2(sentence.contains(QStringLiteral("may not be written to")), qPrintable(sentence));
    }

    void measuresTheSpeedOfTheLastSeconds()
    {
        SpeedMeter meter;
        meter.note(0ms, 0);
        QVERIFY(!meter.perSecond());
        meter.note(1000ms, 500);
        QCOMPARE(*meter.perSecond(), 500.0);
        for (int second = 2; second <= 10; ++second)
            meter.note(second * 1000ms, 500 + (second - 1) * 2000);
        QCOMPARE(*meter.perSecond(), 2000.0); // the slow beginning is forgotten
        meter.note(11'000ms, 100); // begun anew
        QVERIFY(!meter.perSecond());
    }

    void saysSizesAndTimes()
    {
        QCOMPARE(sizeText(812), QStringLiteral("812 bytes"));
        QCOMPARE(sizeText(28'881), QStringLiteral("29 kB"));
        QCOMPARE(sizeText(9'912'422), QStringLiteral("9.9 MB"));
        DownloadProgress progress;
        progress.files = {{.name = {}, .size = 9'000'000, .received = 3'000'000}, {.name = {}, .size = 1'000'000}};
        QCOMPARE(progressText(progress), QStringLiteral("3.0 MB of 10.0 MB"));
        progress.bytesPerSecond = 100'000;
        QCOMPARE(progressText(progress), QStringLiteral("3.0 MB of 10.0 MB · 100 kB/s · 1:10 left"));
    }

    void completesAddressesAndRefusesOthers()
    {
        QCOMPARE(mirrorsIn(QStringLiteral(" example.org/mnist , http://a.b:8080/x/\n")),
                 (QStringList{QStringLiteral("https://example.org/mnist/"), QStringLiteral("http://a.b:8080/x/")}));
        QCOMPARE(mirrorsIn(QString()), QStringList());
        for (const char* wrong : {"ftp://example.org/", "file:///etc", "http://", "https://[1"})
            QVERIFY_EXCEPTION_THROWN(mirrorsIn(QString::fromLatin1(wrong)), engine::SettingError);
    }

    void prefersTheEnvironmentThenTheSettingThenThePublicMirrors()
    {
        QSettings settings(path("settings.ini"), QSettings::IniFormat);
        qunsetenv("DIGITSCOPE_MIRROR");
        QCOMPARE(mirrorsInUse(settings), publicMirrors());
        chooseMirrors(settings, QStringLiteral("school.example/mnist"));
        QCOMPARE(mirrorsInUse(settings), QStringList{QStringLiteral("https://school.example/mnist/")});
        qputenv("DIGITSCOPE_MIRROR", "http://localhost:1/");
        QCOMPARE(mirrorsInUse(settings), QStringList{QStringLiteral("http://localhost:1/")});
        qunsetenv("DIGITSCOPE_MIRROR");
        chooseMirrors(settings, QString());
        QCOMPARE(mirrorsInUse(settings), publicMirrors());
    }
};

const RegisteredTest<DownloaderTest> registeredDownloaderTest;
#include "tst_downloader.moc"
