#include "app/views/unit/unit_view.h"
#include "engine/gallery/gallery.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"

#include <QApplication>
#include <QLabel>

using Unit = Selection::Unit;

namespace {

const ViewInfo info{QStringLiteral("inspector"), QStringLiteral("Unit"), Area::Side, makeView<UnitView>};

} // namespace

/// 784–24–10: flatten, dense, ReLU, dropout, dense.
class UnitViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<ViewBench>(info); }
    void cleanup() { m_bench.reset(); }

    void saysWhatToClickAndThenWhatTheUnitDoes()
    {
        QTRY_VERIFY(hint().contains(QStringLiteral("Click a unit")));
        select({1, 3});
        QTRY_VERIFY(hint().isEmpty());
        QTRY_COMPARE(title(), QStringLiteral("dense_1 · unit 3"));
        QTRY_VERIFY2(sum().contains(QStringLiteral("Draw a digit")), qPrintable(sum()));
        m_bench->session.selection.selectTestDigit(0);
        QTRY_VERIFY2(title().startsWith(QStringLiteral("dense_1 · unit 3 · sum ")), qPrintable(title()));
        QTRY_VERIFY(sum().contains(QStringLiteral("bias")));
        m_bench->session.selection.selectUnit({});
        QTRY_VERIFY(hint().contains(QStringLiteral("Click a unit")));
    }

    void followsTheSampleTheWeightsAndThePast()
    {
        select({1, 3});
        m_bench->session.selection.selectTestDigit(0);
        QTRY_VERIFY(sum().contains(QStringLiteral("bias")));
        const QString atStart = sum();
        m_bench->session.selection.selectTestDigit(1);
        QTRY_VERIFY(sum() != atStart);
        m_bench->session.selection.selectTestDigit(0);
        QTRY_COMPARE(sum(), atStart);
        m_bench->run().runSteps(3);
        QTRY_VERIFY(m_bench->isPausedAt(3));
        QTRY_VERIFY(sum() != atStart);
        m_bench->session.selection.selectStep(0);
        QTRY_COMPARE(sum(), atStart);
    }

    void saysNothingNewWhileItIsOutOfSight()
    {
        select({1, 3});
        QTRY_COMPARE(title(), QStringLiteral("dense_1 · unit 3"));
        m_bench->host->setInSight(false);
        select({1, 4});
        QCOMPARE(title(), QStringLiteral("dense_1 · unit 3"));
        m_bench->host->setInSight(true);
        QCOMPARE(title(), QStringLiteral("dense_1 · unit 4"));
    }

    void anotherNetworkHasNoUnitSelected()
    {
        select({4, 3});
        m_bench->session.runs.replace(freshNetwork(softmaxRecipe()));
        QTRY_VERIFY(hint().contains(QStringLiteral("Click a unit")));
    }

    void aSampleOfAnotherSizeIsNone()
    {
        m_bench->session.selection.selectTestDigit(0);
        engine::Recipe small = softmaxRecipe();
        small.input = {1, 8, 8};
        m_bench->session.runs.replace(freshNetwork(small));
        select({1, 3});
        QTRY_VERIFY2(sum().contains(QStringLiteral("Draw a digit")), qPrintable(sum()));
    }

    void namesTheClassThatAnOutputStandsFor()
    {
        select({4, 9});
        QTRY_COMPARE(title(), QStringLiteral("dense_2 · unit 9")); // a digit is its number
        auto named = *m_bench->splits;
        named.train.classNames = {"T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"};
        m_bench->session.runs.setData(std::make_shared<const engine::DataSplits>(named));
        QTRY_COMPARE(title(), QStringLiteral("dense_2 · unit 9 · Ankle boot"));
        select({1, 9}); // of a hidden layer
        QTRY_COMPARE(title(), QStringLiteral("dense_1 · unit 9"));
    }

    void namesTheInputsOfAPoint()
    {
        m_bench->session.runs.open(freshNetwork(engine::findPreset("xor")));
        m_bench->session.selection.selectTestDigit(3); // (1, 1)
        select({0, 1});
        QTRY_VERIFY2(sum().contains(QStringLiteral("x1")) && sum().contains(QStringLiteral("x2")), qPrintable(sum()));
    }

    void explainsAMemoryCell()
    {
        m_bench->session.runs.replace(
            freshNetwork(recipeOf({{"lstm", {{"units", std::int64_t{12}}}}, {"dense", {{"units", std::int64_t{10}}}}})));
        select({0, 7});
        QTRY_VERIFY2(hint().contains(QStringLiteral("Memory cell 7 has four sums")), qPrintable(hint()));
        select({1, 7});
        QTRY_COMPARE(title(), QStringLiteral("dense_1 · unit 7"));
    }

private:
    void select(Unit unit) { m_bench->session.selection.selectUnit(unit); }
    QString text(const QString& name) const
    {
        const auto* label = m_bench->find<QLabel>(name);
        return label->isVisible() ? label->text() : QString();
    }
    QString hint() const { return text(QStringLiteral("hint")); }
    QString title() const { return text(QStringLiteral("title")); }
    QString sum() const { return text(QStringLiteral("sum")); }

    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<UnitViewTest, QApplication> registeredUnitViewTest;
#include "tst_unit_view.moc"
