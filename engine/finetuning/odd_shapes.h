#pragma once

#include "engine/data/straightening.h"
#include "engine/finetuning/straightening_fit.h"

#include <span>

namespace engine {

/// Readings that logOddsOfHand() asks for.
inline constexpr std::size_t readingsOfHand = 200;

/// Sureties below which a drawing counts as misread.
inline constexpr float misread = 0.5f;

/// Twenty corrected drawings may have some map or other read right and yet be no sign of a hand: who writes an odd nine corrects
/// nines, who turns all digits corrects whatever does not bear turning. This is the natural logarithm of how much likelier it is
/// that these labels are misread because of a hand that next would undo, read as now straightens, than because of a few digits
/// written oddly. Of the hand the labels are a multinomial sample, by what the network makes of synthetic digits written by it; of
/// the shapes they are Dirichlet-multinomial, with few digits that have nearly all (Minka 2000, "Estimating a Dirichlet
/// distribution"). labels: [0, 9], of the drawings that are misread.
double logOddsOfHand(std::span<const int> labels, const Straightening& now, const Straightening& next, const SuretyOf& suretyOf);

} // namespace engine
