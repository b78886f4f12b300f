#include "engine/inspect/several_digits.h"

#include "engine/drawing/stroke_file.h"
#include "engine/inspect/predictor.h"
#include "engine/io/model_file.h"
#include "tests/data_folder.h"
#include "tests/registered_test.h"
#include "tests/test_data.h"

#include <QTest>

#include <algorithm>
#include <iterator>
#include <memory>

using engine::Stroke;

namespace {

std::vector<Stroke> moved(std::vector<Stroke> strokes, float right, float scale = 1)
{
    for (Stroke& stroke : strokes)
        for (engine::PenPoint& point : stroke)
            point = {point.x * scale + right, point.y * scale};
    return strokes;
}

/// Side by side, as somebody writes them.
std::vector<Stroke> joined(const std::vector<Stroke>& left, const std::vector<Stroke>& right)
{
    std::vector<Stroke> both = left;
    const auto a = *engine::boundsOf(left), b = *engine::boundsOf(right);
    const float gap = 0.2f * std::max(a.bottom - a.top, b.bottom - b.top);
    for (const Stroke& stroke : moved(right, a.right - b.left + gap))
        both.push_back(stroke);
    return both;
}

} // namespace

class SeveralDigitsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const auto model = engine::loadModel(testData(QStringLiteral("../../resources/models/reader.safetensors")).toStdString());
        m_parameters = model.checkpoint.parameters;
        m_calibration = model.calibration;
        m_predictor = std::make_unique<engine::Predictor>(
            std::make_shared<const engine::Sequential>(model.recipe.input, model.recipe.layers), model.recipe.loss);
        m_predictor->setTemperature(m_calibration.temperature);
    }

    void oneStrokeIsNoNumber()
    {
        QCOMPARE(digitsIn({{{0, 0}, {0, 100}}}), std::size_t{0});
        QCOMPARE(engine::severalDigitsIn({}, {}, {}, 0.2), std::size_t{0});
    }

    void aOneBesideANoughtAreTwo()
    {
        const std::vector<Stroke> ten{{{0, 0}, {0, 100}}, nought(45)};
        QCOMPARE(digitsIn(ten), std::size_t{2});
        QCOMPARE(digitsIn({ten[0], ten[1], nought(130)}), std::size_t{3});
        QCOMPARE(digitsIn(ten, 200), std::size_t{0}); // all of it is smaller than a dot
    }

    /// Whatever a network makes of all of it, squeezed into a square: mlp-128-64 is sure to 99.7 % that 2026 is a 4.
    void nothingWiderThanADigitIsOne()
    {
        const std::vector<Stroke> ten{{{0, 0}, {0, 100}}, nought(45)};
        const auto digitsOf = [](const std::vector<Stroke>& strokes, float certain) {
            const engine::InkLine line = engine::inkLineOf(strokes);
            const auto sureBy = [](float share) {
                std::vector<float> row(10, (1 - share) / 9);
                row[4] = share;
                return row;
            };
            std::vector<float> probabilities;
            for (std::size_t i = 0; i < line.images.size(); ++i)
                std::ranges::copy(sureBy(0.95f), std::back_inserter(probabilities));
            return engine::severalDigitsIn(line, probabilities, sureBy(certain), 0.16);
        };
        QCOMPARE(digitsOf(ten, 0.5f), std::size_t{2});
        QCOMPARE(digitsOf(ten, 0.997f), std::size_t{0}); // as wide as high
        QCOMPARE(digitsOf({ten[0], ten[1], nought(130)}, 0.997f), std::size_t{3});
    }

    /// It is read as a 1, being one.
    void aPointIsNoDigit()
    {
        const std::vector<Stroke> ten{{{0, 0}, {0, 100}}, nought(45)};
        QCOMPARE(digitsIn({ten[0], ten[1], {{190, 80}, {190, 100}}}), std::size_t{0});
    }

    void strokesOfOneDigitAreOne_data()
    {
        QTest::addColumn<std::vector<Stroke>>("strokes");
        QTest::addRow("an open 4") << std::vector<Stroke>{{{20, 0}, {5, 60}, {75, 58}}, {{60, 5}, {55, 110}}};
        QTest::addRow("a 5 with its hat apart") << std::vector<Stroke>{{{15, 8}, {12, 50}, {50, 45}, {65, 75}, {40, 110}, {5, 100}}, {{20, 0}, {70, -4}}};
        QTest::addRow("a 7 with a bar") << std::vector<Stroke>{{{0, 5}, {65, 0}, {30, 110}}, {{20, 55}, {60, 52}}};
        QTest::addRow("a dot beside a 1") << std::vector<Stroke>{{{0, 0}, {0, 100}}, {{50, 50}}};
        QTest::addRow("two dots") << std::vector<Stroke>{{{0, 0}}, {{90, 0}}};
    }
    void strokesOfOneDigitAreOne()
    {
        QFETCH(std::vector<Stroke>, strokes);
        QCOMPARE(digitsIn(strokes, 20), std::size_t{0});
    }

    /// Every pen digit is one; every pair of one writer's, side by side, two.
    void isRightOnRealDigits()
    {
        const auto file = penDigitsFile();
        if (!file)
            QSKIP("the pen digits are not here: set DIGITSCOPE_DATA");
        const auto samples = engine::readStrokeFile(*file).samples;
        std::size_t offered = 0, looked = 0;
        for (std::size_t i = 0; i < samples.size(); i += 2, ++looked)
            offered += samples[i].strokes.size() > 1 && digitsIn(samples[i].strokes) > 0;
        std::size_t pairs = 0, seen = 0;
        for (std::size_t i = 0; i < samples.size(); i += 37) {
            const auto isByTheSame = [&](const engine::StrokeSample& other) { return other.writer == samples[i].writer; };
            const auto next = std::find_if(samples.begin() + std::ptrdiff_t(i) + 1, samples.end(), isByTheSame);
            if (next == samples.end())
                continue;
            ++pairs;
            seen += digitsIn(joined(samples[i].strokes, next->strokes)) == 2;
        }
        qInfo("offered for %zu of %zu single digits, and for %zu of %zu pairs", offered, looked, seen, pairs);
        QVERIFY(double(offered) < 0.001 * double(looked));
        QVERIFY(double(seen) > 0.9 * double(pairs));
    }

private:
    static Stroke nought(float left)
    {
        return {{left + 25, 0}, {left, 20}, {left - 5, 50}, {left + 5, 90}, {left + 25, 100}, {left + 50, 80},
                {left + 55, 50}, {left + 50, 20}, {left + 25, 0}};
    }

    std::size_t digitsIn(const std::vector<Stroke>& strokes, float smallest = 0) const
    {
        const engine::InkLine line = engine::inkLineOf(strokes);
        std::vector<float> probabilities;
        for (const engine::DigitImage& image : line.images) {
            const auto own = m_predictor->predict(m_parameters, image);
            probabilities.insert(probabilities.end(), own.begin(), own.end());
        }
        const auto asOne = m_predictor->predict(m_parameters, *engine::digitFromStrokes(strokes));
        return engine::severalDigitsIn(line, probabilities, asOne, m_calibration.threshold, smallest);
    }

    engine::Buffer m_parameters;
    engine::Calibration m_calibration;
    std::unique_ptr<engine::Predictor> m_predictor;
};

const RegisteredTest<SeveralDigitsTest> registeredSeveralDigitsTest;
#include "tst_several_digits.moc"
