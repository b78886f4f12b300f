#include "app/views/model/model_panel.h"
#include "app/views/model/model_view.h"
#include "engine/data/augmentation.h"
#include "engine/data/class_names.h"
#include "engine/optim/schedule.h"
#include "engine/train/early_stopping.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <memory>

namespace {

const ViewInfo info{QStringLiteral("model"), QStringLiteral("Model"), Area::Workspace, makeView<ModelView>};

engine::Recipe mlpOf(std::int64_t outputs)
{
    engine::Recipe recipe = twoEpochs();
    recipe.layers.back().settings["units"] = outputs;
    return recipe;
}

} // namespace

class ModelViewTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { m_bench.reset(); }

    void saysThatOutputsAndClassesDifferAndMakesThemFit()
    {
        begin(mlpOf(64));
        QCOMPARE(note()->text(), QStringLiteral("64 outputs, 10 classes"));
        QVERIFY(note()->isVisible());
        QCOMPARE(button("fitOutputs")->text(), QStringLiteral("Make it 10"));
        QTest::mouseClick(button("fitOutputs"), Qt::LeftButton);
        QCOMPARE(panel()->draft().layers.back().integer("units"), std::int64_t{10});
        QVERIFY(!note()->isVisible());
        QVERIFY(!button("fitOutputs")->isVisible());
        QCOMPARE(m_bench->session.runs.state().recipe.layers.back().integer("units"), std::int64_t{64}); // a draft is all it is
        QTest::keyClick(panel(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(panel()->draft().layers.back().integer("units"), std::int64_t{64});
        QVERIFY(note()->isVisible());
    }

    void tooFewAreAProblemWithTheSameRemedy()
    {
        begin(mlpOf(5));
        QVERIFY(verdict()->text().startsWith(QStringLiteral("5 outputs, 10 classes")));
        QTest::mouseClick(button("fitOutputs"), Qt::LeftButton);
        QVERIFY2(verdict()->text().contains(QStringLiteral("parameters in all")), qPrintable(verdict()->text()));
        QTest::mouseClick(button("apply"), Qt::LeftButton);
        QTRY_COMPARE(m_bench->session.runs.state().recipe.layers.back().integer("units"), std::int64_t{10});
    }

    void saysNothingOfWhatFits()
    {
        begin(twoEpochs());
        QVERIFY(!note()->isVisible());
        QVERIFY(!button("fitOutputs")->isVisible());
    }

    void saysNothingOfAnAutoencoder()
    {
        engine::Recipe recipe = mlpOf(784);
        recipe.target = engine::Target::Input;
        recipe.loss = {"mean_squared_error", {}};
        begin(recipe);
        QVERIFY(!note()->isVisible());
    }

    void aNetworkThatLearntOtherClassesIsNoMistakeUntilItIsMadeAnew()
    {
        begin(twoEpochs());
        RunState letters = freshNetwork(mlpOf(26));
        engine::Snapshot weights = *letters.weights;
        weights.step = 1;
        letters.weights = std::make_shared<const engine::Snapshot>(weights);
        letters.classes = engine::numberedClasses(26);
        m_bench->session.runs.replace(letters);
        QTRY_COMPARE(panel()->draft().layers.back().integer("units"), std::int64_t{26});
        QVERIFY(!note()->isVisible());
        engine::Recipe edited = panel()->draft();
        edited.batchSize = 7;
        panel()->edit(edited);
        QCOMPARE(note()->text(), QStringLiteral("26 outputs, 10 classes"));
        QVERIFY(note()->isVisible());
    }

    void nothingMovesWhenTheNoteComes()
    {
        begin(twoEpochs());
        const auto* layers = m_bench->find<QWidget>(QStringLiteral("layers"));
        const auto* training = m_bench->find<QWidget>(QStringLiteral("optimizer"));
        QCoreApplication::processEvents();
        const QRect before = layers->geometry();
        const int below = training->mapTo(panel(), QPoint()).y();
        panel()->edit(mlpOf(64));
        QVERIFY(note()->isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(layers->geometry(), before);
        QCOMPARE(training->mapTo(panel(), QPoint()).y(), below);
    }

    void heldOutSaysOfWhat()
    {
        engine::Recipe recipe = twoEpochs();
        recipe.validationSplit = 0.1;
        begin(recipe);
        QCOMPARE(m_bench->find<QLabel>(QStringLiteral("heldOut"))->text(), QStringLiteral("10 of the 100 training digits"));
        m_bench->session.runs.setData(digitSplits(200, 30));
        QTRY_COMPARE(m_bench->find<QLabel>(QStringLiteral("heldOut"))->text(), QStringLiteral("20 of the 200 training digits"));
    }

private:
    void begin(const engine::Recipe& recipe) { m_bench = std::make_unique<ViewBench>(info, recipe); }
    ModelPanel* panel() const { return m_bench->find<ModelPanel>(); }
    QLabel* note() const { return m_bench->find<QLabel>(QStringLiteral("outputs")); }
    QLabel* verdict() const { return m_bench->find<QLabel>(QStringLiteral("verdict")); }
    QPushButton* button(const char* name) const { return m_bench->find<QPushButton>(QLatin1String(name)); }

    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<ModelViewTest, QApplication> registeredModelViewTest;
#include "tst_model_view.moc"
