#include "engine/data/idx.h"
#include "engine/drawing/digit_image.h"
#include "engine/drawing/stroke_file.h"
#include "engine/imaging/digit_from_picture.h"
#include "tests/data_folder.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using engine::DigitImage;
using engine::GrayImage;
using Strokes = std::vector<engine::Stroke>;

namespace {

// A seven with a cross bar: thin corners, two strokes, no symmetry to hide a transposition.
const Strokes seven{{{120, 80}, {300, 60}, {230, 200}, {190, 360}}, {{160, 220}, {290, 200}}};

struct Box
{
    std::size_t left = engine::digitSide, right = 0, top = engine::digitSide, bottom = 0;

    std::size_t longerSide() const { return std::max(right - left, bottom - top); }
};

Box boxOf(std::span<const std::uint8_t> image)
{
    Box box;
    for (std::size_t y = 0; y < engine::digitSide; ++y) {
        for (std::size_t x = 0; x < engine::digitSide; ++x) {
            if (image[y * engine::digitSide + x] == 0)
                continue;
            box = {std::min(box.left, x), std::max(box.right, x + 1), std::min(box.top, y), y + 1};
        }
    }
    return box;
}

/// Of ink, with pixel centres at +0.5.
std::pair<double, double> centreOf(std::span<const std::uint8_t> image)
{
    double mass = 0, x = 0, y = 0;
    for (std::size_t i = 0; i < image.size(); ++i) {
        mass += image[i];
        x += image[i] * (double(i % engine::digitSide) + 0.5);
        y += image[i] * (double(i / engine::digitSide) + 0.5);
    }
    return {x / mass, y / mass};
}

double massOf(std::span<const std::uint8_t> image)
{
    double mass = 0;
    for (const std::uint8_t value : image)
        mass += value;
    return mass;
}

/// The cosine between two images.
double likeness(const DigitImage& a, const DigitImage& b)
{
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += double(a[i]) * b[i];
        aa += double(a[i]) * a[i];
        bb += double(b[i]) * b[i];
    }
    return ab / std::sqrt(aa * bb);
}

int largestDifference(const DigitImage& a, const DigitImage& b)
{
    int largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

Strokes moved(Strokes strokes, float scale, float dx, float dy)
{
    for (auto& stroke : strokes) {
        for (auto& point : stroke)
            point = {point.x * scale + dx, point.y * scale + dy};
    }
    return strokes;
}

double distanceTo(const Strokes& strokes, double x, double y)
{
    double nearest = std::numeric_limits<double>::max();
    for (const auto& stroke : strokes) {
        for (std::size_t i = 0; i < stroke.size(); ++i) {
            const auto& a = stroke[i];
            const auto& b = stroke[std::min(i + 1, stroke.size() - 1)];
            const double dx = double(b.x) - a.x, dy = double(b.y) - a.y;
            const double square = dx * dx + dy * dy;
            const double t
                = square > 0 ? std::clamp(((x - a.x) * dx + (y - a.y) * dy) / square, 0.0, 1.0) : 0;
            nearest = std::min(nearest, std::hypot(x - a.x - t * dx, y - a.y - t * dy));
        }
    }
    return nearest;
}

/// Black strokes on white, coverage counted on a grid of n×n points a pixel.
GrayImage painted(const Strokes& strokes, std::size_t width, std::size_t height, double pen, int n = 3)
{
    GrayImage image{width, height, std::vector<std::uint8_t>(width * height, 255)};
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            if (distanceTo(strokes, double(x) + 0.5, double(y) + 0.5) > pen / 2 + 1)
                continue;
            int hits = 0;
            for (int j = 0; j < n * n; ++j)
                hits += distanceTo(strokes, double(x) + (j % n + 0.5) / n, double(y) + (j / n + 0.5) / n)
                    <= pen / 2;
            image.pixels[y * width + x] = std::uint8_t(255 - 255 * hits / (n * n));
        }
    }
    return image;
}

/// The picture with every pixel changed by change(value, x, y).
template<typename Change>
GrayImage changed(GrayImage image, Change change)
{
    for (std::size_t i = 0; i < image.pixels.size(); ++i) {
        const double value
            = change(double(image.pixels[i]), double(i % image.width), double(i / image.width));
        image.pixels[i] = std::uint8_t(std::clamp(std::lround(value), 0l, 255l));
    }
    return image;
}

/// Deterministic noise, uniform within ±amplitude.
double noise(double x, double y, double amplitude)
{
    std::uint32_t state = std::uint32_t(x) * 73856093u ^ std::uint32_t(y) * 19349663u;
    for (int i = 0; i < 3; ++i)
        state = (state ^ (state >> 15)) * 2654435761u;
    return (double(state) / 4294967296.0 * 2 - 1) * amplitude;
}

GrayImage asPicture(std::span<const std::uint8_t> digit)
{
    return {engine::digitSide, engine::digitSide, {digit.begin(), digit.end()}};
}

} // namespace

class DigitImageTest : public QObject
{
    Q_OBJECT

private slots:
    void drawsAPenOfTwoAndAHalfPixels()
    {
        // A vertical stroke inks 2.5 columns: 255, 255, 128. Their mass lies at 1.30, so they begin at
        // floor(15 - 1.30) = 13; the 20 rows have theirs at 10 and begin at 5.
        const DigitImage image = engine::digitFromStrokes(Strokes{{{7, -40}, {7, 300}}}).value();
        for (std::size_t y = 7; y < 23; ++y) {
            const auto row = std::span(image).subspan(y * 28, 28);
            for (std::size_t x = 0; x < 28; ++x)
                QCOMPARE(int(row[x]), x == 13 || x == 14 ? 255 : x == 15 ? 128 : 0);
        }
        const Box box = boxOf(image);
        QCOMPARE(box.top, std::size_t{5});
        QCOMPARE(box.bottom, std::size_t{25});
    }

    void agreesWithSupersampling()
    {
        // The seven's points span 180×300; brought to 10.5×17.5 and by half a pen from the edge.
        const float scale = 17.5f / 300;
        const Strokes placed = moved(seven, scale, 1.25f - 120 * scale, 1.25f - 60 * scale);
        const GrayImage exact = painted(placed, 13, 20, 2.5, 32);
        const DigitImage image = engine::digitFromStrokes(seven).value();
        const Box box = boxOf(image);
        QCOMPARE(box.bottom - box.top, std::size_t{20});
        double sum = 0;
        for (std::size_t y = 0; y < 20; ++y) {
            for (std::size_t x = 0; x < 13; ++x) {
                const int ours = image[(box.top + y) * 28 + box.left + x];
                const int error = std::abs(ours - (255 - exact.pixels[y * 13 + x]));
                // Where two strokes meet within one pixel their areas add up, while the nearest edge counts
                // once.
                QVERIFY2(error <= 80, qPrintable(QStringLiteral("%1 at %2, %3").arg(error).arg(x).arg(y)));
                sum += error;
            }
        }
        QVERIFY2(sum / (13 * 20) < 3, qPrintable(QString::number(sum / (13 * 20))));
    }

    void isTheSameForAnySizeAndPlace()
    {
        const DigitImage image = engine::digitFromStrokes(seven).value();
        for (const float scale : {1e-30f, 1e-3f, 1.0f, 1e4f, 1e30f})
            QVERIFY(largestDifference(engine::digitFromStrokes(moved(seven, scale, 0, 0)).value(), image)
                    <= 1);
        QVERIFY(largestDifference(engine::digitFromStrokes(moved(seven, 1, -5000, 700)).value(), image) <= 1);
    }

    void survivesTheLargestNumbers()
    {
        const float huge = std::numeric_limits<float>::max();
        const DigitImage far = engine::digitFromStrokes(Strokes{{{-huge, -huge}, {huge, huge}}}).value();
        QCOMPARE(far, engine::digitFromStrokes(Strokes{{{0, 0}, {1, 1}}}).value());
    }

    void keepsADotADot_data()
    {
        QTest::addColumn<Strokes>("strokes");
        QTest::addRow("one point") << Strokes{{{3, 4}}};
        QTest::addRow("the same point again and again") << Strokes{{{3, 4}, {3, 4}, {3, 4}}, {{3, 4}}};
        QTest::addRow("far away, a rounding step apart") << Strokes{{{1e8f, 5}, {1e8f + 8, 5}}};
        QTest::addRow("beyond any screen") << Strokes{{{1e30f, -1e30f}}};
    }
    void keepsADotADot()
    {
        QFETCH(Strokes, strokes);
        const DigitImage dot = engine::digitFromStrokes(strokes).value();
        QCOMPARE(boxOf(dot).longerSide(), std::size_t{3});
        // A disc 2.5 pixels across: π · 1.25² pixels of ink.
        QVERIFY(std::abs(massOf(dot) / 255 - 4.909) < 0.25);
    }

    void dropsWhatIsNotFinite()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float infinity = std::numeric_limits<float>::infinity();
        Strokes broken = seven;
        broken[0].insert(broken[0].begin() + 2, {{nan, 0}, {0, infinity}});
        broken.push_back({{nan, nan}});
        QCOMPARE(engine::digitFromStrokes(broken).value(), engine::digitFromStrokes(seven).value());
    }

    void hasNoImageWithoutInk()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(!engine::digitFromStrokes({}));
        QVERIFY(!engine::digitFromStrokes(Strokes{{}, {}}));
        QVERIFY(!engine::digitFromStrokes(Strokes{{{nan, 1}, {1, nan}}}));
        QVERIFY(!engine::digitFromInk({}));
        QVERIFY(!engine::digitFromInk({3, 2, std::vector<std::uint8_t>(6)}));
        QVERIFY(!engine::digitFromPicture(engine::GrayImage{}));
    }

    void survivesAMillionPoints()
    {
        engine::Stroke circle, scribble;
        for (int i = 0; i < 1'000'000; ++i) {
            const float angle = float(i) * 6.2831853f / 1e6f;
            circle.push_back({std::cos(angle), std::sin(angle)});
            scribble.push_back({float(noise(i, 1, 50)), float(noise(i, 2, 50))});
        }
        const DigitImage round = engine::digitFromStrokes(Strokes{circle}).value();
        // A ring of mean radius 8.75 and width 2.5.
        QVERIFY(std::abs(massOf(round) / 255 - 2 * 3.14159 * 8.75 * 2.5) < 3);
        const DigitImage full = engine::digitFromStrokes(Strokes{scribble}).value();
        QVERIFY(massOf(full) / 255 > 390);
    }

    void averagesAreas()
    {
        // 4×40 pixels make 2×20: two rows of 2×2 blocks by hand, the rest full.
        GrayImage ink{4, 40, std::vector<std::uint8_t>(160, 255)};
        const std::vector<std::uint8_t> top{40, 0, 100, 100, 0, 0, 100, 100};
        std::ranges::copy(top, ink.pixels.begin());
        const DigitImage image = engine::digitFromInk(ink).value();
        const Box box = boxOf(image);
        QCOMPARE(box.right - box.left, std::size_t{2});
        QCOMPARE(box.bottom - box.top, std::size_t{20});
        QCOMPARE(int(image[box.top * 28 + box.left]), 10);
        QCOMPARE(int(image[box.top * 28 + box.left + 1]), 100);
        QCOMPARE(int(image[(box.top + 1) * 28 + box.left]), 255);
    }

    void averagesFractionsOfPixels()
    {
        // 1×30 to 20: each target covers 1.5 sources. Ink 240 in the first, 60 in the second, then 255.
        GrayImage ink{1, 30, std::vector<std::uint8_t>(30, 255)};
        ink.pixels[0] = 240;
        ink.pixels[1] = 60;
        const DigitImage image = engine::digitFromInk(ink).value();
        const Box box = boxOf(image);
        QCOMPARE(int(image[box.top * 28 + box.left]), 180); // (240 + 60/2) / 1.5
        QCOMPARE(int(image[(box.top + 1) * 28 + box.left]), 190); // (60/2 + 255) / 1.5
        QCOMPARE(int(image[(box.top + 2) * 28 + box.left]), 255);
    }

    void makesTheBrightestPixelWhite()
    {
        const DigitImage image = engine::digitFromInk({2, 20, std::vector<std::uint8_t>(40, 51)}).value();
        QCOMPARE(int(std::ranges::max(image)), 255);
        QCOMPARE(massOf(image), 40.0 * 255);
    }

    void keepsAllInkWithinThePicture()
    {
        // A long bar with a hair on it: its mass would pull the far end of the hair over the edge.
        GrayImage ink{20, 20, std::vector<std::uint8_t>(400)};
        std::fill_n(ink.pixels.begin() + 19 * 20, 20, std::uint8_t{255});
        for (std::size_t y = 0; y < 19; ++y)
            ink.pixels[y * 20] = 1;
        const DigitImage image = engine::digitFromInk(ink).value();
        QCOMPARE(massOf(image), 20.0 * 255 + 19);
        QCOMPARE(boxOf(image).top, std::size_t{0});
    }

    void changesNothingInMnist()
    {
        const auto folder = mnistFolder();
        if (!folder)
            QSKIP("DIGITSCOPE_DATA names no folder with MNIST.");
        const engine::Dataset data = engine::readIdxFolder(*folder).train;
        // All but three, whose centre of mass is not in (14, 15]: it lies 13.98, 14.00 and 14.00 from an
        // edge.
        std::vector<std::size_t> different;
        for (std::size_t i = 0; i < data.size(); ++i) {
            const auto sample = data.sample(i);
            if (!std::ranges::equal(engine::digitFromInk(asPicture(sample)).value(), sample)) {
                different.push_back(i);
                const auto [x, y] = centreOf(sample);
                QVERIFY(std::min(x, y) <= 14);
            }
        }
        QCOMPARE(different, (std::vector<std::size_t>{19841, 23831, 33691}));
    }

    void drawsPenDigitsByTheRecipe()
    {
        const auto path = penDigitsFile();
        if (!path)
            QSKIP("DIGITSCOPE_DATA names no folder with pendigits/train.jsonl.");
        for (const auto& sample : engine::readStrokeFile(*path).samples) {
            const DigitImage image = engine::digitFromStrokes(sample.strokes).value();
            QCOMPARE(boxOf(image).longerSide(), std::size_t{20});
            QCOMPARE(int(std::ranges::max(image)), 255);
            const auto [x, y] = centreOf(image);
            QVERIFY(x > 14 && x <= 15 && y > 14 && y <= 15);
        }
    }

    void readsPictures_data()
    {
        QTest::addColumn<GrayImage>("picture");
        const GrayImage clean = painted(seven, 400, 420, 40);
        QTest::addRow("black on white") << clean;
        QTest::addRow("white on black") << changed(clean, [](double v, double, double) { return 255 - v; });
        QTest::addRow("pencil on grey")
            << changed(clean, [](double v, double, double) { return 120 + v * 0.2; });
        QTest::addRow("noisy") << changed(
            clean, [](double v, double x, double y) { return 30 + v * 0.75 + noise(x, y, 25); });
        QTest::addRow("in failing light") << changed(clean, [](double v, double x, double y) {
            return v * 0.6 + 90 - 0.12 * x - 0.1 * y + noise(x, y, 4);
        });
        QTest::addRow("dark paper under a lamp, light ink")
            << changed(clean, [](double v, double x, double y) {
                   return 60 + (255 - v) * 0.4
                       + 40 * std::exp(-((x - 200) * (x - 200) + (y - 200) * (y - 200)) / 60000);
               });
        QTest::addRow("with dust") << changed(clean, [](double v, double x, double y) {
            return (std::fmod(x, 97) < 3 && std::fmod(y, 113) < 3) || (x < 25 && x > 20 && y < 25 && y > 20)
                ? 0
                : v;
        });
        QTest::addRow("in blocks of eight, as strong JPEG has it")
            << changed(clean, [](double v, double x, double y) {
                   return v * 0.9 + noise(std::floor(x / 8), std::floor(y / 8), 6) + 6;
               });
        QTest::addRow("a hairline on a large canvas") << painted(moved(seven, 2, 0, 0), 800, 840, 2);
        QTest::addRow("a broad pen") << painted(seven, 400, 420, 52); // 3 pixels at MNIST's size
        QTest::addRow("small") << painted(moved(seven, 0.15f, 0, 0), 60, 63, 6);
        QTest::addRow("tiny in a corner") << painted(moved(seven, 0.2f, 300, 300), 400, 420, 8);
    }
    void readsPictures()
    {
        QFETCH(GrayImage, picture);
        const DigitImage expected = engine::digitFromStrokes(seven).value();
        const auto image = engine::digitFromPicture(picture);
        QVERIFY(image);
        const double same = likeness(*image, expected);
        QVERIFY2(same > 0.9, qPrintable(QString::number(same)));
        QVERIFY(boxOf(*image).longerSide() >= 19);
        QVERIFY(boxOf(*image).longerSide() <= 20);
    }

    void readsAPictureTwentyThousandPixelsWide()
    {
        GrayImage wide{20'000, 400, std::vector<std::uint8_t>(20'000 * 400, 230)};
        for (std::size_t y = 0; y < 400; ++y)
            std::fill_n(wide.pixels.begin() + std::ptrdiff_t(y * 20'000 + 9'000), 2'000, std::uint8_t{20});
        std::fill_n(wide.pixels.begin(), 20'000 * 100, std::uint8_t{230});
        std::fill_n(wide.pixels.end() - 20'000 * 100, 20'000 * 100, std::uint8_t{230});
        const auto bar = engine::digitFromPicture(wide); // 2000×200: ten to one
        QVERIFY(bar);
        const Box box = boxOf(*bar);
        QVERIFY(box.right - box.left >= 19);
        QVERIFY(box.bottom - box.top <= 5);
    }

    void seesNoDigitWithoutContrast()
    {
        const GrayImage blank{200, 100, std::vector<std::uint8_t>(20'000, 200)};
        QVERIFY(!engine::digitFromPicture(blank));
        QVERIFY(!engine::digitFromPicture(
            changed(blank, [](double v, double x, double) { return v - x * 0.4; })));
        QVERIFY(!engine::digitFromPicture(
            changed(blank, [](double v, double x, double y) { return v + noise(x, y, 20); })));
        QVERIFY(!engine::digitFromPicture(engine::GrayImage{1, 1, {7}}));
    }

    void leavesMnistAloneAsPictures()
    {
        const auto folder = mnistFolder();
        if (!folder)
            QSKIP("DIGITSCOPE_DATA names no folder with MNIST.");
        const engine::Dataset data = engine::readIdxFolder(*folder).test;
        std::size_t same = 0;
        for (std::size_t i = 0; i < data.size(); ++i) {
            GrayImage picture = asPicture(data.sample(i));
            for (std::uint8_t& pixel : picture.pixels)
                pixel = std::uint8_t(255 - pixel);
            const auto image = engine::digitFromPicture(picture);
            QVERIFY(image);
            same += std::ranges::equal(*image, data.sample(i)) ? 1 : 0;
        }
        // Two in a hundred have a hairline or a blot for a pen, which is brought nearer to the usual.
        QVERIFY2(same >= 9'700, qPrintable(QString::number(same)));
    }
};

const RegisteredTest<DigitImageTest> registeredDigitImageTest;
#include "tst_digit_image.moc"
