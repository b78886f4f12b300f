#pragma once

#include "engine/inspect/attribution.h"
#include "engine/model/model.h"

#include <span>

namespace engine {

/// Layer-wise relevance propagation by the ε-rule (Bach et al. 2015, equation 58): the logit is handed back layer by
/// layer, R_i = Σ_j a_i w_ij R_j / (z_j + ε sign z_j), until each number of the input has its share.
///
/// z_j holds the bias, which keeps what it has added. A function of one number hands on what it got, a maximum gives it
/// to the winner, batch normalisation and what else scales numbers is a layer of one weight each, dropout is off, and a
/// softmax at the end is left out. With biases of 0 the shares add up to the logit; of a network of ReLUs they are
/// gradient × input as ε goes to 0.
struct LrpOptions
{
    double epsilon = 1e-12; ///< > 0; of the largest abs(z_j) of the layer
};

/// input: as the network takes it. The map holds the relevance of each of its numbers. Throws Error where a layer has
/// no such rule (LSTM), or the network has no such class.
Attribution lrpMap(const Model& model, std::span<const float> input, const AskedLogit& asked,
                   const LrpOptions& options = {});

} // namespace engine
