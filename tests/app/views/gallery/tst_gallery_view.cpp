#include "app/session/model_files.h"
#include "app/session/training_times.h"
#include "app/views/gallery/gallery_panel.h"
#include "app/views/gallery/gallery_view.h"
#include "engine/gallery/gallery.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

namespace {

const ViewInfo info{QStringLiteral("gallery"), QStringLiteral("Gallery"), Area::Workspace, makeView<GalleryView>};

PresetCard* cardOf(const ViewBench& bench, const char* preset)
{
    return bench.find<PresetCard>(QStringLiteral("card.") + QLatin1String(preset));
}

QString heading(const ViewBench& bench)
{
    return bench.find<QLabel>(QStringLiteral("galleryHeading"))->text();
}

} // namespace

class GalleryViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QSettings().remove(QStringLiteral("trainingTimes")); }

    void hasACardForEveryPreset()
    {
        ViewBench bench(info);
        QCOMPARE(bench.place.findChildren<PresetCard*>().size(), qsizetype(engine::presets().size()));
        // 784·128 + 128 + 128·64 + 64 + 64·10 + 10
        QVERIFY(cardOf(bench, "mlp-128-64")->accessibleDescription().contains(QStringLiteral("109,386\u00a0parameters")));
        QVERIFY(cardOf(bench, "mlp-128-64")->accessibleDescription().contains(QStringLiteral("98.2\u00a0%\u00a0right")));
        QVERIFY(!cardOf(bench, "sigmoid-deep")->accessibleDescription().contains(QStringLiteral("right")));
    }

    void leadsToTheFirstNetworkWhereTheOneInUseCanOnlyPredict()
    {
        ViewBench bench(info);
        bench.host->setInSight(false);
        bench.session.models.open(QStringLiteral("builtin"));
        QTRY_VERIFY(!bench.run().canTrainOn());
        const auto weights = bench.run().state().weights;
        QSignalSpy choice(&bench.session.runs, &Runs::choiceWanted);
        bench.run().train();
        QCOMPARE(choice.count(), 1);
        QCOMPARE(bench.run().state().weights, weights); // nothing is thrown away
        QVERIFY(!bench.run().isActive());

        bench.place.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bench.place));
        bench.host->setInSight(true);
        QCOMPARE(heading(bench), QStringLiteral("Your first network: mlp-128-64"));
        QVERIFY(cardOf(bench, "mlp-128-64")->hasFocus());
        QApplication::focusWidget()->clearFocus(); // somebody draws, with the gallery still in sight
        bench.run().train();
        QVERIFY(cardOf(bench, "mlp-128-64")->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(bench.run().state().recipe.name, std::string("mlp-128-64"));
        QTRY_VERIFY(!bench.run().state().log.steps.empty());
        QCOMPARE(bench.session.runs.previous()->weights, weights);
        QCOMPARE(heading(bench), QStringLiteral("Start with a network"));
    }

    void theShippedNetworkIsOneClickAway()
    {
        ViewBench bench(info);
        QTest::mouseClick(bench.find<QPushButton>(QStringLiteral("useShipped")), Qt::LeftButton);
        QTRY_COMPARE(bench.run().state().recipe.name, std::string("reader"));
        QVERIFY(!bench.find<QPushButton>(QStringLiteral("useShipped"))->isVisibleTo(&bench.place));
    }

    void aClickChoosesAndTheButtonStarts()
    {
        ViewBench bench(info);
        QTest::mouseClick(cardOf(bench, "softmax"), Qt::LeftButton, {}, QPoint(20, 20));
        QVERIFY(cardOf(bench, "softmax")->isChecked() && !cardOf(bench, "mlp-128-64")->isChecked());
        QCOMPARE(bench.run().state().recipe.name, std::string("small"));
        QTest::mouseClick(bench.find<QPushButton>(QStringLiteral("start.softmax")), Qt::LeftButton);
        QCOMPARE(bench.run().state().recipe.name, std::string("softmax"));
        QTRY_VERIFY(!bench.run().state().log.steps.empty());
    }

    void tellsTheTimeOnThisMachineOnceItIsMeasured()
    {
        ViewBench bench(info);
        QTRY_VERIFY_WITH_TIMEOUT(cardOf(bench, "softmax")->time().startsWith(QStringLiteral("about")), 60'000);
        // It is remembered: another session need not measure it.
        Session other(freshNetwork(twoEpochs()), bench.folder.filePath(QStringLiteral("other.jsonl")).toStdString());
        other.runs.setData(bench.splits);
        QCOMPARE(other.times.secondsOf("softmax"), bench.session.times.secondsOf("softmax"));
    }
};

const RegisteredTest<GalleryViewTest, QApplication> registeredGalleryViewTest;
#include "tst_gallery_view.moc"
