#pragma once

/// What the number of a setting counts, as it stands behind it: "2 pixels". Numbers that count nothing have none.
namespace engine::units {

inline constexpr const char* degrees = "degrees";
inline constexpr const char* epochs = "epochs";
inline constexpr const char* epochsPerLayer = "epochs for each layer";
inline constexpr const char* gibbsSteps = "Gibbs steps";
inline constexpr const char* ofFullInk = "of full ink";
inline constexpr const char* ofItsSize = "of its size";
inline constexpr const char* ofTheCycle = "of the cycle";
inline constexpr const char* ofTheLastStep = "of the last step";
inline constexpr const char* ofTheProbability = "of the probability";
inline constexpr const char* ofTheRate = "of the rate";
inline constexpr const char* ofTheRateEachEpoch = "of the rate, each epoch";
inline constexpr const char* pixels = "pixels";
inline constexpr const char* pixelsARow = "pixels a row";
inline constexpr const char* pixelsBeforeSmoothing = "pixels, before smoothing";
inline constexpr const char* timesSmaller = "times smaller";

} // namespace engine::units
