#include "app/cli/drawings.h"

#include "app/session/picture_file.h"

#include "engine/drawing/stroke_file.h"
#include "engine/errors.h"
#include "engine/imaging/adaptive_threshold.h"
#include "engine/tensor/thread_pool.h"

#include <algorithm>
#include <ostream>

namespace cli {
namespace {

Drawing drawingOf(const std::string& file, const engine::GrayImage& picture, const engine::DrawingStyle& style,
                  const PictureUse& use)
{
    if (use.asNumbers)
        return {.file = file, .line = engine::inkLineOf(picture)};
    if (!use.hasParts)
        return {.file = file, .image = engine::pictureOfImage(picture, style)};
    Drawing drawing{.file = file};
    if (const auto ink = engine::adaptiveThreshold(picture)) {
        drawing.image = engine::pictureOfInk(*ink, style);
        drawing.parts = engine::inkLineOf(*ink);
        if (drawing.parts->groups.pieces() < 2)
            drawing.parts.reset();
    }
    return drawing;
}

} // namespace

Drawings drawingsFromPictures(const std::vector<std::string>& files, const engine::DrawingStyle& style,
                              const PictureUse& use, const Console& console)
{
    Drawings result;
    for (const std::string& file : files) {
        try {
            const auto picture = readPicture(QString::fromLocal8Bit(file.data(), qsizetype(file.size())), use.crop);
            result.drawings.push_back(drawingOf(file, picture, style, use));
        } catch (const engine::Error& error) {
            console.err << "digitscope: " << error.what() << std::endl;
            result.complete = false;
        }
    }
    return result;
}

Drawings drawingsFromStrokes(const std::string& file, const engine::DrawingStyle& style,
                              const engine::WriterTransform& writerTransform, bool asNumbers, const Console& console)
{
    engine::StrokeFile content = engine::readStrokeFile(file);
    for (const engine::BrokenLine& line : content.brokenLines)
        console.err << "digitscope: " << file << " line " << line.number << ": " << line.reason.text() << std::endl;
    Drawings result{std::vector<Drawing>(content.samples.size()), content.brokenLines.empty()};
    engine::ThreadPool(0).run(content.samples.size(), [&](std::size_t i, std::size_t) {
        const engine::StrokeSample& sample = content.samples[i];
        Drawing& drawing = result.drawings[i];
        drawing = {.label = sample.label, .isLabelled = sample.isLabelled, .number = sample.number};
        if (asNumbers || sample.number)
            drawing.line = engine::inkLineOf(sample.strokes, writerTransform);
        else
            drawing.image = engine::pictureOfStrokes(engine::transformed(sample.strokes, writerTransform), style);
    });
    return result;
}

} // namespace cli
