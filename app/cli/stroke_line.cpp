#include "app/cli/stroke_line.h"

#include "engine/drawing/stroke_file.h"
#include "engine/errors.h"

#include <filesystem>
#include <fstream>

namespace cli {

engine::StrokeSample strokeLine(const std::string& file, std::uint64_t line)
{
    std::ifstream in(file);
    if (!in || std::filesystem::is_directory(file))
        throw engine::FileError("%1 cannot be opened: expected a file of drawings, one a line", file);
    std::string text;
    std::uint64_t lines = 0;
    while (lines < line && std::getline(in, text))
        ++lines;
    if (lines < line)
        throw engine::FileError("%1 has no line %2, it has %3", file, line, lines);
    try {
        return engine::strokeSampleFrom(text);
    } catch (const engine::Error& error) {
        throw engine::FileError("%1 line %2: %3", file, line, error.message());
    }
}

} // namespace cli
