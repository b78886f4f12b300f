#include "ui/charts/activation_canvas.h"
#include "ui/charts/activation_view.h"
#include "ui/charts/curve_plot.h"
#include "ui/charts/curve_view.h"
#include "ui/charts/weights_grid.h"
#include "ui/charts/weights_panel.h"
#include "ui/style/theme.h"

#include <QSlider>
#include <QTest>

#include <cmath>
#include <random>

// What the charts cost the GUI thread, each from new numbers to painted pixels. Not run by ctest.
class ChartsBenchmark : public QObject
{
    Q_OBJECT

private:
    static std::vector<float> noise(std::size_t count)
    {
        std::mt19937 random(1);
        std::normal_distribution<float> normal;
        std::vector<float> values(count);
        std::ranges::generate(values, [&] { return normal(random); });
        return values;
    }

    static std::vector<engine::StepRecord> run(std::uint64_t steps)
    {
        const auto wobble = noise(steps);
        std::vector<engine::StepRecord> records;
        for (std::uint64_t i = 0; i < steps; ++i) {
            const float loss = (0.05f + 2 * std::exp(-float(i) / 300)) * std::exp(0.25f * wobble[i]);
            records.push_back({i + 1, loss, std::max(0.0f, 1 - 0.3f * loss)});
        }
        return records;
    }

private slots:
    void initTestCase() { setTheme(ThemeMode::Light); }

    void replotCurves_data()
    {
        QTest::addColumn<int>("steps");
        QTest::addRow("4,690 steps (10 epochs)") << 4'690;
        QTest::addRow("46,900 steps (100 epochs)") << 46'900;
        QTest::addRow("500,000 steps") << 500'000;
    }

    void replotCurves()
    {
        QFETCH(int, steps);
        CurveView view;
        view.resize(900, 640);
        view.setStepsPerEpoch(469);
        view.append(run(std::uint64_t(steps)));
        for (int step = 0; step <= steps; step += 469) {
            const engine::EvaluationRecord record{.step = std::uint64_t(step), .trainLoss = 0.1f, .trainAccuracy = 0.97f,
                                                  .testLoss = 0.12f, .testAccuracy = 0.96f, .trainSamples = 10'000,
                                                  .testSamples = 10'000};
            view.append(std::span(&record, 1));
        }
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        auto* plot = view.findChild<QWidget*>(QStringLiteral("curves"));
        QBENCHMARK { QMetaObject::invokeMethod(plot, "replot"); }
    }

    void appendStep()
    {
        CurveView view;
        view.append(run(500'000));
        std::uint64_t step = 500'000;
        QBENCHMARK {
            const engine::StepRecord record{++step, 0.1f, 0.9f};
            view.append(std::span(&record, 1));
        }
    }

    void moveSmoothingSlider()
    {
        CurveView view;
        view.append(run(500'000));
        auto* slider = view.findChild<QSlider*>(QStringLiteral("smoothing"));
        QBENCHMARK { slider->setValue(slider->value() == 10 ? 11 : 10); }
    }

    void updateWeights_data()
    {
        QTest::addColumn<bool>("ownScales");
        QTest::addRow("128 pictures 28×28, one scale") << false;
        QTest::addRow("128 pictures 28×28, each its own") << true;
    }

    void updateWeights()
    {
        QFETCH(bool, ownScales);
        const auto parameters = noise(128 * 784);
        WeightsGrid grid(densePictures(QStringLiteral("dense_1"), 1, 28, 28, 128, {.weights = 0, .biases = {}}));
        grid.resize(900, grid.heightForWidth(900));
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        QBENCHMARK {
            grid.setWeights(parameters, {.limit = 2, .ownScales = ownScales, .reference = {}});
            grid.repaint();
        }
    }

    void measureScale()
    {
        const auto parameters = noise(1'200'000);
        float limit = 0;
        QBENCHMARK { limit = std::max(limit, symmetricLimit(parameters)); }
        QVERIFY(limit > 0);
    }

    void updateActivationsOfCnn2()
    {
        const auto layer = [](int channels, int side, bool isSigned, bool isElementwise) {
            return LayerActivations{.name = QStringLiteral("layer"), .kind = QStringLiteral("kind"), .channels = channels,
                                    .height = side, .width = side, .signedValues = isSigned,
                                    .isElementwise = isElementwise};
        };
        const std::vector<LayerActivations> layers = {
            layer(1, 28, false, false), layer(32, 28, true, false), layer(32, 28, false, true),
            layer(32, 14, false, false), layer(64, 14, true, false), layer(64, 14, false, true),
            layer(64, 7, false, false), layer(3136, 1, false, true), layer(10, 1, true, false), layer(10, 1, false, false)};
        std::vector<std::vector<float>> values;
        for (const auto& each : layers)
            values.push_back(noise(std::size_t(each.size())));
        const std::vector<std::span<const float>> spans(values.begin(), values.end());
        ActivationView view;
        view.setLayers(layers);
        view.resize(1400, 700);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        auto* canvas = view.findChild<ActivationCanvas*>();
        QBENCHMARK {
            view.setActivations(spans);
            canvas->repaint();
        }
    }
};

QTEST_MAIN(ChartsBenchmark)
#include "bench_charts.moc"
