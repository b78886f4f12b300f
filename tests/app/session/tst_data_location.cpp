#include "app/session/data_location.h"

#include "engine/data/logic_tables.h"
#include "engine/errors.h"
#include "tests/registered_test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>

namespace {

/// Files of the right names; finding them does not read them.
void putIdxFiles(const QString& folder)
{
    QVERIFY(QDir().mkpath(folder));
    for (const char* name : {"train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte",
                             "t10k-labels-idx1-ubyte.gz"}) {
        QFile file(folder + QLatin1Char('/') + QLatin1String(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
}

QString folderOf(const DataLocation& location)
{
    return location.folder ? QString::fromStdString(location.folder->string()) : QStringLiteral("synthetic");
}

} // namespace

class TestDataLocation : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_home.emplace();
        QVERIFY(m_home->isValid());
        qputenv("XDG_DATA_HOME", m_home->filePath(QStringLiteral("share")).toLocal8Bit());
        qunsetenv("DIGITSCOPE_DATA");
    }

    void keepsMnistInTheXdgFolder()
    {
        QCOMPARE(QString::fromStdString(userDataFolder().string()),
                 m_home->filePath(QStringLiteral("share/digitscope/mnist")));
    }

    void ignoresARelativeXdgFolder()
    {
        qputenv("XDG_DATA_HOME", "share");
        qputenv("HOME", m_home->path().toLocal8Bit());
        QCOMPARE(QString::fromStdString(userDataFolder().string()),
                 m_home->filePath(QStringLiteral(".local/share/digitscope/mnist")));
    }

    void prefersTheEnvironmentThenTheUsersFolderThenSynthetic()
    {
        QCOMPARE(folderOf(findData({})), QStringLiteral("synthetic"));

        const QString own = m_home->filePath(QStringLiteral("share/digitscope/mnist"));
        putIdxFiles(own);
        QCOMPARE(folderOf(findData({})), own);

        const QString named = m_home->filePath(QStringLiteral("named"));
        putIdxFiles(named);
        qputenv("DIGITSCOPE_DATA", named.toLocal8Bit());
        QCOMPARE(folderOf(findData({})), named);
        QCOMPARE(folderOf(findData("mnist")), named);
        QCOMPARE(folderOf(findData("synthetic")), QStringLiteral("synthetic"));
    }

    void knowsTheLogicTables_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string_view name : engine::logicTables)
            QTest::newRow(name.data()) << QString::fromUtf8(name.data(), qsizetype(name.size()));
    }

    void knowsTheLogicTables()
    {
        QFETCH(QString, name);
        const DataLocation location = findData(name.toStdString());
        QVERIFY(!location.folder);
        const engine::DataSplits splits = readData(location);
        QCOMPARE(QString::fromStdString(splits.name), name);
        QCOMPARE(QString::fromStdString(describe(splits)), name + QStringLiteral(" (4 + 4)"));
    }

    void givesANetworkWhatItIsFor()
    {
        engine::Recipe recipe;
        QVERIFY(!dataFor(recipe)); // digits, wherever they are
        recipe.data = "or";
        QVERIFY(dataFor(recipe) == "or");
    }

    void looksIntoAFolderThatHoldsMnist()
    {
        putIdxFiles(m_home->filePath(QStringLiteral("all/mnist")));
        QCOMPARE(folderOf(findData(m_home->filePath(QStringLiteral("all")).toStdString())),
                 m_home->filePath(QStringLiteral("all/mnist")));
    }

    void saysWhereItLookedInVain()
    {
        qputenv("DIGITSCOPE_DATA", "/of/no/use");
        const std::string reason = findData({}).reason.text();
        QVERIFY2(reason.find("/of/no/use") != std::string::npos, reason.c_str());
        QVERIFY2(reason.find(userDataFolder().string()) != std::string::npos, reason.c_str());
        QVERIFY_EXCEPTION_THROWN(findData("mnist"), engine::FileError);
    }

    void refusesAFolderThatIsNotThere()
    {
        QVERIFY_EXCEPTION_THROWN(findData(m_home->filePath(QStringLiteral("none")).toStdString()), engine::FileError);
    }

    void listsWhatAFolderLacks()
    {
        const DataLocation location = findData(m_home->path().toStdString());
        try {
            readData(location);
            QFAIL("an empty folder was read");
        } catch (const engine::FileError& error) {
            const QString text = QString::fromUtf8(error.what());
            QVERIFY2(text.contains(m_home->path()) && text.contains(QStringLiteral("t10k-labels-idx1-ubyte")),
                     error.what());
        }
    }

    void describesDataForPeople()
    {
        engine::DataSplits splits{.name = "MNIST", .train = {}, .test = {}};
        splits.train.labels.resize(60'000);
        splits.test.labels.resize(999);
        QCOMPARE(QString::fromStdString(describe(splits)), QStringLiteral("MNIST (60,000 + 999)"));
    }

private:
    std::optional<QTemporaryDir> m_home;
};

const RegisteredTest<TestDataLocation> registeredTestDataLocation;
#include "tst_data_location.moc"
