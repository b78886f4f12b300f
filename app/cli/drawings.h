#pragma once

#include "app/cli/console.h"

#include "engine/drawing/writer_transform.h"
#include "engine/imaging/ink_line.h"
#include "engine/imaging/picture_of.h"

#include <QRect>

#include <optional>
#include <string>
#include <vector>

namespace cli {

/// What predict is given, as the network will see it.
struct Drawing
{
    std::string file = {}; ///< empty for one of a stroke file
    std::optional<engine::Picture> image = {}; ///< nullopt: there is no ink
    std::optional<int> label = {}; ///< nullopt with isLabelled: known to be no digit
    bool isLabelled = false;
    std::optional<engine::InkLine> line = {}; ///< to be read as a number of several digits, instead of image
    std::optional<std::string> number = {}; ///< the one it is known to be
    std::optional<engine::InkLine> parts = {}; ///< of a picture that is read as one thing but has several parts
};

struct Drawings
{
    std::vector<Drawing> drawings;
    bool complete = true; ///< every one could be read
};

struct PictureUse
{
    bool asNumbers = false; ///< each is read as a number of several digits
    bool hasParts = false; ///< each is read as one thing, and its parts are wanted too
    std::optional<QRect> crop = {}; ///< only this part of each is read
};

/// The pictures that can be read; each of the others gets a sentence on err. style: of the network that is to read them.
Drawings drawingsFromPictures(const std::vector<std::string>& files, const engine::DrawingStyle& style,
                              const PictureUse& use, const Console& console);

/// Lines that cannot be read are named on err, and the rest is taken. A line with a "number" is one of several digits;
/// asNumbers: every line may be. Throws engine::FileError.
Drawings drawingsFromStrokes(const std::string& file, const engine::DrawingStyle& style,
                              const engine::WriterTransform& writerTransform, bool asNumbers, const Console& console);

} // namespace cli
