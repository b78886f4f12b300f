#include "engine/pretraining/contrastive_divergence.h"
#include "tests/numbers.h"
#include "tests/published.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::BoltzmannMachine;
using engine::ContrastiveDivergence;

namespace {

/// One step on a batch that is run in pieces of so many rows.
class OneStep
{
public:
    OneStep(const QJsonObject& problem, std::size_t chain)
        : m_problem(problem)
        , m_visible(size("visible"))
        , m_hidden(size("hidden"))
        , m_samples(size("samples"))
        , m_settings{.learningRate = float(problem[QStringLiteral("learning_rate")].toDouble()),
                     .momentum = float(problem[QStringLiteral("momentum")].toDouble()),
                     .weightDecay = float(problem[QStringLiteral("weight_decay")].toDouble()),
                     .chain = chain,
                     .seed = size("seed"),
                     .number = size("step")}
        , parameters(numbers("parameters"))
        , velocity(numbers("velocity"))
    {
    }

    void make(std::size_t rowsOfPiece)
    {
        ContrastiveDivergence divergence(m_visible, m_hidden, m_samples);
        const BoltzmannMachine machine(parameters, m_visible, m_hidden);
        std::ranges::copy(numbers("data"), divergence.data(0, m_samples).begin());
        for (std::size_t first = 0; first < m_samples; first += rowsOfPiece)
            squares += divergence.run(machine, m_samples, first, std::min(rowsOfPiece, m_samples - first), m_settings);
        for (std::size_t part = 0; part < divergence.parts(); ++part)
            usable &= divergence.prepare(part, m_samples, parameters, velocity, m_settings);
        for (std::size_t part = 0; usable && part < divergence.parts(); ++part)
            divergence.commit(part, parameters, velocity);
    }

private:
    std::size_t size(const char* name) const { return std::size_t(m_problem[QLatin1String(name)].toInt()); }
    std::vector<float> numbers(const char* name) const { return numbersOf(m_problem[QLatin1String(name)]); }

    QJsonObject m_problem;
    std::size_t m_visible;
    std::size_t m_hidden;
    std::size_t m_samples;
    ContrastiveDivergence::Step m_settings;

public:
    std::vector<float> parameters;
    std::vector<float> velocity;
    double squares = 0;
    bool usable = true;
};

} // namespace

class ContrastiveDivergenceTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithNumPy_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<std::size_t>("rowsOfPiece");
        QTest::addRow("one reconstruction") << 0 << std::size_t{5};
        QTest::addRow("one reconstruction, in pieces") << 0 << std::size_t{2};
        QTest::addRow("three reconstructions, in pieces") << 1 << std::size_t{3};
    }

    void agreesWithNumPy()
    {
        QFETCH(int, which);
        QFETCH(std::size_t, rowsOfPiece);
        const QJsonObject problem = published(QStringLiteral("contrastive_divergence_values.json"));
        const QJsonObject expected = problem[QStringLiteral("cases")].toArray()[which].toObject();
        OneStep step(problem, std::size_t(expected[QStringLiteral("chain")].toInt()));
        step.make(rowsOfPiece);
        QVERIFY(step.usable);
        // Float against float64; numbers near 1.
        QCOMPARE_LT(largestDifference(step.parameters, numbersOf(expected[QStringLiteral("parameters")])), 1e-6);
        QCOMPARE_LT(largestDifference(step.velocity, numbersOf(expected[QStringLiteral("velocity")])), 1e-6);
        QCOMPARE_LT(std::abs(step.squares - expected[QStringLiteral("squared_error")].toDouble()), 1e-5);
    }

    void saysWhenAStepIsOfNoUse_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addRow("too large") << 1e30;
        QTest::addRow("not a number") << double(notANumber);
    }

    void saysWhenAStepIsOfNoUse()
    {
        QFETCH(double, rate);
        QJsonObject problem = published(QStringLiteral("contrastive_divergence_values.json"));
        QVERIFY(!problem.isEmpty());
        OneStep step(problem, 1);
        step.parameters[0] = float(rate);
        step.make(5);
        QVERIFY(!step.usable);
    }
};

const RegisteredTest<ContrastiveDivergenceTest> registeredContrastiveDivergenceTest;
#include "tst_contrastive_divergence.moc"
