#pragma once

#include "engine/tensor/buffer.h"
#include "engine/model/records.h"
#include "engine/model/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// What early stopping remembers from epoch to epoch.
struct StoppingState
{
    std::uint64_t epochs = 0; ///< whose ends it has seen
    std::uint64_t wait = 0; ///< of them, those since the last improvement
    std::optional<double> best = {}; ///< of what it watches
    std::uint64_t bestStep = 0; ///< steps done when that was; 0: not yet
    bool hasStopped = false; ///< it has ended the run
    bool isRestored = false; ///< the checkpoint's parameters are the best epoch's
    Buffer kept = {}; ///< the best epoch's parameters; those of the last step once restored; empty where none are restored
};

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
    EpochSums epochSums; ///< of the epoch that is under way, or has just ended
    StoppingState stopping;
};

} // namespace engine
