#pragma once

#include "engine/data/dataset.h"
#include "engine/inspect/predictor.h"
#include "engine/recipe/recipe.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// How a network that reads points of a plane sees it: what it, and each of its hidden units, gives over the square from
/// (−0.5, −0.5) to (1.5, 1.5). Maps are side × side numbers at the middles
/// of as many cells, row by row, x2 largest in the first row.
class ToyPlane
{
public:
    static constexpr double from = -0.5;
    static constexpr double to = 1.5;

    /// A hidden layer: its weighted sums and the function behind them.
    struct Layer
    {
        std::size_t first = 0; ///< index in the Sequential of the dense layer
        std::size_t last = 0; ///< of what is shown: the function behind it, or the dense layer itself
        std::size_t units = 0;
    };

    /// Two numbers in, and small enough to be read for a whole plane in a frame.
    static bool canShow(const engine::Sequential& network);

    /// points: those that it learns from; read with the plane.
    ToyPlane(std::shared_ptr<const engine::Sequential> network, const engine::Spec& loss, const engine::Dataset& points);

    void predict(std::span<const float> parameters);

    std::size_t side() const { return m_side; }
    const std::vector<Layer>& layers() const { return m_layers; }
    /// How likely class 1 is. Of the last read().
    std::span<const float> surface() const { return std::span(m_answers).first(m_side * m_side); }
    /// The same for each of the points.
    std::span<const float> atPoints() const { return std::span(m_answers).subspan(m_side * m_side); }
    /// Of one hidden unit, on half the surface's side: [side / 2, side / 2].
    std::vector<float> unitMap(const Layer& layer, std::size_t unit) const;

private:
    engine::Predictor m_predictor;
    std::size_t m_side;
    std::vector<Layer> m_layers;
    std::vector<float> m_inputs; ///< the plane, then the points
    std::vector<float> m_answers;
};
