#include "app/cli/drawings.h"

#include "app/picture_file.h"

#include "engine/data/stroke_file.h"
#include "engine/errors.h"
#include "engine/train/thread_pool.h"

#include <algorithm>
#include <ostream>

namespace cli {

Drawings drawingsFromPictures(const std::vector<std::string>& files, const engine::DrawingStyle& style, const Console& console)
{
    Drawings result;
    for (const std::string& file : files) {
        try {
            const auto picture = readPicture(QString::fromLocal8Bit(file.data(), qsizetype(file.size())));
            result.drawings.push_back({.file = file, .image = engine::pictureOfImage(picture, style)});
        } catch (const engine::Error& error) {
            console.err << "digitscope: " << error.what() << std::endl;
            result.complete = false;
        }
    }
    return result;
}

Drawings drawingsFromStrokes(const std::string& file, const engine::DrawingStyle& style, const Console& console)
{
    engine::StrokeFile content = engine::readStrokeFile(file);
    for (const engine::BrokenLine& line : content.brokenLines)
        console.err << "digitscope: " << file << " line " << line.number << ": " << line.reason << std::endl;
    const auto isNumber = [](const engine::StrokeSample& sample) { return sample.number.has_value(); };
    if (const auto skipped = std::erase_if(content.samples, isNumber))
        console.err << "digitscope: " << file << ": " << skipped
                    << " numbers of several digits are left out, one digit is read at a time" << std::endl;

    Drawings result{std::vector<Drawing>(content.samples.size()), content.brokenLines.empty()};
    engine::ThreadPool(0).run(content.samples.size(), [&](std::size_t i, std::size_t) {
        const engine::StrokeSample& sample = content.samples[i];
        result.drawings[i] = {.image = engine::pictureOfStrokes(sample.strokes, style),
                              .label = sample.label,
                              .isLabelled = sample.isLabelled};
    });
    return result;
}

} // namespace cli
