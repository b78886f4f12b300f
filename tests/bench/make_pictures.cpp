// Draws pen digits as another program's canvas, a screenshot or a photo would show them. Not a test, and independent of the
// pad's own drawing.
//
//     make_pictures DIGITS.jsonl FOLDER STYLE COUNT [SEED]
//
// STYLE: paint, aliased, coloured, dark, photo, shadow, ruled or small. Writes FOLDER/NNNNN-LABEL.png (or .jpg), and the same
// drawings to FOLDER/strokes.jsonl.
#include "engine/drawing/stroke_file.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <random>

namespace {

class Artist
{
public:
    Artist(QString style, unsigned seed)
        : m_style(std::move(style))
        , m_random(seed)
    {
    }

    bool isPhoto() const { return m_style == u"photo" || m_style == u"shadow" || m_style == u"ruled"; }

    QImage draw(const std::vector<engine::Stroke>& strokes)
    {
        const bool isSmall = m_style == u"small";
        const QSize size(int(within(isSmall ? 40 : 200, isSmall ? 90 : 500)), int(within(isSmall ? 40 : 200, isSmall ? 90 : 500)));
        QImage image(size, QImage::Format_RGB32);
        const auto [paper, ink] = colours();
        image.fill(paper);
        QPainter painter(&image);
        if (m_style == u"ruled")
            rule(painter, size);
        painter.setRenderHint(QPainter::Antialiasing, m_style != u"aliased");
        const double width = isSmall ? within(2, 5) : within(8, 25);
        painter.setPen(QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        for (const QPolygonF& path : placed(strokes, size, width)) {
            if (path.size() == 1)
                painter.drawPoint(path[0]);
            else
                painter.drawPolyline(path);
        }
        painter.end();
        if (isPhoto())
            photograph(image);
        return image;
    }

private:
    double within(double low, double high) { return std::uniform_real_distribution<double>(low, high)(m_random); }

    std::pair<QColor, QColor> colours()
    {
        if (m_style == u"photo" || m_style == u"shadow" || m_style == u"ruled") {
            const int paper = int(within(170, 240)), ink = int(within(20, 90));
            return {QColor(paper, paper - int(within(0, 10)), paper - int(within(0, 30))), QColor(ink, ink, ink + int(within(0, 60)))};
        }
        if (m_style == u"dark")
            return {QColor(int(within(0, 60)), int(within(0, 60)), int(within(0, 60))), QColor::fromHsv(int(within(0, 359)), int(within(0, 200)), int(within(200, 255)))};
        if (m_style != u"coloured")
            return {Qt::white, Qt::black};
        for (;;) { // any two colours that an eye tells apart with ease
            const QColor a(int(within(0, 255)), int(within(0, 255)), int(within(0, 255))), b(int(within(0, 255)), int(within(0, 255)), int(within(0, 255)));
            if (std::hypot(a.red() - b.red(), a.green() - b.green(), a.blue() - b.blue()) > 150)
                return {a, b};
        }
    }

    std::vector<QPolygonF> placed(const std::vector<engine::Stroke>& strokes, QSize size, double pen)
    {
        QPolygonF all;
        for (const engine::Stroke& stroke : strokes) {
            for (const engine::PenPoint& point : stroke)
                all << QPointF(double(point.x), double(point.y));
        }
        const QRectF box = all.boundingRect();
        const double most = std::min((size.width() - 2 * pen) / std::max(1.0, box.width()), (size.height() - 2 * pen) / std::max(1.0, box.height()));
        // As hands draw: not much smaller than the brush allows.
        const double least = std::min(most, 5 * pen / std::max(box.width(), box.height()));
        const double scale = std::max(least, most * within(0.5, 1));
        const QPointF corner(within(pen, std::max(pen + 0.1, size.width() - pen - box.width() * scale)),
                             within(pen, std::max(pen + 0.1, size.height() - pen - box.height() * scale)));
        std::vector<QPolygonF> paths;
        for (const engine::Stroke& stroke : strokes) {
            paths.emplace_back();
            for (const engine::PenPoint& point : stroke)
                paths.back() << (QPointF(double(point.x), double(point.y)) - box.topLeft()) * scale + corner;
        }
        return paths;
    }

    void rule(QPainter& painter, QSize size)
    {
        painter.setPen(QPen(QColor(130, 160, 210), within(1, 2)));
        const double step = within(30, 60);
        const bool isSquared = within(0, 1) < 0.5;
        for (double y = within(0, step); y < size.height(); y += step)
            painter.drawLine(QPointF(0, y), QPointF(size.width(), y));
        for (double x = within(0, step); isSquared && x < size.width(); x += step)
            painter.drawLine(QPointF(x, 0), QPointF(x, size.height()));
    }

    /// Blurs, lets light fall off, perhaps a shadow's edge, and adds the sensor's noise.
    void photograph(QImage& image)
    {
        const QSize small = image.size() * within(0.6, 0.95);
        image = image.scaled(small, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                    .scaled(image.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                    .convertToFormat(QImage::Format_RGB32);
        const double angle = within(0, 6.28), fall = within(0.1, 0.5), noise = within(2, 8);
        const bool hasShadow = m_style == u"shadow";
        const double edge = within(-0.3, 0.3), depth = within(0.35, 0.65), shadowAngle = within(0, 6.28), soft = within(4, 40);
        std::normal_distribution<double> grain(0, noise);
        for (int y = 0; y < image.height(); ++y) {
            auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < image.width(); ++x) {
                const double u = double(x) / image.width() - 0.5, v = double(y) / image.height() - 0.5;
                double light = 1 - fall * (0.5 + u * std::cos(angle) + v * std::sin(angle));
                if (hasShadow)
                    light *= 1 - depth / (1 + std::exp(-soft * (u * std::cos(shadowAngle) + v * std::sin(shadowAngle) - edge)));
                const auto seen = [&](int level) { return int(std::clamp(level * light + grain(m_random), 0.0, 255.0)); };
                line[x] = qRgb(seen(qRed(line[x])), seen(qGreen(line[x])), seen(qBlue(line[x])));
            }
        }
    }

    QString m_style;
    std::mt19937 m_random;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc < 5)
        return std::fprintf(stderr, "make_pictures DIGITS.jsonl FOLDER STYLE COUNT [SEED]\n"), 2;
    const auto samples = engine::readStrokeFile(argv[1]).samples;
    const QDir folder(QString::fromLocal8Bit(argv[2]));
    folder.mkpath(QStringLiteral("."));
    const unsigned seed = argc > 5 ? unsigned(std::stoul(argv[5])) : 1;
    Artist artist(QString::fromLocal8Bit(argv[3]), seed);
    std::mt19937 random(seed);
    std::ofstream strokes(folder.filePath(QStringLiteral("strokes.jsonl")).toStdString());
    for (int i = 0; i < std::stoi(argv[4]); ++i) {
        const engine::StrokeSample& sample = samples[std::uniform_int_distribution<std::size_t>(0, samples.size() - 1)(random)];
        const QString name = QStringLiteral("%1-%2.%3").arg(i, 5, 10, QLatin1Char('0')).arg(sample.label.value_or(-1));
        artist.draw(sample.strokes).save(folder.filePath(name.arg(artist.isPhoto() ? u"jpg" : u"png")), nullptr, artist.isPhoto() ? 70 : -1);
        strokes << engine::toJsonLine(sample) << '\n';
    }
}
