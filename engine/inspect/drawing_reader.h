#pragma once

#include "engine/drawing/strokes.h"
#include "engine/inspect/predictor.h"
#include "engine/model/model.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// How near a drawing comes to being read as a class.
struct Nearness
{
    bool isReached = false; ///< it is the likeliest, and accepted
    double margin = 0; ///< >= 0 where it is reached; log of how far its tempered probability is from that, see .cpp
    double probability = 0;
};

/// Reads many changed drawings at a time. Not thread-safe.
class DrawingReader
{
public:
    /// Throws Error where the network reads no drawings, or names no classes.
    explicit DrawingReader(const Model& model);

    std::size_t classes() const { return m_classes; }
    /// Tempered probabilities, [drawings, classes]; zeros for one without ink. Valid until the next call.
    std::span<const float> read(std::span<const std::vector<Stroke>> drawings);
    std::vector<Nearness> nearness(std::span<const std::vector<Stroke>> drawings, std::size_t to);

private:
    Model m_model;
    std::size_t m_classes;
    Predictor m_predictor;
    ThreadPool m_pool;
    std::vector<std::uint8_t> m_pictures;
    std::vector<float> m_probabilities;
};

} // namespace engine
