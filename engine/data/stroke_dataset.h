#pragma once

#include "engine/data/dataset.h"
#include "engine/data/sample_choice.h"
#include "engine/drawing/stroke_file.h"
#include "engine/drawing/writer_transform.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace engine {

/// How a stroke file becomes a data set.
struct StrokeUse
{
    SampleChoices choices{};
    std::size_t repetitions = 1; ///< of what is learnt from; each after the first with another pen and varied strokes
    std::uint64_t seed = 1; ///< of these variations
    WriterTransform writerTransform{}; ///< of the writer who drew them
    bool needsTest = false; ///< no other source has one: without a choice, a fifth of the writers become it
};

/// The drawings as the pad gives them to a network. Those with the label null are noClass; numbers of several digits,
/// drawings without label or ink and broken lines are left out, which the notes tell. name: of the file, for people.
/// Throws Error when nothing is left, or a choice names writers that wrote none of it.
DataSplits strokeSplits(const StrokeFile& file, const std::string& name, const StrokeUse& use);

} // namespace engine
