#include "tests/app/cli/cli_fixture.h"
#include "tests/app/download/loopback_server.h"
#include "tests/data_folder.h"

#include "app/download/download_plan.h"
#include "tests/registered_test.h"

#include <QDir>
#include <QtTest>

#include <csignal>

using Request = LoopbackServer::Request;
using Answer = LoopbackServer::Answer;

class TestCliDownload : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_server;
    const std::optional<std::filesystem::path> m_mnist = mnistFolder(); // while $DIGITSCOPE_DATA names it

    CliResult download(const QStringList& more = {}) const
    {
        return callCli(QStringList{QStringLiteral("download"), QStringLiteral("--mirror"), m_server->address(),
                                   QStringLiteral("--to"), m_folder->path()}
                       + more);
    }
    QByteArray mnist(const QByteArray& path) const
    {
        QFile file(m_mnist ? QString::fromStdString(m_mnist->string()) + QString::fromLatin1(path) : QString());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<LoopbackServer>();
        qputenv("XDG_CONFIG_HOME", m_folder->path().toLocal8Bit());
        qputenv("XDG_DATA_HOME", m_folder->filePath(QStringLiteral("data")).toLocal8Bit());
        qunsetenv("DIGITSCOPE_MIRROR");
    }

    void fetchesMnist()
    {
        if (mnist("/t10k-labels-idx1-ubyte.gz").isEmpty())
            QSKIP("DIGITSCOPE_DATA names no folder with MNIST's packed files.");
        m_server->answer([this](const Request& request) { return LoopbackServer::file(request, mnist(request.path), "\"1\""); });
        const CliResult result = download({"--json"});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.outLines().size(), 5);
        QCOMPARE(result.objects()[0]["file"].toString(), QStringLiteral("train-images-idx3-ubyte.gz"));
        QCOMPARE(result.objects()[0]["bytes"].toInt(), 9'912'422);
        QCOMPARE(result.objects()[0]["md5"].toString(), QStringLiteral("f68b3c2dcbeaaa9fbdd348bbdeb94873"));
        QCOMPARE(result.objects()[4]["folder"].toString(), m_folder->path());

        const CliResult again = download();
        QCOMPARE(again.status, 0);
        QVERIFY(again.out.contains("was there"));
        QCOMPARE(m_server->requests().size(), 4);
        QCOMPARE(callCli({"presets"}).status, 0);
    }

    void putsItWhereItIsFoundUnasked()
    {
        if (mnist("/t10k-labels-idx1-ubyte.gz").isEmpty())
            QSKIP("DIGITSCOPE_DATA names no folder with MNIST's packed files.");
        m_server->answer([this](const Request& request) { return LoopbackServer::file(request, mnist(request.path)); });
        qputenv("DIGITSCOPE_MIRROR", m_server->address().toLocal8Bit());
        const QByteArray before = qgetenv("DIGITSCOPE_DATA");
        qunsetenv("DIGITSCOPE_DATA");
        const CliResult missing = callCli({"eval", "builtin", "--data", "mnist"});
        const CliResult fetched = callCli({"download"});
        const CliResult found = callCli({"train", "--preset", "softmax", "--epochs", "0", "--data", "mnist"});
        qputenv("DIGITSCOPE_DATA", before);
        QCOMPARE(missing.status, 1);
        QVERIFY2(missing.err.contains("digitscope download"), missing.err.constData());
        QCOMPARE(fetched.status, 0);
        QCOMPARE(found.status, 0);
        QVERIFY2(found.err.contains("MNIST (60,000 + 10,000)"), found.err.constData());
    }

    void failsWithOneSentence_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("words");
        QTest::addRow("not there") << QByteArray("404 Not Found") << QByteArray("no") << QByteArray("answers 404 (Not Found)");
        QTest::addRow("wrong bytes") << QByteArray("200 OK") << QByteArray(9'912'422, 'x') << QByteArray("MD5");
        QTest::addRow("too few") << QByteArray("200 OK") << QByteArray("hello") << QByteArray("ended the transfer after 5 bytes");
        QTest::addRow("too many") << QByteArray("200 OK") << QByteArray(9'912'423, 'x') << QByteArray("sends more than");
    }
    void failsWithOneSentence()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, words);
        m_server->answer([&](const Request&) { return Answer{.status = status, .body = body}; });
        const CliResult result = download({"--json"});
        QCOMPARE(result.status, 1);
        QVERIFY(result.out.isEmpty());
        QCOMPARE(result.errLines().size(), 1);
        QVERIFY2(result.err.startsWith("digitscope: train-images-idx3-ubyte.gz could not be fetched: ") && result.err.contains(words),
                 result.err.constData());
    }

    void doesNotWaitLongerThanItIsTold()
    {
        m_server->answer([](const Request&) { return Answer{.hangs = true}; });
        const CliResult result = download({"--stall", "0.2"});
        QCOMPARE(result.status, 1);
        QVERIFY2(result.err.contains("sent nothing for 0.2 s"), result.err.constData());
    }

    void keepsThePartOnAnInterruption()
    {
        // Only once a part has come: what a signal before that would find is another question.
        const QString part = m_folder->filePath(QStringLiteral("train-images-idx3-ubyte.gz.part"));
        QTimer look;
        connect(&look, &QTimer::timeout, this, [&] {
            if (QFileInfo(part).size() > 0) {
                look.stop();
                std::raise(SIGINT);
            }
        });
        m_server->answer([&look](const Request&) {
            look.start(1);
            return Answer{.body = QByteArray(9'000'000, 'x'), .haltAfter = 500'000};
        });
        const CliResult result = download();
        QCOMPARE(result.status, 128 + SIGINT);
        QVERIFY2(result.err.contains("stopped; what has come is kept"), result.err.constData());
        const qint64 kept = QFileInfo(part).size();
        QVERIFY2(kept > 0 && kept <= 500'000, qPrintable(QString::number(kept)));
    }

    void refusesWhatIsNoAddress()
    {
        const CliResult result = callCli({"download", "--mirror", "ftp://example.org/"});
        QCOMPARE(result.status, 2);
        QVERIFY2(result.err.startsWith("digitscope: --mirror: \"ftp://example.org/\" is no address"), result.err.constData());
    }

    void asksSeveralMirrorsInTurn()
    {
        LoopbackServer second;
        const CliResult result = download({"--mirror", second.address()});
        QCOMPARE(result.status, 1);
        QCOMPARE(m_server->requests().size(), 1);
        QCOMPARE(second.requests().size(), 1);
        QCOMPARE(second.requests()[0].path, QByteArray("/train-images-idx3-ubyte.gz"));
    }
};

const RegisteredTest<TestCliDownload> registeredTestCliDownload;
#include "tst_cli_download.moc"
