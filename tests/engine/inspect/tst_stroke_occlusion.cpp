#include "engine/inspect/stroke_occlusion.h"

#include "engine/drawing/digit_image.h"
#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "tests/engine/inspect/model_of.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

#include <cmath>

using engine::Model;
using engine::Stroke;
using engine::StrokeBlame;

namespace {

// Two bars, far apart: the right one is in the picture's right half alone.
const Stroke leftBar{{0, 0}, {0, 100}}, rightBar{{60, 20}, {60, 80}};

/// Logits that add up pixels: what they lose is a sum over those that went.
Model pixelSums()
{
    const engine::Recipe recipe = recipeOf({{"flatten", {}}, {"dense", {{"units", std::int64_t{10}}}}});
    return modelOf(recipe, randomNumbers(std::size_t{10} * 785, 1));
}

/// Of class 4, over those pixels of the picture.
double sumOver(const Model& model, const engine::DigitImage& picture, const auto& isMeant)
{
    double sum = 0;
    for (std::size_t i = 0; i < picture.size(); ++i)
        if (isMeant(i % 28, i / 28))
            sum += double(model.weights->parameters[4 * 784 + i]) * picture[i] / 255;
    return sum;
}

const auto everywhere = [](std::size_t, std::size_t) { return true; };

} // namespace

class StrokeOcclusionTest : public QObject
{
    Q_OBJECT

private slots:
    void takesAStrokesPixelsAwayWhereTheFrameIsHeld()
    {
        const Model model = pixelSums();
        const std::vector<Stroke> drawing{leftBar, rightBar};
        const auto picture = *engine::digitFromStrokes(drawing);
        const auto found = engine::strokeOcclusion(model, drawing, {4});
        QCOMPARE(found.size(), std::size_t{2});
        const double left = sumOver(model, picture, [](std::size_t x, std::size_t) { return x < 14; });
        const double right = sumOver(model, picture, [](std::size_t x, std::size_t) { return x >= 14; });
        QVERIFY(std::abs(found[0].held - left) < 1e-4);
        QVERIFY(std::abs(found[1].held - right) < 1e-4);
    }

    void readsWhatIsLeftAsADrawingOfItsOwnWhereItIsRecentred()
    {
        const Model model = pixelSums();
        const std::vector<Stroke> drawing{leftBar, rightBar};
        const double whole = sumOver(model, *engine::digitFromStrokes(drawing), everywhere);
        const double left = sumOver(model, *engine::digitFromStrokes(std::vector<Stroke>{leftBar}), everywhere);
        const auto found = engine::strokeOcclusion(model, drawing, {4});
        QVERIFY(std::abs(found[1].recentred - (whole - left)) < 1e-4);
        QVERIFY(std::abs(found[1].recentred - found[1].held) > 0.01);
    }

    void findsNothingInAStrokeThatAddsNoInk()
    {
        const std::vector<Stroke> drawing{leftBar, rightBar, leftBar, {{notANumber, 3}}, {}};
        const auto found = engine::strokeOcclusion(initialModel(engine::findPreset("cnn-2")), drawing, {4});
        for (const std::size_t blank : {0, 2, 3, 4}) {
            QCOMPARE(found[blank].held, 0.0);
            QCOMPARE(found[blank].recentred, 0.0);
        }
        QVERIFY(found[1].held != 0);
    }

    void leavesAnEmptyPictureOfAnOnlyStroke()
    {
        const Model model = pixelSums();
        const double whole = sumOver(model, *engine::digitFromStrokes(std::vector<Stroke>{rightBar}), everywhere);
        const auto found = engine::strokeOcclusion(model, std::vector<Stroke>{rightBar}, {4});
        QVERIFY(std::abs(found[0].held - whole) < 1e-4);
        QVERIFY(std::abs(found[0].recentred - whole) < 1e-4);
    }

    void undoesTheWritersHandFirst()
    {
        Model model = pixelSums();
        model.input.writer = {.xx = 0, .xy = 1, .yx = 1, .yy = 0}; // who writes with the axes exchanged
        const auto exchanged = [](Stroke stroke) {
            for (engine::PenPoint& point : stroke)
                std::swap(point.x, point.y);
            return stroke;
        };
        const auto found = engine::strokeOcclusion(model, std::vector{exchanged(leftBar), exchanged(rightBar)}, {4});
        const auto upright = engine::strokeOcclusion(pixelSums(), std::vector{leftBar, rightBar}, {4});
        QCOMPARE(found[1].held, upright[1].held);
        QCOMPARE(found[1].recentred, upright[1].recentred);
    }

    void refusesNetworksThatReadNoDrawings()
    {
        const Model points = initialModel(engine::findPreset("xor"));
        QVERIFY_EXCEPTION_THROWN(engine::strokeOcclusion(points, std::vector<Stroke>{leftBar}, {0}),
                                 engine::ShapeError);
        QVERIFY_EXCEPTION_THROWN(engine::strokeOcclusion(pixelSums(), std::vector<Stroke>{leftBar}, {10}),
                                 engine::Error);
    }
};

const RegisteredTest<StrokeOcclusionTest> registeredStrokeOcclusionTest;
#include "tst_stroke_occlusion.moc"
