#include "app/views/all_views.h"
#include "tests/app/window/cut_texts.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/charts/activation_view.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/digit_pad.h"
#include "ui/pad/probability_bars.h"
#include "ui/style/theme.h"

#include <QDockWidget>
#include <QMimeData>
#include <QPainter>
#include <QProcess>
#include <QScreen>
#include <QStatusBar>

#include <algorithm>
#include <cstdlib>

namespace {

constexpr const char* inChild = "DIGITSCOPE_TEST_SCREEN";

/// Of Qt's platform without a display.
QByteArray screenOf(QSize size)
{
    return QStringLiteral(R"({"screens": [{"name": "screen", "x": 0, "y": 0, "width": %1, "height": %2, "dpr": 1, "logicalDpi": 96,
                              "logicalBaseDpi": 96}]})")
        .arg(size.width())
        .arg(size.height())
        .toUtf8();
}

} // namespace

/// The window on screens of several sizes, each in a process of its own: whether all of it is in sight, and nothing that names
/// a layer, a page or a button is cut.
class WindowSizesTest : public WindowTest
{
    Q_OBJECT

private:
    MainWindow& window() { return m_open->window; }
    void settle()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
    }
    QRect screenRoom() { return window().screen()->availableGeometry(); }

    /// Of every page.
    QStringList faults()
    {
        QStringList faults;
        for (const ViewInfo& view : allViews()) {
            if (view.area != Area::Workspace)
                continue;
            m_open->show(qPrintable(view.id));
            settle();
            if (!screenRoom().contains(window().frameGeometry()))
                faults << QStringLiteral("%1: the window, %2×%3, lies beyond the screen").arg(view.id).arg(window().width()).arg(window().height());
            for (const QString& fault : cutTexts(window()) + widgetsBeyond(window()))
                faults << QStringLiteral("%1: %2").arg(view.id, fault);
        }
        return faults;
    }
    int pageWidth()
    {
        for (const ViewInfo& view : allViews())
            if (auto* dock = window().findChild<QDockWidget*>(view.id); view.area == Area::Workspace && dock->isVisible())
                return dock->width();
        return 0;
    }

    int seenWidth() { return m_open->part<DigitImageView>(QStringLiteral("seen")).pictureArea().toRect().width(); }
    /// The room of the page, of the pad and of what the network sees.
    void checkDivision()
    {
        const double pad = m_open->part<DigitPad>().drawingArea().width();
        QVERIFY2(pad >= 280 || window().width() < 1200, qPrintable(QString::number(pad)));
        QVERIFY2(seenWidth() >= 112, qPrintable(QString::number(seenWidth())));
        QVERIFY2(10 * pageWidth() >= 6 * window().width() || window().width() < 1200, qPrintable(QStringLiteral("%1 of %2").arg(pageWidth()).arg(window().width())));
    }

private slots:
    void everythingIsInSight_data()
    {
        QTest::addColumn<QSize>("screen");
        QTest::addColumn<int>("factor");
        QTest::addRow("1024x700") << QSize(1024, 700) << 1;
        QTest::addRow("1280x800") << QSize(1280, 800) << 1;
        QTest::addRow("1920x1080") << QSize(1920, 1080) << 1;
        QTest::addRow("2560x1440") << QSize(2560, 1440) << 1;
        QTest::addRow("2560x1600 at 200 percent") << QSize(2560, 1600) << 2;
    }

    void everythingIsInSight()
    {
        QFETCH(QSize, screen);
        QFETCH(int, factor);
        if (!qEnvironmentVariableIsSet(inChild)) {
            runOnScreen(screen, factor);
            return;
        }
        m_open = openAnew(m_place, {}); // as large as it opens there
        QVERIFY(m_open);
        QCOMPARE(window().screen()->size(), screen / factor);
        settle();
        checkDivision();
        m_open->session().commands.run(QStringLiteral("view.resetLayout"));
        settle();
        m_open->session().pad.setStrokes({{{14, 4}, {14, 24}}});
        for (const char* preset : {"cnn-3", "mlp-128-64"}) {
            QVERIFY(m_open->session().commands.run(QStringLiteral("preset.") + QLatin1String(preset)));
            const QStringList found = faults();
            QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
        }
        checkDivision();
        if (screen.width() == 1280) { // what openbox's frame leaves
            window().resize(1276, 774);
            m_open->session().commands.run(QStringLiteral("view.resetLayout"));
            settle();
            checkDivision();
        }
        if (screen.width() / factor >= 1920) {
            QVERIFY(10 * window().width() >= 7 * window().screen()->size().width());
            QVERIFY(m_open->part<DigitPad>().drawingArea().width() > 330);
            QVERIFY(screen.width() < 2560 || seenWidth() >= 140); // five pixels for each
        }
    }

    void presentingFitsAndEverythingComesBack_data()
    {
        QTest::addColumn<QSize>("screen");
        QTest::addColumn<double>("scale");
        QTest::addRow("1024x700") << QSize(1024, 700) << 1.2; // more would be wider than the screen
        QTest::addRow("1280x800") << QSize(1280, 800) << 1.5;
        QTest::addRow("1920x1080") << QSize(1920, 1080) << 1.5;
    }

    void presentingFitsAndEverythingComesBack()
    {
        QFETCH(QSize, screen);
        QFETCH(double, scale);
        if (!qEnvironmentVariableIsSet(inChild)) {
            runOnScreen(screen, 1);
            return;
        }
        m_open = openAnew(m_place, {});
        QVERIFY(m_open);
        m_open->show("train");
        for (const bool isMaximised : {false, true}) {
            if (isMaximised)
                window().showMaximized();
            settle();
            checkDivision();
            const auto before = places();
            const int pad = int(m_open->part<DigitPad>().drawingArea().width());
            const int seen = seenWidth();
            const double type = window().font().pointSizeF();
            m_open->press(Qt::Key_F9);
            settle();
            QCOMPARE(window().size(), screen);
            QVERIFY2(std::abs(uiScale() - scale) < 0.01, qPrintable(QString::number(uiScale())));
            QVERIFY2(std::abs(window().font().pointSizeF() - scale * type) < 0.1, qPrintable(QString::number(window().font().pointSizeF())));
            const double largePad = m_open->part<DigitPad>().drawingArea().width();
            QVERIFY2(largePad >= scale * pad || isMaximised, qPrintable(QStringLiteral("%1 → %2 in %3").arg(pad).arg(largePad).arg(inWords(places()))));
            QVERIFY(seenWidth() >= scale * seen || isMaximised);
            const QStringList found = faults();
            QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
            m_open->show("train");
            m_open->press(Qt::Key_F9);
            settle();
            QCOMPARE(window().isMaximized(), isMaximised);
            QTRY_VERIFY2(isNear(places(), before), qPrintable(inWords(places()) + inWords(before)));
        }
    }

    void aWindowOfALargerScreenFits_data()
    {
        QTest::addColumn<QSize>("screen");
        QTest::addRow("1024x700") << QSize(1024, 700);
    }

    void aWindowOfALargerScreenFits()
    {
        QFETCH(QSize, screen);
        if (!qEnvironmentVariableIsSet(inChild)) {
            runOnScreen(screen, 1);
            return;
        }
        m_open = openAnew(m_place, QSize(1276, 768));
        QVERIFY(m_open);
        settle();
        window().close();
        m_open = std::make_unique<OpenWindow>(m_place.options(), std::nullopt);
        QVERIFY(m_open->isReady());
        settle();
        const QStringList found = faults();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
        checkDivision();
    }

    void aNumberMovesNothing_data()
    {
        QTest::addColumn<QSize>("screen");
        QTest::addRow("1024x700") << QSize(1024, 700);
        QTest::addRow("1280x800") << QSize(1280, 800);
    }

    /// Written on the wide paper, and found in a picture: beside the page stays what it is, and its bars can be told apart.
    void aNumberMovesNothing()
    {
        QFETCH(QSize, screen);
        if (!qEnvironmentVariableIsSet(inChild)) {
            runOnScreen(screen, 1);
            return;
        }
        m_open = openAnew(m_place, {});
        QVERIFY(m_open);
        settle();
        auto& session = m_open->session();
        const QRect place = window().findChild<QDockWidget*>(QStringLiteral("pad"))->geometry();
        const auto& bars = m_open->part<ProbabilityBars>();
        const auto check = [&](const char* when) {
            settle();
            QCOMPARE(window().findChild<QDockWidget*>(QStringLiteral("pad"))->geometry(), place);
            const double apart = bars.barArea(1).center().y() - bars.barArea(0).center().y();
            QVERIFY2(apart >= bars.fontMetrics().height(), qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(when)).arg(apart)));
            const QStringList found = cutTexts(window()) + widgetsBeyond(window());
            QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
        };
        check("at first");
        session.pad.setPaper(PadStrokes::Paper::Number);
        session.pad.setStrokes({{{14, 4}, {14, 24}}, {{34, 4}, {34, 24}}, {{54, 4}, {54, 24}}});
        check("a number on the pad");
        QImage picture(QSize(330, 80), QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        for (int i = 0; i < 8; ++i)
            painter.fillRect(20 + 40 * i, 12, 6, 56, Qt::black);
        painter.end();
        QMimeData copied;
        copied.setImageData(picture);
        QVERIFY(session.pictures.take(copied, QStringLiteral("eight.png")));
        QTRY_VERIFY(session.pictures.picture());
        check("a number in a picture");
        session.pad.setPaper(PadStrokes::Paper::Digit);
        check("a digit in a picture");
        session.pictures.close();
        check("at last");
    }

private:
    QMap<QString, QRect> places()
    {
        QMap<QString, QRect> all{{QStringLiteral("window"), window().geometry()}};
        for (const auto* dock : window().findChildren<QDockWidget*>())
            if (dock->isVisible())
                all.insert(dock->objectName(), dock->geometry());
        for (const QWidget* part : {static_cast<QWidget*>(&m_open->part<DigitPad>()), static_cast<QWidget*>(window().statusBar())})
            all.insert(QString::fromLatin1(part->metaObject()->className()), part->geometry());
        return all;
    }

    /// Docks are divided anew by Qt at every step of the way back, each time to whole pixels.
    static bool isNear(const QMap<QString, QRect>& places, const QMap<QString, QRect>& before)
    {
        constexpr int near = 24;
        return places.keys() == before.keys() && std::ranges::all_of(before.keys(), [&](const QString& name) {
            const QRect is = places[name], was = before[name];
            return std::abs(is.left() - was.left()) <= near && std::abs(is.top() - was.top()) <= near
                && std::abs(is.width() - was.width()) <= near && std::abs(is.height() - was.height()) <= near;
        });
    }

    static QString inWords(const QMap<QString, QRect>& places)
    {
        QString words;
        QDebug(&words) << places;
        return words;
    }

    /// The same function of the same row again, in a process whose screen is that large.
    void runOnScreen(QSize screen, int factor)
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("screen.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(screenOf(screen));
        file.close();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(inChild), QStringLiteral("1"));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen:configfile=") + file.fileName());
        environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QString::number(factor));
        QProcess child;
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::MergedChannels);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("tst_window_sizes"), QStringLiteral("%1:%2").arg(QString::fromLatin1(QTest::currentTestFunction()), QString::fromLatin1(QTest::currentDataTag()))});
        QVERIFY(child.waitForFinished(120'000));
        const QByteArray said = child.readAll();
        QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, said.mid(said.indexOf("FAIL!")));
    }
};

const RegisteredTest<WindowSizesTest, QApplication> registeredWindowSizesTest;
#include "tst_window_sizes.moc"
