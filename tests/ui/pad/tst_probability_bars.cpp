#include "tests/registered_test.h"
#include "ui/pad/probability_bars.h"
#include "ui/style/announcement.h"
#include "ui/style/theme.h"

#include <QAccessible>
#include <QTest>

#include <memory>

namespace {

Prediction trained(std::vector<float> probabilities)
{
    return {.kind = Prediction::Kind::Trained, .probabilities = std::move(probabilities)};
}

/// The rest is shared evenly by the other eight.
Prediction threeOrEight(float three, float eight)
{
    std::vector<float> probabilities(10, (1 - three - eight) / 8);
    probabilities[3] = three;
    probabilities[8] = eight;
    return trained(probabilities);
}

QStringList digits()
{
    QStringList names;
    for (int digit = 0; digit < 10; ++digit)
        names << QString::number(digit);
    return names;
}

QColor at(const QImage& shot, const QRectF& area, double share)
{
    return shot.pixelColor(int(area.left() + share * area.width()), int(area.center().y()));
}

} // namespace

class ProbabilityBarsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        setTheme(ThemeMode::Light);
        m_bars = std::make_unique<ProbabilityBars>();
        m_bars->resize(320, 300);
        m_blank = m_bars->grab().toImage();
    }

    void claimsNoMoreThanItKnows_data()
    {
        QTest::addColumn<float>("three");
        QTest::addColumn<float>("eight");
        QTest::addColumn<QString>("phrase");
        QTest::addColumn<bool>("isNamed");

        QTest::addRow("sure") << 0.95f << 0.02f << QStringLiteral("Looks like a 3") << true;
        QTest::addRow("likely") << 0.7f << 0.2f << QStringLiteral("Probably a 3") << true;
        QTest::addRow("torn") << 0.5f << 0.4f << QStringLiteral("3 or 8?") << false;
        QTest::addRow("torn the other way") << 0.4f << 0.5f << QStringLiteral("8 or 3?") << false;
        QTest::addRow("no idea") << 0.2f << 0.15f << QStringLiteral("Hard to say: nothing stands out") << false;
    }

    void claimsNoMoreThanItKnows()
    {
        QFETCH(float, three);
        QFETCH(float, eight);
        QFETCH(QString, phrase);
        QFETCH(bool, isNamed);
        const Verdict verdict = verdictOf(threeOrEight(three, eight), digits());
        QCOMPARE(verdict.phrase, phrase);
        QCOMPARE(verdict.best.has_value(), isNamed);
    }

    void tellsTheVerdictOnceItRests()
    {
        QStringList spoken;
        const auto listen = [&spoken](const ProbabilityBars& bars) {
            connect(bars.findChild<Announcement*>(), &Announcement::spoken, &bars, [&spoken](const QString& words) { spoken << words; });
        };
        listen(*m_bars);
        for (const float three : {0.2f, 0.5f, 0.7f, 0.934f}) // as the pen moves
            m_bars->setPrediction(threeOrEight(three, 0.05f));
        QVERIFY(spoken.isEmpty());
        QTRY_COMPARE(spoken, QStringList{QStringLiteral("Looks like a 3, 93 %")});
        m_bars->setPrediction({}); // nothing is drawn: nothing to say
        ProbabilityBars later;
        listen(later);
        later.setPrediction(threeOrEight(0.5f, 0.4f));
        QTRY_COMPARE(spoken, (QStringList{QStringLiteral("Looks like a 3, 93 %"), QStringLiteral("3 or 8?")}));
    }

    void findsTheSecondWhereverItStands()
    {
        const QStringList names{QStringLiteral("T-shirt"), QStringLiteral("Ankle boot"), QStringLiteral("Coat")};
        QCOMPARE(verdictOf(trained({0.5f, 0.1f, 0.4f}), names).phrase, QStringLiteral("T-shirt or Coat?"));
        QCOMPARE(verdictOf(trained({0.4f, 0.1f, 0.5f}), names).phrase, QStringLiteral("Coat or T-shirt?"));
        QCOMPARE(verdictOf(trained({0.1f, 0.5f, 0.4f}), names).phrase, QStringLiteral("Ankle boot or Coat?"));
    }

    void namesNothingUntrained()
    {
        Prediction prediction = threeOrEight(0.95f, 0.01f);
        prediction.kind = Prediction::Kind::Untrained;
        const Verdict verdict = verdictOf(prediction, digits());
        QVERIFY(!verdict.best);
        QCOMPARE(verdict.phrase, QStringLiteral("Random guess: this network has not been trained"));
    }

    void saysThatARejectedDrawingIsNoDigit()
    {
        Prediction prediction = threeOrEight(0.95f, 0.01f); // however sure the best one is
        prediction.kind = Prediction::Kind::Rejected;
        const Verdict verdict = verdictOf(prediction, digits());
        QVERIFY(!verdict.best && verdict.isDoubtful);
        QCOMPARE(verdict.phrase, QStringLiteral("No digit (nearest: 3)"));
        prediction.probabilities = {0.5f, 0.5f};
        QCOMPARE(verdictOf(prediction, {QStringLiteral("Bag"), QStringLiteral("Coat")}).phrase,
                 QStringLiteral("None of them (nearest: Bag)"));
    }

    void subduesDoubtfulBars_data()
    {
        QTest::addColumn<Prediction::Kind>("kind");
        QTest::addColumn<float>("three");
        QTest::addColumn<bool>("isSubdued");

        QTest::addRow("refused") << Prediction::Kind::Rejected << 0.95f << true;
        QTest::addRow("torn") << Prediction::Kind::Trained << 0.5f << true;
        QTest::addRow("sure") << Prediction::Kind::Trained << 0.95f << false;
    }

    void subduesDoubtfulBars()
    {
        QFETCH(Prediction::Kind, kind);
        QFETCH(float, three);
        QFETCH(bool, isSubdued);
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            setTheme(mode);
            Prediction prediction = threeOrEight(three, 0.04f);
            prediction.kind = kind;
            m_bars->setPrediction(prediction);
            const QColor bar = at(m_bars->grab().toImage(), m_bars->barArea(3), 0.3);
            QCOMPARE(bar == theme().accent, !isSubdued);
            QVERIFY2(!isSubdued || bar.saturation() < theme().accent.saturation() / 2, qPrintable(bar.name()));
        }
    }

    void hasNoBarsForABlankPad()
    {
        m_bars->setPrediction(threeOrEight(0.95f, 0.02f));
        QVERIFY(m_bars->grab().toImage() != m_blank);
        m_bars->setPrediction({});
        QCOMPARE(m_bars->grab().toImage(), m_blank);
        const QColor panel = m_bars->palette().color(QPalette::Window);
        for (std::size_t digit = 0; digit < 10; ++digit)
            QCOMPARE(at(m_blank, m_bars->barArea(digit), 0.02), panel);
    }

    void drawsEachBarAsLongAsItsProbability()
    {
        m_bars->setPrediction(threeOrEight(0.62f, 0.3f));
        const QImage shot = m_bars->grab().toImage();
        const QColor track = at(shot, m_bars->barArea(0), 0.9);
        QCOMPARE(at(shot, m_bars->barArea(3), 0.60), theme().accent);
        QCOMPARE(at(shot, m_bars->barArea(3), 0.64), track);
        QVERIFY(at(shot, m_bars->barArea(8), 0.28) != track);
        QVERIFY(at(shot, m_bars->barArea(8), 0.28) != theme().accent);
        QCOMPARE(at(shot, m_bars->barArea(8), 0.32), track);
    }

    void marksNoneUntrained()
    {
        Prediction prediction = threeOrEight(0.62f, 0.3f);
        prediction.kind = Prediction::Kind::Untrained;
        m_bars->setPrediction(prediction);
        const QImage shot = m_bars->grab().toImage();
        QVERIFY(at(shot, m_bars->barArea(3), 0.5) != at(shot, m_bars->barArea(3), 0.9));
        for (int y = 0; y < shot.height(); ++y)
            for (int x = 0; x < shot.width(); ++x)
                QVERIFY(shot.pixelColor(x, y) != theme().accent);
    }

    void keepsItsHistoryUntilThePadIsBlank()
    {
        // The picture of a prediction that was preceded by others differs by the line of its history alone.
        m_bars->setPrediction(threeOrEight(0.62f, 0.3f));
        const QImage fresh = m_bars->grab().toImage();
        m_bars->setPrediction({});
        m_bars->setPrediction(threeOrEight(0.1f, 0.1f));
        m_bars->setPrediction(threeOrEight(0.62f, 0.3f));
        const QImage withHistory = m_bars->grab().toImage();
        m_bars->setPrediction({});
        m_bars->setPrediction(threeOrEight(0.62f, 0.3f));
        QCOMPARE(m_bars->grab().toImage(), fresh);
        QVERIFY(withHistory != fresh);
        for (int y = 0; y < fresh.height(); ++y)
            for (int x = 0; x < fresh.width(); ++x)
                if (fresh.pixel(x, y) != withHistory.pixel(x, y))
                    QVERIFY(x >= int(m_bars->barArea(0).left()) && x <= int(m_bars->barArea(0).right()));
    }

    void keepsItsColumnsWhileNumbersChange()
    {
        m_bars->setPrediction(threeOrEight(0.1f, 0.1f));
        const QRectF before = m_bars->barArea(3);
        m_bars->setPrediction(trained({0, 0, 0, 1, 0, 0, 0, 0, 0, 0}));
        QCOMPARE(m_bars->barArea(3), before);
    }

    void takesAnyNumberOfClasses()
    {
        m_bars->setClassNames({QStringLiteral("Trouser"), QStringLiteral("Bag")});
        m_bars->setPrediction(trained({0.25f, 0.75f}));
        const QImage shot = m_bars->grab().toImage();
        QCOMPARE(at(shot, m_bars->barArea(1), 0.7), theme().accent);
        QVERIFY(m_bars->barArea(1).top() > m_bars->barArea(0).bottom());
    }

    void tellsScreenReaders()
    {
        m_bars->setPrediction(threeOrEight(0.931f, 0.06f));
        QCOMPARE(m_bars->valueText(), QStringLiteral("Looks like a 3. 3: 93.1 %, 8: 6.0 %"));
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(m_bars.get());
        QVERIFY(interface);
        QCOMPARE(interface->text(QAccessible::Value), m_bars->valueText());
    }

    void paintsQuickly()
    {
        for (int step = 0; step < 120; ++step)
            m_bars->setPrediction(threeOrEight(0.1f + 0.006f * float(step), 0.1f));
        QImage target(m_bars->size(), QImage::Format_ARGB32_Premultiplied);
        QBENCHMARK {
            m_bars->render(&target);
        }
    }

    void cutsLongNamesShortAndTellsThemWhole()
    {
        QStringList names = digits();
        names[3] = QStringLiteral("a name that is far too long for any bar");
        const double before = m_bars->barArea(3).width();
        m_bars->setClassNames(names);
        m_bars->setPrediction(threeOrEight(0.95f, 0.02f));
        QVERIFY(m_bars->barArea(3).width() > 100);
        QVERIFY(m_bars->barArea(3).width() < before);
        QVERIFY(m_bars->valueText().contains(names[3]));
        QCOMPARE(m_bars->sizeHint().height(), ProbabilityBars().sizeHint().height());
    }

    void standsInTwoColumnsWhereItIsLow()
    {
        m_bars->resize(340, 140);
        m_bars->setPrediction(threeOrEight(0.95f, 0.02f));
        const QRectF zero = m_bars->barArea(0);
        const QRectF five = m_bars->barArea(5);
        QCOMPARE(five.top(), zero.top());
        QVERIFY(five.left() - zero.right() > m_bars->fontMetrics().horizontalAdvance(QStringLiteral("100.0 %")));
        QVERIFY(five.right() < m_bars->width());
        for (std::size_t row = 1; row < 5; ++row)
            QVERIFY(m_bars->barArea(row).center().y() - m_bars->barArea(row - 1).center().y() >= m_bars->fontMetrics().ascent());
        QVERIFY(m_bars->barArea(9).bottom() <= m_bars->height());
        const QImage shot = m_bars->grab().toImage();
        QCOMPARE(at(shot, m_bars->barArea(3), 0.9), theme().accent);
        QVERIFY(at(shot, m_bars->barArea(8), 0.9) != theme().accent);

        m_bars->resize(160, 140); // too narrow for two
        QVERIFY(m_bars->barArea(5).top() > m_bars->barArea(4).bottom());
    }

    void showsTheLikeliestOfManyClassesFirst()
    {
        QStringList names;
        for (int i = 0; i < 200; ++i)
            names << QStringLiteral("c%1").arg(i);
        m_bars->setClassNames(names);
        QVERIFY(m_bars->minimumSizeHint().height() < 400); // however many there are
        std::vector<float> probabilities(200, 0.2f / 198);
        probabilities[150] = 0.7f;
        probabilities[20] = 0.1f;
        m_bars->setPrediction(trained(probabilities));
        const QImage shot = m_bars->grab().toImage();
        const auto filled = [&](std::size_t row, double share) { return at(shot, m_bars->barArea(row), share) == theme().accent; };
        QVERIFY(filled(0, 0.3)); // class 150, at the top
        QVERIFY(!filled(0, 0.95));
        QVERIFY(m_bars->valueText().startsWith(QStringLiteral("Probably a c150")));
    }

private:
    std::unique_ptr<ProbabilityBars> m_bars;
    QImage m_blank;
};

const RegisteredTest<ProbabilityBarsTest, QApplication> registeredProbabilityBarsTest;
#include "tst_probability_bars.moc"
