#include "engine/errors.h"
#include "engine/optim/optimizer.h"
#include "numbers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <numeric>

using engine::makeOptimizer;
using engine::Spec;

namespace {

/// An optimiser with the state that a run keeps for it.
class Descent
{
public:
    Descent(const Spec& spec, std::vector<float> weights)
        : m_optimizer(makeOptimizer(spec))
        , m_rate(float(m_optimizer->spec().real("learning_rate")))
        , m_weights(std::move(weights))
        , m_state(m_optimizer->stateNames().size(), std::vector<float>(m_weights.size()))
    {
    }

    const std::vector<float>& weights() const { return m_weights; }

    /// In two calls, cut at cut: any range may be updated alone.
    void step(std::span<const float> gradient, std::size_t cut)
    {
        ++m_steps;
        update(gradient, 0, cut);
        update(gradient, cut, m_weights.size() - cut);
    }

private:
    void update(std::span<const float> gradient, std::size_t begin, std::size_t size)
    {
        std::vector<std::span<float>> state;
        for (auto& numbers : m_state)
            state.push_back(std::span(numbers).subspan(begin, size));
        m_optimizer->update({.step = m_steps,
                             .learningRate = m_rate,
                             .parameters = std::span(m_weights).subspan(begin, size),
                             .gradient = gradient.subspan(begin, size),
                             .state = state});
    }

    std::unique_ptr<engine::Optimizer> m_optimizer;
    float m_rate;
    std::vector<float> m_weights;
    std::vector<std::vector<float>> m_state;
    std::uint64_t m_steps = 0;
};

std::vector<float> numbersOf(const QJsonValue& array)
{
    std::vector<float> numbers;
    for (const QJsonValue& value : array.toArray())
        numbers.push_back(float(value.toDouble()));
    return numbers;
}

QJsonObject trajectories()
{
    QFile file(QStringLiteral(TEST_DATA "/optimizer_trajectories.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject{};
}

} // namespace

Q_DECLARE_METATYPE(engine::Spec)

class OptimizersTest : public QObject
{
    Q_OBJECT

private slots:
    void makesItsFirstStepInClosedForm_data()
    {
        QTest::addColumn<Spec>("spec");
        QTest::addColumn<double (*)(double)>("step"); // of the gradient
        using Step = double (*)(double);
        QTest::addRow("sgd") << Spec{"sgd", {{"learning_rate", 0.1}}} << Step([](double g) { return -0.1 * g; });
        QTest::addRow("sgd with momentum") << Spec{"sgd", {{"learning_rate", 0.1}, {"momentum", 0.9}}}
                                           << Step([](double g) { return -0.1 * g; });
        QTest::addRow("rmsprop") << Spec{"rmsprop", {{"learning_rate", 0.1}, {"rho", 0.9}, {"epsilon", 0.01}}}
                                 << Step([](double g) { return -0.1 * g / std::sqrt(0.1 * g * g + 0.01); });
        // m = 0.1 g, v = 0.001 g², α = 0.1 √0.001 / 0.1.
        QTest::addRow("adam") << Spec{"adam", {{"learning_rate", 0.1}, {"epsilon", 0.01}}} << Step([](double g) {
            return -0.1 * std::sqrt(0.001) * g / (std::sqrt(0.001) * std::abs(g) + 0.01);
        });
    }

    void makesItsFirstStepInClosedForm()
    {
        QFETCH(Spec, spec);
        using Step = double (*)(double);
        QFETCH(Step, step);
        const auto weights = randomNumbers(1'001, 1);
        const auto gradient = randomNumbers(1'001, 2);
        Descent descent(spec, weights);
        descent.step(gradient, 500);
        for (std::size_t i = 0; i < weights.size(); ++i)
            QCOMPARE_LT(std::abs(double(descent.weights()[i]) - double(weights[i]) - step(double(gradient[i]))), 1e-6);
    }

    void followsThePublishedTrajectory_data()
    {
        QTest::addColumn<QJsonObject>("published");
        const QJsonArray cases = trajectories()[QStringLiteral("cases")].toArray();
        QCOMPARE(cases.size(), 7);
        int row = 0;
        for (const QJsonValue& value : cases)
            QTest::addRow("%d: %s by %s", ++row, qPrintable(value[QStringLiteral("kind")].toString()),
                          qPrintable(value[QStringLiteral("source")].toString()))
                << value.toObject();
    }

    void followsThePublishedTrajectory()
    {
        QFETCH(QJsonObject, published);
        const QJsonObject hill = trajectories();
        const auto a = numbersOf(hill[QStringLiteral("a")]);
        const auto c = numbersOf(hill[QStringLiteral("c")]);
        Spec spec{published[QStringLiteral("kind")].toString().toStdString(), {}};
        const QJsonObject settings = published[QStringLiteral("settings")].toObject();
        for (auto it = settings.begin(); it != settings.end(); ++it)
            spec.settings[it.key().toStdString()] = it.value().toDouble();

        Descent descent(spec, numbersOf(hill[QStringLiteral("start")]));
        const QJsonArray path = published[QStringLiteral("path")].toArray();
        QCOMPARE(path.size(), 40);
        for (const QJsonValue& place : path) {
            std::vector<float> gradient(a.size());
            for (std::size_t i = 0; i < a.size(); ++i)
                gradient[i] = a[i] * (descent.weights()[i] - c[i]);
            descent.step(gradient, 1);
            // Float against float64; 40 steps on numbers near 1.
            QCOMPARE_LT(largestDifference(descent.weights(), numbersOf(place)), 2e-5);
        }
    }

    void givesBackTheSpecItWasMadeFrom()
    {
        for (const engine::KindInfo& kind : engine::optimizerKinds()) {
            const Spec whole = complete({kind.kind, {{"learning_rate", 0.123}}}, engine::optimizerKinds(), "optimizer");
            QVERIFY(makeOptimizer(whole)->spec() == whole);
        }
    }

    void refusesWhatItDoesNotKnow()
    {
        QVERIFY_EXCEPTION_THROWN(makeOptimizer({"adamm", {}}), engine::SettingError);
        QVERIFY_EXCEPTION_THROWN(makeOptimizer({"adam", {{"beta_1", 1.0}}}), engine::SettingError);
    }
};

QTEST_GUILESS_MAIN(OptimizersTest)
#include "tst_optimizers.moc"
