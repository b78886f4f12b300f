#pragma once

#include "engine/tensor/buffer.h"

#include <cstdint>

namespace engine {

/// All weights at one moment; immutable once posted.
struct Snapshot
{
    std::uint64_t step = 0;
    Buffer parameters;
    std::uint64_t pretrainingStep = 0; ///< steps of pre-training done; it comes before step 1
};

} // namespace engine
