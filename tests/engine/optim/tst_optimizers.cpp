#include "engine/errors.h"
#include "engine/optim/optimizer.h"
#include "tests/numbers.h"
#include "tests/published.h"
#include "tests/registered_test.h"

#include <QTest>

#include <array>
#include <cmath>

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
    {
        for (std::size_t k = 0; k < m_optimizer->stateNames().size(); ++k)
            m_state.emplace_back(m_weights.size(), m_optimizer->initialState(k));
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

engine::SettingValue settingOf(const QJsonValue& value)
{
    if (value.isString())
        return value.toString().toStdString();
    return value.toDouble();
}

QJsonObject trajectories()
{
    return published(QStringLiteral("optimizer_trajectories.json"));
}

} // namespace


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
        QTest::addRow("sgd with Nesterov's momentum")
            << Spec{"sgd", {{"learning_rate", 0.1}, {"momentum", 0.9}, {"nesterov", "yes"}}}
            << Step([](double g) { return -0.19 * g; });
        QTest::addRow("sgd, Nesterov without momentum") << Spec{"sgd", {{"learning_rate", 0.1}, {"nesterov", "yes"}}}
                                                        << Step([](double g) { return -0.1 * g; });
        // v = 0.1 g², mean = 0.1 g.
        QTest::addRow("rmsprop, centred")
            << Spec{"rmsprop", {{"learning_rate", 0.1}, {"epsilon", 0.01}, {"centered", "yes"}}}
            << Step([](double g) { return -0.1 * g / std::sqrt(0.09 * g * g + 0.01); });
        QTest::addRow("adagrad") << Spec{"adagrad", {{"learning_rate", 0.1}, {"epsilon", 0.01}}}
                                 << Step([](double g) { return -0.1 * g / std::sqrt(0.1 + g * g + 0.01); });
        QTest::addRow("adadelta") << Spec{"adadelta", {{"learning_rate", 1.0}, {"epsilon", 0.01}}}
                                  << Step([](double g) { return -0.1 * g / std::sqrt(0.05 * g * g + 0.01); });
        // m = 0.1 g, u = |g|; the correction makes m whole.
        QTest::addRow("adamax") << Spec{"adamax", {{"learning_rate", 0.1}, {"epsilon", 0.01}}}
                                << Step([](double g) { return -0.1 * g / (std::abs(g) + 0.01); });
        QTest::addRow("nadam") << Spec{"nadam", {{"learning_rate", 0.1}, {"epsilon", 0.01}}} << Step([](double g) {
            const double first = 0.9 * (1 - 0.5 * std::pow(0.96, 0.004));
            const double second = 0.9 * (1 - 0.5 * std::pow(0.96, 0.008));
            return -0.1 * (second * 0.1 * g / (1 - first * second) + g) / (std::abs(g) + 0.01);
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
        QCOMPARE(cases.size(), 16);
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
            spec.settings[it.key().toStdString()] = settingOf(it.value());

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

    void decaysWeightsApartFromTheGradient()
    {
        Descent descent({"adamw", {{"learning_rate", 0.1}, {"weight_decay", 0.5}}}, {2, -4});
        descent.step(std::vector<float>{0, 0}, 1);
        QCOMPARE_LT(largestDifference(descent.weights(), std::vector<float>{1.9f, -3.8f}), 1e-6);
    }

    // By then the product of Nadam's momenta is too small to be seen: m = v = 1, so that each step is known.
    void knowsNadamsMomentumLateInARun()
    {
        const auto nadam = makeOptimizer({"nadam", {{"epsilon", 1e-12}}});
        std::vector<float> weight{0};
        std::vector<float> m{1};
        std::vector<float> v{1};
        const std::array<std::span<float>, 2> state{m, v};
        nadam->update({.step = 20'000,
                       .learningRate = 1,
                       .parameters = weight,
                       .gradient = std::vector<float>{1},
                       .state = state});
        const auto mu = [](double t) { return 0.9 * (1 - 0.5 * std::pow(0.96, 0.004 * t)); };
        QCOMPARE_LT(std::abs(double(weight[0]) + mu(20'001) + 1 - mu(20'000)), 1e-6);
    }

    // A gradient that never changes has no spread; rounding must not make a negative one of it.
    void staysFiniteWithoutSpread()
    {
        Descent descent({"rmsprop", {{"rho", 0.5}, {"centered", "yes"}, {"epsilon", 1e-12}}}, std::vector<float>(100));
        const auto gradient = randomNumbers(100, 1, 100, 1'000);
        for (int step = 0; step < 500; ++step)
            descent.step(gradient, 50);
        for (const float weight : descent.weights())
            QVERIFY(std::isfinite(weight));
    }

    // https://keras.io/2.15/api/optimizers
    void startsFromKerasDefaults_data()
    {
        QTest::addColumn<Spec>("expected");
        const auto row = [](const Spec& spec) { QTest::addRow("%s", spec.kind.c_str()) << spec; };
        row({"sgd", {{"learning_rate", 0.01}, {"momentum", 0.0}, {"nesterov", "no"}}});
        row({"adagrad", {{"learning_rate", 0.001}, {"initial_accumulator_value", 0.1}, {"epsilon", 1e-7}}});
        row({"adadelta", {{"learning_rate", 0.001}, {"rho", 0.95}, {"epsilon", 1e-7}}});
        row({"rmsprop",
             {{"learning_rate", 0.001}, {"rho", 0.9}, {"momentum", 0.0}, {"epsilon", 1e-7}, {"centered", "no"}}});
        const Spec adam{"", {{"learning_rate", 0.001}, {"beta_1", 0.9}, {"beta_2", 0.999}, {"epsilon", 1e-7}}};
        for (const char* kind : {"adam", "adamax", "nadam"})
            row({kind, adam.settings});
        Spec adamw{"adamw", adam.settings};
        adamw.settings["weight_decay"] = 0.004;
        row(adamw);
    }

    void startsFromKerasDefaults()
    {
        QFETCH(Spec, expected);
        QVERIFY(makeOptimizer({expected.kind, {}})->spec() == expected);
    }

    void startsItsStateWhereItSays()
    {
        QCOMPARE(makeOptimizer({"adagrad", {{"initial_accumulator_value", 0.25}}})->initialState(0), 0.25f);
        for (const engine::KindInfo& kind : engine::optimizerKinds()) {
            const auto optimizer = makeOptimizer({kind.kind, {}});
            for (std::size_t k = 0; k < optimizer->stateNames().size(); ++k)
                QCOMPARE(optimizer->initialState(k), kind.kind == "adagrad" ? 0.1f : 0.0f);
        }
    }

    void givesBackTheSpecItWasMadeFrom()
    {
        for (const engine::KindInfo& kind : engine::optimizerKinds()) {
            const Spec whole = complete({kind.kind, {{"learning_rate", 0.123}}}, engine::optimizerKinds(), "optimizer");
            QVERIFY(makeOptimizer(whole)->spec() == whole);
        }
        const Spec nesterov{"sgd", {{"learning_rate", 0.1}, {"momentum", 0.9}, {"nesterov", "yes"}}};
        QVERIFY(makeOptimizer(nesterov)->spec() == nesterov);
    }

    void refusesWhatItDoesNotKnow()
    {
        QVERIFY_EXCEPTION_THROWN(makeOptimizer({"adamm", {}}), engine::SettingError);
        QVERIFY_EXCEPTION_THROWN(makeOptimizer({"adam", {{"beta_1", 1.0}}}), engine::SettingError);
        QVERIFY_EXCEPTION_THROWN(makeOptimizer({"sgd", {{"nesterov", "perhaps"}}}), engine::SettingError);
        QVERIFY_EXCEPTION_THROWN(makeOptimizer({"adamw", {{"weight_decay", -0.1}}}), engine::SettingError);
        QVERIFY_EXCEPTION_THROWN(makeOptimizer({"adagrad", {{"initial_accumulator_value", -1.0}}}),
                                 engine::SettingError);
    }
};

const RegisteredTest<OptimizersTest> registeredOptimizersTest;
#include "tst_optimizers.moc"
