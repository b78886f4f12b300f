#include "app/views/train/train_view.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"
#include "ui/charts/curve_view.h"

#include <QApplication>
#include <QAbstractButton>
#include <QLabel>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>

namespace {

const ViewInfo info{QStringLiteral("train"), QStringLiteral("Train"), Area::Workspace, makeView<TrainView>};

} // namespace

class TrainViewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("digitscope-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    }
    void init()
    {
        QSettings().clear();
        begin(twoEpochs());
    }
    void cleanup() { m_bench.reset(); }

    void showsEveryRecordOfTheRun()
    {
        QVERIFY(history().isEmpty());
        m_bench->run().train();
        QTRY_COMPARE(m_bench->run().progress().phase, Run::Phase::Finished);
        QTRY_COMPARE(history().steps().size(), std::size_t{10});
        QTRY_COMPARE(history().evaluations().back().step, std::uint64_t{10});
        QCOMPARE(history().evaluations().front().step, std::uint64_t{0});
        QCOMPARE(history().evaluations().size(), log().evaluations.size());
        for (std::size_t i = 0; i < 10; ++i)
            QCOMPARE(history().steps()[i].loss, log().steps[i].loss);
    }

    void learnsWhatItMissedWhenItIsSeenAgain()
    {
        makeSteps(2);
        QTRY_COMPARE(history().steps().size(), std::size_t{2});
        m_bench->host->setInSight(false);
        makeSteps(5);
        QCOMPARE(history().steps().size(), std::size_t{2});
        m_bench->host->setInSight(true);
        QCOMPARE(history().steps().size(), std::size_t{5});
        makeSteps(7);
        QTRY_COMPARE(history().steps().size(), std::size_t{7});
        QCOMPARE(history().evaluations().size(), std::size_t{2}); // at the start, and after an epoch
    }

    void showsARecordThatCameLateInItsPlace()
    {
        m_bench->run().train();
        QTRY_COMPARE(m_bench->run().progress().phase, Run::Phase::Finished);
        const RunState whole = m_bench->run().state();
        QCOMPARE(whole.log.evaluations.size(), std::size_t{3});
        RunState before = whole;
        before.log.evaluations.erase(before.log.evaluations.begin());
        m_bench->session.runs.replace(before);
        QTRY_COMPARE(history().evaluations().size(), std::size_t{2});
        QCOMPARE(history().evaluations().front().step, std::uint64_t{5});
        m_bench->run().enter(whole, m_bench->splits); // the same run, some time later
        QTRY_COMPARE(history().evaluations().size(), std::size_t{3});
        QCOMPARE(history().evaluations().front().step, std::uint64_t{0});
        QCOMPARE(history().evaluations().back().step, std::uint64_t{10});
    }

    void saysWhatHappensUntilThereIsACurve()
    {
        QVERIFY(hasLabel(QStringLiteral("Press Train")));
        TrainView view(m_bench->session.context());
        const std::unique_ptr<QWidget> widget(view.widget());
        m_bench->run().train();
        view.refresh(Inspection::Everything); // before anything has been reported
        const auto labels = widget->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
            return label->text() == QStringLiteral("Measuring the untrained network…");
        }));
    }

    void anotherNetworkStartsOver()
    {
        makeSteps(3);
        m_bench->session.runs.rewind();
        QTRY_VERIFY(history().isEmpty());
        m_bench->session.runs.undo();
        QTRY_COMPARE(history().steps().size(), std::size_t{3});
        m_bench->host->setInSight(false);
        m_bench->session.runs.rewind();
        makeSteps(1);
        m_bench->host->setInSight(true);
        QCOMPARE(history().steps().size(), std::size_t{1});
    }

    void marksWhereTheRateChanged()
    {
        makeSteps(1);
        m_bench->run().setLearningRate(0.25);
        makeSteps(3);
        QTRY_COMPARE(history().events().size(), std::size_t{1});
        QCOMPARE(history().events()[0].step, std::uint64_t{1});
        QCOMPARE(history().events()[0].text, QStringLiteral("rate 0.25"));
    }

    void saysWhenTheCurvesAreOfOtherData()
    {
        auto* note = m_bench->find<QWidget>(QStringLiteral("curveNote"));
        makeSteps(1);
        m_bench->run().stop();
        QTRY_VERIFY(!m_bench->run().isActive());
        QVERIFY(note->isHidden());
        auto others = *m_bench->splits;
        others.name = "letters";
        m_bench->session.runs.setData(std::make_shared<const engine::DataSplits>(others));
        QTRY_VERIFY(!note->isHidden());
        QVERIFY2(note->toolTip().contains(QStringLiteral("learnt from test")), qPrintable(note->toolTip()));
        m_bench->session.runs.setData(m_bench->splits);
        QTRY_VERIFY(note->isHidden());
    }

    void saysWhyThereAreNoCurvesWhileLayersArePretrained()
    {
        begin(smallDbn());
        QVERIFY(hasLabel(QStringLiteral("Press Train")));
        m_bench->run().runSteps(2);
        QTRY_VERIFY(hasLabel(QStringLiteral("being pre-trained")));
    }

    void tellsHowLongThePretrainingTakes()
    {
        engine::Recipe recipe = smallDbn();
        recipe.pretraining.settings["epochs"] = std::int64_t{1'000};
        begin(recipe);
        m_bench->run().setPace(100);
        m_bench->run().train();
        QTRY_VERIFY(hasLabel(QStringLiteral("left: see Generate")));
        m_bench->run().pause();
        QTRY_VERIFY(hasLabel(QStringLiteral("wait for Train")));
    }

    void scalesAndSmoothingAreKept()
    {
        const auto box = [this](const char* name) { return m_bench->find<QAbstractButton>(QLatin1String(name)); };
        for (const char* name : {"logarithmicLoss", "logarithmicError", "detail"}) {
            QVERIFY2(!box(name)->isChecked(), name);
            box(name)->click();
        }
        auto* smoothing = m_bench->find<QSlider>(QStringLiteral("smoothing"));
        QCOMPARE(smoothing->value(), 15);
        smoothing->setValue(20);
        begin(twoEpochs());
        for (const char* name : {"logarithmicLoss", "logarithmicError", "detail"}) {
            QVERIFY2(box(name)->isChecked(), name);
            box(name)->click();
        }
        QCOMPARE(m_bench->find<QSlider>(QStringLiteral("smoothing"))->value(), 20);
        QCOMPARE(history().smoothing(), 100.0); // ten to the power of 20 tenths
        begin(twoEpochs());
        QVERIFY(!box("detail")->isChecked());
        QSettings().setValue(QStringLiteral("train/smoothing"), QStringLiteral("a lot")); // edited by hand
        begin(twoEpochs());
        QCOMPARE(m_bench->find<QSlider>(QStringLiteral("smoothing"))->value(), 15);
    }

    void aFailedExportIsSaid()
    {
        emit m_bench->find<CurveView>()->exportFailed(QStringLiteral("The disk is full."));
        const Notice* notice = m_bench->session.notices.shown();
        QVERIFY(notice && notice->level == Notice::Level::Error);
        QCOMPARE(notice->sentence, QStringLiteral("The disk is full."));
    }

private:
    void begin(const engine::Recipe& recipe)
    {
        m_bench.reset();
        m_bench = std::make_unique<ViewBench>(info, recipe);
    }

    void makeSteps(quint64 until)
    {
        m_bench->run().runSteps(until - m_bench->run().progress().step);
        QTRY_VERIFY(m_bench->isPausedAt(until));
    }

    bool hasLabel(const QString& words) const
    {
        return std::ranges::any_of(m_bench->place.findChildren<QLabel*>(),
                                   [&](const QLabel* label) { return !label->isHidden() && label->text().contains(words); });
    }

    const CurveHistory& history() const { return m_bench->find<CurveView>()->history(); }
    const engine::RunLog& log() { return m_bench->run().state().log; }

    QTemporaryDir m_settings;
    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<TrainViewTest, QApplication> registeredTrainViewTest;
#include "tst_train_view.moc"
