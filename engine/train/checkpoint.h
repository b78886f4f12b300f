#pragma once

#include "engine/tensor/buffer.h"
#include "engine/train/records.h"

#include <cstdint>
#include <string>
#include <vector>

namespace engine {

/// What a stopped run needs to go on bit for bit. The random numbers need no state: they are drawn from the seed and
/// the step.
struct Checkpoint
{
    std::uint64_t step = 0;
    float learningRate = 0; ///< as last set by hand
    Buffer parameters;
    std::vector<std::string> optimizerStateNames;
    std::vector<Buffer> optimizerState; ///< each as long as parameters; empty in a model that is only to be used
    std::uint64_t pretrainingStep = 0; ///< steps of pre-training done
    Buffer pretrainingVelocity; ///< as long as parameters while layers are being pre-trained; else empty
    std::vector<RunEvent> events; ///< what was done to the run so far, oldest first
};

} // namespace engine
