#include "app/session/model_files.h"
#include "engine/io/ensemble_file.h"
#include "engine/recipe/switch_setting.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/pad/small_bars.h"
#include "app/views/ensemble/ensemble_row.h"
#include "app/views/ensemble/ensemble_panel.h"
#include "app/views/model/model_panel.h"
#include "app/views/model/picture_row.h"

#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

/// The window's ensemble, early stopping and preview of distortions, as a person uses them.
class WindowEnsembleTest : public WindowTest
{
    Q_OBJECT

private slots:
    void isFoundByItsKeyAndExplainsItself()
    {
        showPanel();
        QVERIFY(m_open->part<QLabel>(QStringLiteral("ensembleEmpty")).isVisible());
    }

    void anUntrainedNetworkIsNotTaken()
    {
        showPanel();
        press("addCurrent");
        QTRY_VERIFY(m_open->notice().isVisible());
        QVERIFY(m_open->notice().message().contains(QStringLiteral("train it before")));
        QVERIFY(rows().isEmpty());
    }

    void networksReadTheDrawingSideBySideAndAsOne()
    {
        showPanel();
        train(2);
        press("addShipped");
        QTRY_COMPARE(rows().size(), 3);
        drawWithMouse(m_open->part<DigitPad>(), handMade(7).front());
        std::vector<std::vector<float>> said;
        for (const EnsembleRow* row : rows()) {
            QCOMPARE(barsOf(row).size(), std::size_t{10});
            said.push_back(barsOf(row));
        }
        const auto joint = barsOf(&m_open->part<EnsembleRow>(QStringLiteral("jointRow")));
        for (std::size_t digit = 0; digit < 10; ++digit)
            QVERIFY(std::abs(joint[digit] - (said[0][digit] + said[1][digit] + said[2][digit]) / 3) < 1e-6f);
        QTRY_VERIFY(accuracyOf(&m_open->part<EnsembleRow>(QStringLiteral("jointRow"))).endsWith(QStringLiteral("% right")));
    }

    void othersAreTrainedWithSeedsOfTheirOwn()
    {
        showPanel();
        train(2);
        train(1);
        QTRY_COMPARE(rows().size(), 3);
        QStringList details;
        for (const EnsembleRow* row : rows())
            for (const QLabel* label : row->findChildren<QLabel*>())
                if (label->text().startsWith(QStringLiteral("seed")))
                    details << label->text().section(QStringLiteral(" · "), 0, 0);
        QCOMPARE(details, (QStringList{"seed 2", "seed 3", "seed 4"}));
        QVERIFY(!m_open->state().isTrained()); // the network in use stays as it was
    }

    void isSavedAndOpenedAgain()
    {
        showPanel();
        train(2);
        const QString file = m_place.file("ensemble.safetensors");
        engine::saveEnsemble(m_open->session().ensemble.models(), file.toStdString());
        QCOMPARE(engine::loadEnsemble(file.toStdString()).size(), std::size_t{2});
        press("clearEnsemble");
        QTRY_VERIFY(rows().isEmpty());
        const auto network = m_open->state().network;
        m_open->session().models.open(file); // as File › Open and a drop do
        QTRY_COMPARE(rows().size(), 2);
        QCOMPARE(m_open->state().network, network);
    }

    void aRunThatStopsEarlySaysSoAndGoesOnWhenAsked()
    {
        engine::Recipe recipe = m_open->state().recipe;
        recipe.validationSplit = 0.2;
        recipe.epochs = 500;
        recipe.optimizer.settings["learning_rate"] = 2.0;
        recipe.earlyStopping = {"early_stopping", {{"restore_best_weights", engine::switchValue(true)}}};
        emit m_open->part<ModelPanel>().applyRequested(recipe);
        m_open->run().train();
        QTRY_VERIFY_WITH_TIMEOUT(m_open->phase() == Run::Phase::Finished, 60'000);
        QVERIFY(m_open->notice().message().startsWith(QStringLiteral("Early stopping ended the run")));
        const auto steps = m_open->state().checkpoint->step;
        QVERIFY(steps < m_open->run().progress().stepsPlanned);
        QCOMPARE(m_open->run().progress().stepsPerEpoch, quint64{8}); // 240 of 300 digits, 32 at a time
        m_open->run().runSteps(1);
        QTRY_VERIFY(m_open->isPausedAt(steps + 1));
    }

    void theDraftsDistortionsAreShown()
    {
        auto& panel = m_open->part<ModelPanel>();
        auto& preview = m_open->part<PictureRow>();
        QCOMPARE(preview.count(), 0);
        engine::Recipe draft = panel.draft();
        draft.augmentation = {"distort", {{"rotation", 45.0}}};
        panel.setRecipe(draft);
        emit panel.recipeEdited(draft);
        QCOMPARE(preview.count(), 8);
        const QImage before = preview.picture(0);
        emit panel.augmentationPreviewRequested();
        QVERIFY(preview.picture(0) != before); // another look
        draft.augmentation = {"none", {}};
        panel.setRecipe(draft);
        emit panel.recipeEdited(draft);
        QCOMPARE(preview.count(), 0);
    }

private:
    void showPanel()
    {
        m_open->show("ensemble");
        QTRY_VERIFY(m_open->part<EnsemblePanel>().isVisible());
    }
    void press(const char* button)
    {
        QTest::mouseClick(&m_open->part<QPushButton>(QLatin1String(button)), Qt::LeftButton);
    }
    void train(int count)
    {
        const auto before = rows().size();
        m_open->part<QSpinBox>(QStringLiteral("memberCount")).setValue(count);
        press("trainMembers");
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), before + count, 60'000);
        QTRY_VERIFY(m_open->part<QPushButton>(QStringLiteral("trainMembers")).isEnabled());
    }
    QList<EnsembleRow*> rows() { return m_open->window.findChildren<EnsembleRow*>(QStringLiteral("memberRow")); }
    static std::vector<float> barsOf(const EnsembleRow* row) { return row->findChild<SmallBars*>()->probabilities(); }
    static QString accuracyOf(const EnsembleRow* row) { return row->findChild<QLabel*>(QStringLiteral("accuracy"))->text(); }
};

const RegisteredTest<WindowEnsembleTest, QApplication> registeredWindowEnsembleTest;
#include "tst_window_ensemble.moc"
