#include "app/session/model_files.h"
#include "engine/gallery/gallery.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/charts/curve_view.h"
#include "ui/charts/weights_grid.h"
#include "ui/charts/weights_panel.h"
#include "app/views/model/model_panel.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

namespace {

void drop(QWidget& target, const QString& file)
{
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter(QPoint(9, 9), Qt::CopyAction, &files, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(9, 9), Qt::CopyAction, &files, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&target, &event);
}

} // namespace

/// The window's model panel, files, keys and layout; how it trains and reads is tst_main_window's.
class WindowPanelsTest : public WindowTest
{
    Q_OBJECT

private slots:
    /// 1024x700, less what a window manager draws around it.
    void onASmallScreenNoPanelReachesOutside()
    {
        m_open->window.resize(1020, 668);
        const auto right = [](const QWidget* dock) { return dock->geometry().right(); };
        for (const QDockWidget* dock : m_open->window.findChildren<QDockWidget*>()) {
            if (!dock->isFloating())
                QTRY_VERIFY2(right(dock) < m_open->window.width(), qPrintable(dock->objectName()));
        }
    }

    // The network.

    void aPresetIsChosenEditedAndApplied()
    {
        auto& panel = m_open->part<ModelPanel>();
        m_open->show("model");
        auto* presets = panel.findChild<QComboBox*>(QStringLiteral("preset"));
        presets->setFocus();
        presets->setCurrentText(QStringLiteral("mlp-128-64"));
        emit presets->textActivated(presets->currentText());
        QCOMPARE(m_open->state().recipe.name, std::string("mlp-128-64"));
        m_open->show("weights"); // Weights
        QTRY_VERIFY(m_open->part<WeightsPanel>().findChild<WeightsGrid*>());
        QVERIFY(m_open->part<WeightsPanel>().grid(0)->pictureRect(0).isValid());

        auto* layers = panel.findChild<QListWidget*>(QStringLiteral("layers"));
        layers->setCurrentRow(1);
        auto* units = panel.findChild<QSpinBox*>(QStringLiteral("units"));
        QVERIFY(units);
        units->setValue(48);
        QCOMPARE(m_open->state().network->shapeBefore(2)[0], std::size_t{128}); // a draft so far
        QTest::mouseClick(panel.findChild<QPushButton*>(QStringLiteral("apply")), Qt::LeftButton);
        QCOMPARE(m_open->state().network->shapeBefore(2)[0], std::size_t{48});
        QCOMPARE(m_open->state().recipe.name, std::string("mlp-128-64 (edited)"));
    }

    void anImpossibleNetworkIsRefused()
    {
        m_open->show("model");
        auto& panel = m_open->part<ModelPanel>();
        engine::Recipe draft = panel.draft();
        draft.layers.push_back({"conv2d", {}});
        const auto network = m_open->state().network;
        emit panel.applyRequested(draft);
        QCOMPARE(m_open->state().network, network);
        const QString verdict = panel.findChild<QLabel*>(QStringLiteral("verdict"))->text();
        QVERIFY2(verdict.contains(QStringLiteral("conv2d")), qPrintable(verdict));
    }

    void undoBelongsToThePanelWithTheFocus()
    {
        auto& pad = m_open->part<DigitPad>();
        drawWithMouse(pad, handMade(1).front());
        auto& panel = m_open->part<ModelPanel>();
        m_open->show("model");
        auto* layers = panel.findChild<QListWidget*>(QStringLiteral("layers"));
        layers->setFocus();
        layers->setCurrentRow(1);
        auto* units = panel.findChild<QSpinBox*>(QStringLiteral("units"));
        units->setValue(48);
        QCOMPARE(panel.draft().layers[1].integer("units"), 48);
        QTest::keyClick(layers, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(panel.draft().layers[1].integer("units"), 16);
        QVERIFY(!pad.isEmpty());
    }

    void ctrlDInTheLayerListCopiesTheLayer()
    {
        auto& panel = m_open->part<ModelPanel>();
        m_open->show("model");
        auto* layers = panel.findChild<QListWidget*>(QStringLiteral("layers"));
        layers->setFocus();
        layers->setCurrentRow(1);
        QTest::keyClick(layers, Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(panel.draft().layers.size(), m_open->state().recipe.layers.size() + 1);
        QVERIFY(!theme().isDark);
    }

    // Files.

    void aSavedNetworkComesBackTheSame()
    {
        m_open->press(Qt::Key_S);
        QTRY_VERIFY(m_open->isPausedAt(1));
        const engine::Buffer trained = m_open->state().weights->parameters;
        auto& files = m_open->session().models;
        QSignalSpy saved(&files, &ModelFiles::saved);
        const QString path = m_place.file("network.safetensors");
        files.save(path);
        QTRY_COMPARE(saved.count(), 1);
        m_open->press(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(m_open->state().weights->parameters != trained);

        drop(m_open->window, path);
        QTRY_VERIFY(m_open->state().weights->parameters == trained);
        QCOMPARE(m_open->part<CurveView>().history().evaluations().size(), m_open->state().log.evaluations.size());
        QCOMPARE(files.recent(), QStringList{path});
        m_open->press(Qt::Key_S); // and it learns on
        QTRY_VERIFY(m_open->isPausedAt(2));
    }

    void aDamagedFileIsOneSentenceAndLosesNothing()
    {
        m_open->press(Qt::Key_S);
        QTRY_VERIFY(m_open->isPausedAt(1));
        const auto weights = m_open->state().weights;
        const QString path = m_place.file("damaged.safetensors");
        std::ofstream(path.toStdString()) << "no network";
        drop(m_open->window, path);
        const auto message = m_open->notice();
        QTRY_VERIFY(message.isVisible());
        QVERIFY2(message.message().contains(path), qPrintable(message.message()));
        QCOMPARE(m_open->state().weights, weights);
    }

    void aFolderWithoutDigitsIsOneSentenceAndLosesNothing()
    {
        const auto digits = m_open->session().runs.data();
        const QTemporaryDir empty;
        drop(m_open->window, empty.path());
        const auto message = m_open->notice();
        QTRY_VERIFY(message.isVisible());
        QVERIFY2(message.message().contains(QStringLiteral("train-images")), qPrintable(message.message()));
        QCOMPARE(m_open->session().runs.data(), digits);
    }

    void anUnknownPresetIsWrongUsage()
    {
        char program[] = "digitscope", option[] = "--preset", known[] = "softmax", unknown[] = "nonsense";
        char* right[] = {program, option, known};
        char* wrong[] = {program, option, unknown};
        WindowOptions options;
        QVERIFY(!parseWindowOptions(3, right, options));
        QCOMPARE(options.preset, std::optional<std::string>("softmax"));
        QCOMPARE(parseWindowOptions(3, wrong, options), std::optional<int>(2));
    }

    // The window itself.

    void theThemeSwitches()
    {
        auto& pad = m_open->part<DigitPad>();
        const QImage light = pad.grab().toImage();
        m_open->press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(theme().isDark);
        QVERIFY(pad.grab().toImage() != light);
        m_open->press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(!theme().isDark);
    }

    void theLayoutIsRemembered()
    {
        const auto dock = [this] { return m_open->window.findChild<QDockWidget*>(QStringLiteral("inspector")); };
        QVERIFY(!dock()->isHidden());
        dock()->close();
        m_open->press(Qt::Key_D, Qt::ControlModifier);
        m_open->window.close();
        m_open = std::make_unique<OpenWindow>(m_place.options());
        QVERIFY(m_open->isReady());
        QVERIFY(dock()->isHidden());
        QVERIFY(theme().isDark);
        m_open->show("inspector"); // brings it back
        QVERIFY(!dock()->isHidden());
    }

    void everyMenuEntryHasATextAndAKeyOfItsOwn()
    {
        QHash<QString, QString> owners;
        int entries = 0;
        for (const QAction* menu : m_open->part<QMenuBar>().actions()) {
            for (const QAction* action : menu->menu()->actions()) {
                if (action->isSeparator())
                    continue;
                ++entries;
                QVERIFY(!action->text().isEmpty());
                for (const QKeySequence& key : action->shortcuts()) {
                    const QString name = key.toString();
                    QVERIFY2(!owners.contains(name), qPrintable(QStringLiteral("%1: %2 and %3").arg(name, owners[name], action->text())));
                    owners[name] = action->text();
                }
            }
        }
        QVERIFY(entries > 30);
    }

    void fitsASmallScreen()
    {
        m_open->window.resize(1024, 700);
        QCOMPARE(m_open->window.size(), QSize(1024, 700));
        QVERIFY(m_open->part<DigitPad>().drawingArea().width() >= 28 * 5);
    }
};

const RegisteredTest<WindowPanelsTest, QApplication> registeredWindowPanelsTest;
#include "tst_window_panels.moc"
