#include "tests/registered_test.h"

#include <QProcess>
#include <QTest>

/// The program itself, as a shell starts it.
class TestProgramStart : public QObject
{
    Q_OBJECT

private slots:
    void saysThatThereIsNoDisplay_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("reason");
        QTest::addRow("none at all") << QString() << QString() << QByteArray("(could not connect to display)");
        QTest::addRow("nobody answers") << "DISPLAY" << ":4242" << QByteArray("(could not connect to display :4242)");
        QTest::addRow("no such platform") << "QT_QPA_PLATFORM" << "abacus" << QByteArray("\"abacus\"");
    }

    void saysThatThereIsNoDisplay()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QByteArray, reason);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* const known : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QString::fromLatin1(known));
        if (!name.isEmpty())
            environment.insert(name, value);
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(DIGITSCOPE_PROGRAM), QStringList());
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 1);
        const QByteArray said = program.readAllStandardError();
        QCOMPARE(said.count('\n'), 1);
        QVERIFY2(said.startsWith("digitscope: the window cannot be opened") && said.contains(reason), said);
    }
};

const RegisteredTest<TestProgramStart> registeredTestProgramStart;
#include "tst_program_start.moc"
