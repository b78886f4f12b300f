#pragma once

#include "engine/data/dataset.h"
#include "engine/model/model.h"
#include "engine/progress.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// What can be done to digits, more and more of it.
enum class Disturbance {
    Shift, ///< pixels; digit after digit to the right, down, to the left and up
    Size, ///< share by which width and height grow, or shrink below 0
    Rotation, ///< degrees; one digit counter-clockwise, the next clockwise
    Thickness, ///< pixels by which the edges of strokes move out, or in below 0: see changeStrokeWidth(); [-1, 1]
    Noise, ///< standard deviation of what is added to each pixel, where full ink is 1; then held to [0, 1]
};

/// What its amounts count: "pixels".
const char* unitOf(Disturbance disturbance);
/// Eleven: 0, then upwards; where it goes both ways, downwards from 0 after that.
std::vector<double> amountsOf(Disturbance disturbance);

/// Does it to pictures of one size. Keeps scratch memory: one a thread.
class Disturber
{
public:
    /// picture: [C, H, W]. Throws ShapeError where it is none.
    Disturber(Disturbance disturbance, const Shape& picture);

    /// from, to: ink 1, paper 0. index: of the sample, which decides where it is moved and which noise it gets; the
    /// same at every amount. At 0 nothing changes.
    void apply(std::span<const float> from, double amount, std::size_t index, std::span<float> to);

private:
    void distort(std::span<const float> from, double amount, std::size_t index, std::span<float> to);

    Disturbance m_disturbance;
    Shape m_shape;
    std::vector<float> m_still; ///< displacements: none
    std::vector<float> m_padded;
};

struct RobustnessPoint
{
    double amount = 0;
    double accuracy = 0; ///< [0, 1]
};

/// The accuracy at each of the amounts, in their order. members: one network, or those of an ensemble, which say
/// together what the mean of their probabilities says. Empty once stop is requested. Throws Error when they cannot read
/// the data, name no class, or read no pictures.
std::vector<RobustnessPoint> robustness(std::span<const Model> members, const Dataset& data, Disturbance disturbance,
                                        std::span<const double> amounts, const std::stop_token& stop,
                                        const Progress& progress);

} // namespace engine
