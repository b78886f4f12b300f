#include "app/session/builtin_models.h"
#include "app/views/ensemble/ensemble_row.h"
#include "app/views/ensemble/ensemble_view.h"
#include "engine/gallery/gallery.h"
#include "engine/io/ensemble_file.h"
#include "tests/app/hand_made.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"
#include "ui/pad/small_bars.h"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace {

const ViewInfo info{QStringLiteral("ensemble"), QStringLiteral("Ensemble"), Area::Workspace, makeView<EnsembleView>};

} // namespace

class EnsembleViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<ViewBench>(info); }
    void cleanup() { m_bench.reset(); }

    void anUntrainedNetworkIsNotTaken()
    {
        QVERIFY(m_bench->find<QLabel>(QStringLiteral("ensembleEmpty"))->isVisible());
        press("addCurrent");
        QTRY_VERIFY(m_bench->session.notices.shown());
        QVERIFY(m_bench->session.notices.shown()->sentence.contains(QStringLiteral("train it before")));
        QVERIFY(rows().isEmpty());
    }

    void theNetworkInUseIsTaken()
    {
        m_bench->run().train();
        QTRY_COMPARE(m_bench->run().progress().phase, Run::Phase::Finished);
        press("addCurrent");
        QTRY_COMPARE(rows().size(), 1);
    }

    void networksPredictTheDrawingSideBySideAndAsOne()
    {
        train(2);
        press("addShipped");
        QTRY_COMPARE(rows().size(), 3);
        m_bench->session.pad.setStrokes(handMade(7));
        std::vector<std::vector<float>> said;
        for (const EnsembleRow* row : rows()) {
            QCOMPARE(barsOf(row).size(), std::size_t{10});
            said.push_back(barsOf(row));
        }
        const auto joint = barsOf(m_bench->find<EnsembleRow>(QStringLiteral("jointRow")));
        for (std::size_t digit = 0; digit < 10; ++digit)
            QVERIFY(std::abs(joint[digit] - (said[0][digit] + said[1][digit] + said[2][digit]) / 3) < 1e-6f);
        QTRY_VERIFY(accuracyOf(m_bench->find<EnsembleRow>(QStringLiteral("jointRow"))).endsWith(QStringLiteral("% right")));
    }

    void othersAreTrainedWithSeedsOfTheirOwn()
    {
        train(2);
        train(1);
        QStringList details;
        for (const EnsembleRow* row : rows())
            for (const QLabel* label : row->findChildren<QLabel*>())
                if (label->text().startsWith(QStringLiteral("seed")))
                    details << label->text().section(QStringLiteral(" · "), 0, 0);
        QCOMPARE(details, (QStringList{"seed 2", "seed 3", "seed 4"}));
        QVERIFY(!m_bench->run().state().isTrained()); // the network in use stays as it was
    }

    void withoutDataNothingIsTrained()
    {
        Session session(freshNetwork(twoEpochs()), m_bench->folder.filePath(QStringLiteral("other.jsonl")).toStdString());
        QWidget place;
        ViewHost host(info, session.context(), &place);
        host.setInSight(true);
        auto* train = place.findChild<QPushButton*>(QStringLiteral("trainMembers"));
        train->click();
        QVERIFY(session.notices.shown());
        QVERIFY(session.notices.shown()->sentence.contains(QStringLiteral("no data set")));
        QVERIFY(train->isEnabled());
    }

    void whatCannotJoinIsNotTrained()
    {
        m_bench->session.runs.open(freshNetwork(engine::findPreset("autoencoder")));
        m_bench->find<QPushButton>(QStringLiteral("trainMembers"))->click();
        QVERIFY(m_bench->session.notices.shown());
        QCOMPARE(m_bench->session.notices.shown()->sentence,
                 QStringLiteral("autoencoder gives its input back and names no class, so it cannot be in an ensemble"));
        QVERIFY(!m_bench->session.memberTrainer.isActive());
    }

    void isSavedAndItsFileAddedAgain()
    {
        train(2);
        const QString file = m_bench->folder.filePath(QStringLiteral("ensemble.safetensors"));
        view().save(file);
        QTRY_VERIFY(m_bench->session.notices.shown());
        QVERIFY(m_bench->session.notices.shown()->sentence.contains(file));
        QCOMPARE(engine::loadEnsemble(file.toStdString()).size(), std::size_t{2});
        press("clearEnsemble");
        QTRY_VERIFY(rows().isEmpty());
        view().addFiles({file, file}); // each, in order
        QTRY_COMPARE(rows().size(), 4);
    }

    void aBrokenFileIsNamedAndTheNextIsOpenedAllTheSame()
    {
        const QString file = m_bench->folder.filePath(QStringLiteral("broken.safetensors"));
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("no");
        broken.close();
        view().addFiles({file, QStringLiteral("builtin")});
        QTRY_COMPARE(rows().size(), 1);
        QVERIFY(m_bench->session.notices.shown());
        QVERIFY(m_bench->session.notices.shown()->sentence.contains(QStringLiteral("broken.safetensors")));
    }

    void costsNothingOutOfSight()
    {
        m_bench->host->setInSight(false);
        m_bench->session.ensemble.add(openModel("builtin"));
        m_bench->session.pad.setStrokes(handMade(7));
        QVERIFY(rows().isEmpty());
        m_bench->host->setInSight(true);
        QCOMPARE(rows().size(), 1);
        QCOMPARE(barsOf(rows()[0]).size(), std::size_t{10});
        const auto seven = barsOf(rows()[0]);
        m_bench->host->setInSight(false);
        m_bench->session.pad.setStrokes(handMade(0));
        QCOMPARE(barsOf(rows()[0]), seven);
        m_bench->host->setInSight(true);
        QVERIFY(barsOf(rows()[0]) != seven);
    }

private:
    EnsembleView& view() const { return static_cast<EnsembleView&>(*m_bench->host->view()); }
    void press(const char* button) const { QTest::mouseClick(m_bench->find<QPushButton>(QLatin1String(button)), Qt::LeftButton); }
    void train(int count) const
    {
        const auto before = rows().size();
        m_bench->find<QSpinBox>(QStringLiteral("memberCount"))->setValue(count);
        press("trainMembers");
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), before + count, 60'000);
        QTRY_VERIFY(m_bench->find<QPushButton>(QStringLiteral("trainMembers"))->isEnabled());
    }
    QList<EnsembleRow*> rows() const { return m_bench->place.findChildren<EnsembleRow*>(QStringLiteral("memberRow")); }
    static std::vector<float> barsOf(const EnsembleRow* row) { return row->findChild<SmallBars*>()->probabilities(); }
    static QString accuracyOf(const EnsembleRow* row) { return row->findChild<QLabel*>(QStringLiteral("accuracy"))->text(); }

    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<EnsembleViewTest, QApplication> registeredEnsembleViewTest;
#include "tst_ensemble_view.moc"
