#include "tests/app/download/loopback_server.h"
#include "tests/app/window/window_fixture.h"
#include "tests/data_folder.h"
#include "tests/registered_test.h"
#include "ui/panels/address_dialog.h"
#include "ui/panels/download_card.h"
#include "ui/panels/notice_strip.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using Request = LoopbackServer::Request;
using Answer = LoopbackServer::Answer;

class WindowDownloadTest : public QObject
{
    Q_OBJECT

private:
    Workplace m_place;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<OpenWindow> m_open;
    QByteArray m_realData;

    QPushButton& button(const char* name) { return m_open->part<QPushButton>(QString::fromLatin1(name)); }
    QString sentence() { return m_open->part<QLabel>(QStringLiteral("downloadSentence")).text(); }
    DownloadCard& card() { return m_open->part<DownloadCard>(); }
    NoticeStrip& offer() { return m_open->part<NoticeStrip>(); }
    void acceptOffer()
    {
        QTRY_VERIFY(offer().isVisible() && offer().sentence().contains(QStringLiteral("Real digits are better")));
        QTest::mouseClick(offer().findChild<QPushButton*>(QStringLiteral("action")), Qt::LeftButton);
    }

private slots:
    void initTestCase()
    {
        m_realData = qgetenv("DIGITSCOPE_DATA");
        qunsetenv("DIGITSCOPE_DATA");
    }
    void cleanupTestCase() { qputenv("DIGITSCOPE_DATA", m_realData); }

    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<LoopbackServer>();
        qputenv("XDG_DATA_HOME", m_home->path().toLocal8Bit());
        qputenv("DIGITSCOPE_MIRROR", m_server->address().toLocal8Bit());
        QSettings().clear();
        m_open = std::make_unique<OpenWindow>(WindowOptions{.preset = "mlp-16-16", .data = "synthetic", .model = {}});
        QVERIFY(m_open->isReady());
    }
    void cleanup() { m_open.reset(); }

    void fetchesMnistAndOpensIt()
    {
        qputenv("DIGITSCOPE_DATA", m_realData);
        const auto folder = mnistFolder();
        qunsetenv("DIGITSCOPE_DATA");
        if (!folder || !std::filesystem::exists(*folder / "train-images-idx3-ubyte.gz"))
            QSKIP("DIGITSCOPE_DATA names no folder with MNIST's packed files.");
        m_server->answer([&](const Request& request) {
            QFile file(QString::fromStdString(folder->string()) + QString::fromLatin1(request.path));
            return file.open(QIODevice::ReadOnly) ? LoopbackServer::file(request, file.readAll()) : Answer{.status = "404 No"};
        });
        acceptOffer();
        QVERIFY(card().isVisible());
        QVERIFY(!offer().isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(m_open->session().runs.data()->name == "MNIST", 20'000);
        QVERIFY(!card().isVisible());
        QVERIFY(!offer().isVisible());
        QCOMPARE(m_open->session().runs.data()->train.size(), std::size_t{60'000});
    }

    void stopsAndGoesOn()
    {
        m_server->answer([](const Request&) { return Answer{.body = QByteArray(9'000'000, 'x'), .haltAfter = 2'000'000}; });
        acceptOffer();
        QTRY_VERIFY(sentence().startsWith(QStringLiteral("2.0 MB of 11.6 MB")));
        QVERIFY(!button("retryDownload").isVisible());
        QTest::mouseClick(&button("stopDownload"), Qt::LeftButton);
        QCOMPARE(sentence(), QStringLiteral("2.0 MB are downloaded and kept."));
        QCOMPARE(button("retryDownload").text(), QStringLiteral("Go on"));
        QTest::mouseClick(&button("retryDownload"), Qt::LeftButton);
        QTRY_COMPARE(m_server->requests().size(), 2);
        QCOMPARE(m_server->requests()[1].from, std::optional<qsizetype>(2'000'000));
    }

    void tellsWhatWentWrongAndTakesAnotherAddress()
    {
        acceptOffer(); // 404
        QTRY_VERIFY(sentence().contains(QStringLiteral("answers 404")));
        QVERIFY(button("retryDownload").isVisible() && !button("stopDownload").isVisible());

        qunsetenv("DIGITSCOPE_MIRROR");
        LoopbackServer other;
        QTest::mouseClick(&button("downloadAddress"), Qt::LeftButton);
        auto& dialog = m_open->part<AddressDialog>();
        auto* field = dialog.findChild<QLineEdit*>(QStringLiteral("address"));
        auto* fetch = dialog.findChild<QPushButton*>(QStringLiteral("fetch"));
        field->setText(QStringLiteral("ftp://nowhere"));
        QVERIFY(!fetch->isEnabled());
        field->setText(other.address());
        QVERIFY(fetch->isEnabled());
        fetch->click();
        QTRY_COMPARE(other.requests().size(), 1);
        QTRY_VERIFY(sentence().contains(QStringLiteral("answers 404")));
        QCOMPARE(QSettings().value(QStringLiteral("mirrors")).toString(), other.address());
    }

    void canBeClosedWhileItFetches()
    {
        m_server->answer([](const Request&) { return Answer{.body = QByteArray(9'000'000, 'x'), .haltAfter = 2'000'000}; });
        acceptOffer();
        QTRY_VERIFY(sentence().startsWith(QStringLiteral("2.0 MB")));
        m_open.reset();
        QCOMPARE(QFileInfo(m_home->filePath(QStringLiteral("digitscope/mnist/train-images-idx3-ubyte.gz.part"))).size(), 2'000'000);
    }
};

const RegisteredTest<WindowDownloadTest, QApplication> registeredWindowDownloadTest;
#include "tst_window_download.moc"
