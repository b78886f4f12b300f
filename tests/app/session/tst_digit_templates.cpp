#include "app/session/builtin_models.h"
#include "engine/drawing/digit_image.h"
#include "engine/inspect/predictor.h"
#include "engine/synthetic/curve.h"
#include "engine/synthetic/digit_templates.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/registered_test.h"

#include <QtTest>

#include <algorithm>
#include <array>

namespace {

/// Reads as the program does that a newcomer starts: with the shipped network.
class Reader
{
public:
    int operator()(std::span<const std::uint8_t> picture)
    {
        const auto probabilities = m_predictor.predict(m_model.checkpoint.parameters, picture);
        return int(std::ranges::max_element(probabilities) - probabilities.begin());
    }

private:
    engine::SavedModel m_model = openModel("builtin");
    engine::Predictor m_predictor{
        std::make_shared<const engine::Sequential>(m_model.recipe.input, m_model.recipe.layers), m_model.recipe.loss};
};

} // namespace

class DigitTemplatesTest : public QObject
{
    Q_OBJECT

private slots:
    void haveTheSamePointsAndCornersInAllDrawingsOfAStyle()
    {
        for (int digit = 0; digit < 10; ++digit) {
            for (const engine::DigitStyle& style : engine::stylesOf(digit)) {
                QVERIFY(style.weight > 0);
                const engine::Drawing& first = style.drawings.front();
                for (const engine::Drawing& drawing : style.drawings) {
                    QCOMPARE(drawing.size(), first.size());
                    for (std::size_t stroke = 0; stroke < first.size(); ++stroke) {
                        const auto corners = [stroke](const engine::Drawing& of) {
                            std::vector<std::size_t> places;
                            for (std::size_t i = 1; i < of[stroke].size(); ++i) {
                                if (of[stroke][i] == of[stroke][i - 1])
                                    places.push_back(i);
                            }
                            return places;
                        };
                        QVERIFY(first[stroke].size() >= 2);
                        QVERIFY2(drawing[stroke].size() == first[stroke].size() && corners(drawing) == corners(first),
                                 qPrintable(QStringLiteral("a %1, stroke %2").arg(digit).arg(stroke)));
                    }
                }
            }
        }
    }

    void areReadAsTheDigitThatTheyShow()
    {
        Reader read;
        for (int digit = 0; digit < 10; ++digit) {
            int drawings = 0, right = 0;
            for (const engine::DigitStyle& style : engine::stylesOf(digit)) {
                for (engine::Drawing drawing : style.drawings) {
                    std::ranges::transform(drawing, drawing.begin(), engine::curveThrough);
                    ++drawings;
                    right += read(*engine::digitFromStrokes(drawing)) == digit ? 1 : 0;
                }
            }
            QVERIFY2(right >= 0.8 * drawings, qPrintable(QStringLiteral("%1 of %2 drawings of a %3").arg(right).arg(drawings).arg(digit)));
        }
    }

    void areReadInWhateverHand()
    {
        Reader read;
        const engine::Dataset digits = engine::syntheticDigits(2'000, 31);
        std::array<int, 10> right{};
        for (std::size_t i = 0; i < digits.size(); ++i)
            right[digits.labels[i]] += read(digits.sample(i)) == digits.labels[i] ? 1 : 0;
        for (std::size_t digit = 0; digit < 10; ++digit)
            QVERIFY2(right[digit] >= 0.9 * 200, qPrintable(QStringLiteral("%1 of 200 of a %2").arg(right[digit]).arg(digit)));
    }
};

const RegisteredTest<DigitTemplatesTest> registeredDigitTemplatesTest;
#include "tst_digit_templates.moc"
