#include "engine/errors.h"
#include "engine/layers/conv2d.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <numeric>

using engine::Conv2d;
using engine::Padding;
using engine::Shape;

namespace {

/// The definition, one sum after another, with TensorFlow's rule for "same": as many zeros before as after, the odd
/// one after.
std::vector<float> convolved(const std::vector<float>& images, std::size_t samples, const Shape& shape,
                             const std::vector<float>& parameters, const Conv2d::Options& options)
{
    const auto channels = long(shape[0]), height = long(shape[1]), width = long(shape[2]);
    const auto kernel = long(options.kernelSize), stride = long(options.stride), filters = long(options.filters);
    const auto along = [&](long inputs, long& before) {
        before = 0;
        if (options.padding == Padding::Valid)
            return (inputs - kernel) / stride + 1;
        const long outputs = (inputs + stride - 1) / stride;
        before = std::max(0L, (outputs - 1) * stride + kernel - inputs) / 2;
        return outputs;
    };
    long top = 0, left = 0;
    const long outHeight = along(height, top);
    const long outWidth = along(width, left);
    std::vector<float> output;
    for (long n = 0; n < long(samples); ++n)
        for (long f = 0; f < filters; ++f)
            for (long y = 0; y < outHeight; ++y)
                for (long x = 0; x < outWidth; ++x) {
                    auto sum = double(parameters[std::size_t(filters * channels * kernel * kernel + f)]);
                    for (long c = 0; c < channels; ++c)
                        for (long ky = 0; ky < kernel; ++ky)
                            for (long kx = 0; kx < kernel; ++kx) {
                                const long iy = y * stride + ky - top;
                                const long ix = x * stride + kx - left;
                                if (iy < 0 || iy >= height || ix < 0 || ix >= width)
                                    continue;
                                const long image = ((n * channels + c) * height + iy) * width + ix;
                                const long weight = ((f * channels + c) * kernel + ky) * kernel + kx;
                                sum += double(images[std::size_t(image)]) * double(parameters[std::size_t(weight)]);
                            }
                    output.push_back(float(sum));
                }
    return output;
}

double dot(const std::vector<float>& a, const std::vector<float>& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0, std::plus{},
                              [](float x, float y) { return double(x) * double(y); });
}

std::vector<float> sum(std::vector<float> a, const std::vector<float>& b)
{
    std::ranges::transform(a, b, a.begin(), std::plus{});
    return a;
}

} // namespace


class Conv2dTest : public QObject
{
    Q_OBJECT

private slots:
    // A 2×2 kernel over a 3×3 picture.
    void slidesItsKernelAsByHand()
    {
        const std::vector<float> image{1, 2, 3, 4, 5, 6, 7, 8, 9};
        const std::vector<float> parameters{1, 10, 100, 1'000, /* bias */ 0.5f};
        const Conv2d valid({.filters = 1, .kernelSize = 2, .stride = 1, .padding = Padding::Valid});
        QCOMPARE(LayerRun(valid, {1, 3, 3}, 1, parameters).forward(image),
                 (std::vector<float>{5'421.5f, 6'532.5f, 8'754.5f, 9'865.5f}));
        // "same" adds its one row of zeros below, its one column to the right.
        const Conv2d same({.filters = 1, .kernelSize = 2, .stride = 1, .padding = Padding::Same});
        QCOMPARE(LayerRun(same, {1, 3, 3}, 1, parameters).forward(image),
                 (std::vector<float>{5'421.5f, 6'532.5f, 603.5f, 8'754.5f, 9'865.5f, 906.5f, 87.5f, 98.5f, 9.5f}));
    }

    void agreesWithTheDefinition_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<Conv2d::Options>("options");
        const Shape shapes[] = {{1, 5, 5}, {3, 7, 4}, {2, 1, 6}};
        for (const Shape& shape : shapes)
            for (const Padding padding : {Padding::Same, Padding::Valid})
                for (const std::size_t kernel : {1, 2, 3, 4, 5})
                    for (const std::size_t stride : {1, 2, 3}) {
                        if (padding == Padding::Valid && kernel > std::min(shape[1], shape[2]))
                            continue;
                        QTest::addRow("%s of %zu×%zu, stride %zu, %s", shape.text().c_str(), kernel, kernel, stride,
                                      engine::textOf(padding).c_str())
                            << shape
                            << Conv2d::Options{.filters = 3, .kernelSize = kernel, .stride = stride, .padding = padding};
                    }
        // More of everything than the vectors and tiles of any processor, and not a multiple of them.
        QTest::addRow("many filters") << Shape{3, 6, 7}
                                      << Conv2d::Options{.filters = 71, .kernelSize = 3, .stride = 1, .padding = Padding::Same};
        QTest::addRow("many channels") << Shape{37, 4, 5}
                                       << Conv2d::Options{.filters = 18, .kernelSize = 3, .stride = 1, .padding = Padding::Valid};
        QTest::addRow("wide maps") << Shape{1, 5, 67}
                                   << Conv2d::Options{.filters = 9, .kernelSize = 5, .stride = 1, .padding = Padding::Same};
        QTest::addRow("MNIST's size") << Shape{1, 28, 28}
                                      << Conv2d::Options{.filters = 33, .kernelSize = 3, .stride = 1, .padding = Padding::Same};
        QTest::addRow("a kernel far larger than the picture")
            << Shape{1, 3, 3} << Conv2d::Options{.filters = 2, .kernelSize = 31, .stride = 1, .padding = Padding::Same};
        QTest::addRow("steps far larger than the picture")
            << Shape{1, 3, 3} << Conv2d::Options{.filters = 2, .kernelSize = 2, .stride = 16, .padding = Padding::Same};
    }

    void agreesWithTheDefinition()
    {
        QFETCH(Shape, shape);
        QFETCH(Conv2d::Options, options);
        const Conv2d layer(options);
        const auto images = randomNumbers(2 * shape.elements(), 1);
        const std::size_t cells = options.filters * shape[0] * options.kernelSize * options.kernelSize;
        const auto parameters = randomNumbers(cells + options.filters, 2);
        const auto expected = convolved(images, 2, shape, parameters, options);
        QCOMPARE(2 * layer.outputShape(shape).elements(), expected.size());
        const auto output = LayerRun(layer, shape, 2, parameters).forward(images);
        QCOMPARE_LT(largestDifference(output, expected), 1e-5); // 75 products at most, each under 1

        const auto errors = layerGradientErrors(layer, shape, 2, images);
        QCOMPARE_LT(errors.input, gradientTolerance);
        QCOMPARE_LT(errors.parameters, gradientTolerance);
    }

    // Several samples between many maps go by minimal filtering, whose coordinates are up to a hundred times as large as the
    // sums: so many times larger is the rounding.
    void agreesWithTheDefinitionForManyMaps_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<Conv2d::Options>("options");
        QTest::addColumn<std::size_t>("samples");
        const auto add = [](const Shape& shape, std::size_t filters, Padding padding, std::size_t samples) {
            QTest::addRow("%zu of %s to %zu, %s", samples, shape.text().c_str(), filters, engine::textOf(padding).c_str())
                << shape << Conv2d::Options{.filters = filters, .kernelSize = 3, .stride = 1, .padding = padding} << samples;
        };
        add({16, 4, 4}, 16, Padding::Same, 4); // one tile
        add({16, 8, 8}, 16, Padding::Same, 5); // tiles that cover the maps
        add({17, 7, 5}, 19, Padding::Same, 4); // and that reach over them
        add({18, 6, 9}, 16, Padding::Valid, 4);
        add({16, 3, 3}, 21, Padding::Valid, 9); // one place
        add({16, 1, 2}, 16, Padding::Same, 4);
        add({16, 5, 5}, 16, Padding::Same, 20); // more samples than are taken at once
    }

    void agreesWithTheDefinitionForManyMaps()
    {
        QFETCH(Shape, shape);
        QFETCH(Conv2d::Options, options);
        QFETCH(std::size_t, samples);
        const Conv2d layer(options);
        const auto images = randomNumbers(samples * shape.elements(), 1);
        const auto parameters = randomNumbers(options.filters * (shape[0] * 9 + 1), 2);
        const auto expected = convolved(images, samples, shape, parameters, options);
        LayerRun run(layer, shape, samples, parameters);
        QCOMPARE_LT(largestDifference(run.forward(images), expected), 1e-4);

        // The function is bilinear: gradients are its own values for other arguments. For all images' gradients at once:
        // Σ c·f(images + step) − Σ c·f(images) = Σ step·gradient, exactly, for any step; and so for the weights.
        const auto c = randomNumbers(expected.size(), 3);
        const auto gradients = run.backward(c);
        const auto weighted = [&](const std::vector<float>& outputs) { return dot(c, outputs); };
        for (unsigned seed = 4; seed < 10; ++seed) {
            const auto imageStep = randomNumbers(images.size(), seed);
            const auto weightStep = randomNumbers(parameters.size(), seed);
            const double byImages
                = weighted(convolved(sum(images, imageStep), samples, shape, parameters, options)) - weighted(expected);
            const double byWeights
                = weighted(convolved(images, samples, shape, sum(parameters, weightStep), options)) - weighted(expected);
            QCOMPARE_LT(std::abs(byImages - dot(imageStep, gradients.input)), 1e-4 * double(expected.size()));
            QCOMPARE_LT(std::abs(byWeights - dot(weightStep, gradients.parameters)), 1e-4 * double(expected.size()));
        }
        QVERIFY(run.backward(c, LayerRun::InputGradient::Unwanted).parameters == gradients.parameters);
    }

    void readsPackedWeightsAsItsOwn_data() { agreesWithTheDefinitionForManyMaps_data(); }

    void readsPackedWeightsAsItsOwn()
    {
        QFETCH(Shape, shape);
        QFETCH(Conv2d::Options, options);
        QFETCH(std::size_t, samples);
        const Conv2d layer(options);
        const auto images = randomNumbers(samples * shape.elements(), 1);
        const auto parameters = randomNumbers(options.filters * (shape[0] * 9 + 1), 2);
        LayerRun own(layer, shape, samples, parameters);
        LayerRun packed(layer, shape, samples, parameters);
        packed.pack(engine::PackingUse::Training, 3);
        const auto outputs = own.forward(images);
        QVERIFY(packed.forward(images) == outputs);
        const auto c = randomNumbers(outputs.size(), 3);
        const auto expected = own.backward(c);
        const auto gradients = packed.backward(c);
        QVERIFY(gradients.input == expected.input);
        QVERIFY(gradients.parameters == expected.parameters);

        const std::vector<float> image(images.begin(), images.begin() + std::ptrdiff_t(shape.elements()));
        LayerRun single(layer, shape, 1, parameters);
        single.pack(engine::PackingUse::OnePicture, 2);
        QCOMPARE_LT(largestDifference(single.forward(image), convolved(image, 1, shape, parameters, options)), 1e-4);
    }

    void asksForItsKernelsAndCountsTheirFans()
    {
        const auto arrays = Conv2d({.filters = 64, .kernelSize = 3}).parameterSpecs({32, 14, 14});
        QVERIFY(arrays[0].shape == (Shape{64, 32, 3, 3}));
        QVERIFY(arrays[1].shape == (Shape{64}));
        QCOMPARE(arrays[0].fanIn, std::size_t{288});
        QCOMPARE(arrays[0].fanOut, std::size_t{576});
    }

    void refusesWhatItCannotSlideOver()
    {
        const Conv2d layer({.filters = 1, .kernelSize = 5, .stride = 1, .padding = Padding::Valid});
        QVERIFY(layer.outputShape({1, 5, 7}) == (Shape{1, 1, 3}));
        QVERIFY_EXCEPTION_THROWN(layer.outputShape({1, 4, 7}), engine::ShapeError);
        QVERIFY_EXCEPTION_THROWN(layer.outputShape({784}), engine::ShapeError);
    }
};

const RegisteredTest<Conv2dTest> registeredConv2dTest;
#include "tst_conv2d.moc"
