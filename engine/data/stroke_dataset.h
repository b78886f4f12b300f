#pragma once

#include "engine/data/dataset.h"
#include "engine/data/sample_choice.h"
#include "engine/data/straightening.h"
#include "engine/data/stroke_file.h"

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
    Straightening straightening{}; ///< of the hand that drew them
    bool needsTest = false; ///< nobody else has one: without a choice, a fifth of the writers are judged by
};

/// The drawings as the pad gives them to a network. Those with the label null are noClass; numbers of several digits,
/// drawings without label or ink and broken lines are left out, which the notes tell. name: of the file, for people.
/// Throws Error when nothing is left, or a choice names writers that wrote none of it.
DataSplits strokeSplits(const StrokeFile& file, const std::string& name, const StrokeUse& use);

} // namespace engine
