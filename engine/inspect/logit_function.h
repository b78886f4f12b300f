#pragma once

#include "engine/inspect/asked_logit.h"
#include "engine/layers/workspace.h"
#include "engine/model/model.h"
#include "engine/tensor/thread_pool.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// Throws ShapeError unless the network reads grey pictures and names classes.
void requireExplainable(const Model& model);

/// The class that the network names for an input of numbers in [0, 1].
std::size_t namedClass(const Model& model, std::span<const float> input);

/// What is asked, as a function of the input: its values and slopes at many inputs, on all threads, with the same bits
/// for any number of them. An input is a grey picture, [height · width] numbers in [0, 1], however the network scales
/// them inside; dropout is off. Not thread-safe.
class LogitFunction
{
public:
    /// Writes input number index. Called on several threads at once.
    using Fill = std::function<void(std::size_t index, std::span<float> input)>;

    /// threads: 0 for one a core. Throws where requireExplainable() does, and Error where there is no such class.
    LogitFunction(const Model& model, const AskedLogit& asked, std::size_t threads = 0);

    double valueAt(std::span<const float> input);

    // Of count inputs; empty once stop is requested.

    std::vector<double> values(std::size_t count, const Fill& fill, const std::stop_token& stop = {});
    /// The mean over them of the gradient.
    std::vector<double> meanGradient(std::size_t count, const Fill& fill, const std::stop_token& stop = {});

private:
    struct Block;
    using Workspaces = std::vector<std::optional<Workspace>>; ///< one a thread, made when it is first needed

    /// use(block of inputs that have gone through the network), on some thread.
    void run(std::size_t count, const Fill& fill, PassMode mode, const std::stop_token& stop,
             const std::function<void(const Block&)>& use);
    Workspace& workspace(std::size_t worker, PassMode mode, std::size_t samples);

    Model m_model;
    std::vector<float> m_weights; ///< of the logits
    LayerRange m_layers; ///< up to the logits
    std::unique_ptr<ThreadPool> m_pool;
    Workspaces m_forward;
    Workspaces m_differentiable;
};

} // namespace engine
