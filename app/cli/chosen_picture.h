#pragma once

#include "app/cli/commands.h"

#include "engine/data/dataset.h"
#include "engine/drawing/strokes.h"
#include "engine/model/model.h"

#include <memory>
#include <vector>

namespace cli {

/// IMAGE, --strokes FILE --line N, or --data WHERE --split NAME --index I: one picture for a network.
struct PictureOptions
{
    std::optional<std::string> image;
    std::optional<std::string> strokes;
    std::uint64_t line = 1;
    std::optional<std::string> data;
    std::string split = "test";
    std::optional<std::uint64_t> index;
};

void addPictureOptions(Command command, PictureOptions& options);

/// Throws UsageError unless they name just one picture.
void requireOnePicture(const PictureOptions& options);

struct ChosenPicture
{
    std::vector<float> input{}; ///< as the network takes it, in [0, 1]
    std::vector<engine::Stroke> strokes{}; ///< where they were given, as they were drawn
    std::shared_ptr<const engine::DataSplits> data{}; ///< where it is one of them
};

/// Throws engine::Error: no such file, line or sample, no ink, another size than the network reads.
ChosenPicture choosePicture(const PictureOptions& options, const engine::Model& model, const Console& console);

} // namespace cli
