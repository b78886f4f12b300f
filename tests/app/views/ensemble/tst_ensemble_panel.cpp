#include "tests/registered_test.h"
#include "ui/pad/small_bars.h"
#include "app/views/ensemble/ensemble_row.h"
#include "app/views/ensemble/ensemble_panel.h"
#include "ui/style/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

namespace {

std::vector<float> sureOf(std::size_t digit)
{
    std::vector<float> probabilities(10, 0.0f);
    probabilities[digit] = 1;
    return probabilities;
}

EnsembleLine line(const char* name, std::optional<double> accuracy, std::size_t digit)
{
    return {QString::fromLatin1(name), QStringLiteral("seed 1"), sureOf(digit), accuracy, !accuracy};
}

} // namespace

class EnsemblePanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_view = std::make_unique<EnsemblePanel>();
        m_view->resize(520, 600);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void explainsItselfWhenEmpty()
    {
        QVERIFY(part<QLabel>("ensembleEmpty")->isVisible());
        QVERIFY(!part<EnsembleRow>("jointRow")->isVisible());
        QVERIFY(!part<QPushButton>("saveEnsemble")->isEnabled());
    }

    void showsEachMemberAndAllTogether()
    {
        m_view->setLines({line("lenet-5", 0.99, 3), line("cnn-2", 0.9875, 8)}, line("Together", 0.9925, 3));
        QVERIFY(!part<QLabel>("ensembleEmpty")->isVisible());
        const auto rows = m_view->findChildren<EnsembleRow*>(QStringLiteral("memberRow"));
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[1]->findChild<QLabel*>(QStringLiteral("name"))->text(), QStringLiteral("cnn-2"));
        QCOMPARE(rows[1]->findChild<QLabel*>(QStringLiteral("accuracy"))->text(), QStringLiteral("98.75 % right"));
        QVERIFY(rows[1]->findChild<SmallBars*>()->probabilities() == sureOf(8));
        QVERIFY(part<EnsembleRow>("jointRow")->isVisible());
        QCOMPARE(verdict(), QStringLiteral("Together they are 0.25 points better than the best of them."));
        QVERIFY(part<QPushButton>("saveEnsemble")->isEnabled());
    }

    void saysHowTheyCompare_data()
    {
        QTest::addColumn<double>("joint");
        QTest::addColumn<QString>("words");
        QTest::addRow("better") << 0.96 << "1.00 points better";
        QTest::addRow("worse") << 0.94 << "1.00 points worse";
        QTest::addRow("alike") << 0.95 << "as good as";
    }

    void saysHowTheyCompare()
    {
        QFETCH(double, joint);
        QFETCH(QString, words);
        m_view->setLines({line("a", 0.95, 1), line("b", 0.9, 1)}, line("Together", joint, 1));
        QVERIFY2(verdict().contains(words), qPrintable(verdict()));
    }

    void saysWhatIsNotKnownYet()
    {
        m_view->setLines({line("a", {}, 1), line("b", 0.9, 1)}, line("Together", {}, 1));
        const auto rows = m_view->findChildren<EnsembleRow*>(QStringLiteral("memberRow"));
        QCOMPARE(rows[0]->findChild<QLabel*>(QStringLiteral("accuracy"))->text(), QStringLiteral("measuring…"));
        QVERIFY(!part<QLabel>("ensembleVerdict")->isVisible());
        m_view->setLines({line("a", 0.9, 1)}, {});
        QVERIFY2(verdict().contains(QStringLiteral("add another")), qPrintable(verdict()));
    }

    void asksForWhatIsPressed()
    {
        m_view->setLines({line("a", 0.9, 1), line("b", 0.9, 1)}, line("Together", 0.9, 1));
        QSignalSpy removed(m_view.get(), &EnsemblePanel::removeRequested);
        QSignalSpy trained(m_view.get(), &EnsemblePanel::trainRequested);
        QSignalSpy current(m_view.get(), &EnsemblePanel::addCurrentRequested);
        const auto rows = m_view->findChildren<EnsembleRow*>(QStringLiteral("memberRow"));
        QTest::mouseClick(rows[1]->findChild<QToolButton*>(), Qt::LeftButton);
        QCOMPARE(removed.at(0).at(0).toInt(), 1);
        part<QSpinBox>("memberCount")->setValue(5);
        QTest::mouseClick(part<QPushButton>("trainMembers"), Qt::LeftButton);
        QCOMPARE(trained.at(0).at(0).toInt(), 5);
        QTest::mouseClick(part<QPushButton>("addCurrent"), Qt::LeftButton);
        QCOMPARE(current.count(), 1);
    }

    void showsProgressThatCanBeStopped()
    {
        m_view->setProgress(QStringLiteral("lenet-5, seed 2: epoch 1 of 20"), 0.25);
        QVERIFY(part<QPushButton>("cancelEnsemble")->isVisible());
        QVERIFY(!part<QPushButton>("trainMembers")->isEnabled());
        QSignalSpy cancelled(m_view.get(), &EnsemblePanel::cancelRequested);
        QTest::mouseClick(part<QPushButton>("cancelEnsemble"), Qt::LeftButton);
        QCOMPARE(cancelled.count(), 1);
        m_view->setProgress({}, 0);
        QVERIFY(!part<QPushButton>("cancelEnsemble")->isVisible());
    }

    // The pixel in the middle of each bar, half-way up.
    void drawsTallBarsTall()
    {
        SmallBars bars;
        bars.resize(200, 60);
        bars.setProbabilities(sureOf(4));
        const QImage picture = bars.grab().toImage();
        const auto colourAt = [&](std::size_t index) { return picture.pixelColor(bars.barArea(index).center().toPoint()); };
        QCOMPARE(colourAt(4), theme().accent);
        QVERIFY(colourAt(5) != theme().accent);
    }

private:
    template<typename Widget>
    Widget* part(const char* name) const
    {
        return m_view->findChild<Widget*>(QLatin1String(name));
    }
    QString verdict() const { return part<QLabel>("ensembleVerdict")->text(); }

    std::unique_ptr<EnsemblePanel> m_view;
};

const RegisteredTest<EnsemblePanelTest, QApplication> registeredEnsemblePanelTest;
#include "tst_ensemble_panel.moc"
