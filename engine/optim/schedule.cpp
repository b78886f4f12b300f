#include "engine/optim/schedule.h"

#include "engine/recipe/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace engine {
namespace {

SettingInfo warmupSetting()
{
    return {.name = "warmup",
            .help = "epochs in which the rate first climbs from 0; the rest of the schedule begins after them",
            .initial = 0.0,
            .minimum = 0,
            .maximum = 1000,
            .unit = units::epochs};
}

SettingInfo epochsSetting(std::int64_t initial, const std::string& help)
{
    return {.name = "epochs", .help = help, .initial = initial, .minimum = 1, .maximum = 100'000, .unit = units::epochs};
}

/// share in [0, 1] of the way from one value to the other, along half a cosine wave.
double cosineBetween(double from, double to, double share)
{
    return to + (from - to) * (1 + std::cos(std::numbers::pi * share)) / 2;
}

/// Smith and Topin 2019, in PyTorch's form.
double oneCycle(const Spec& schedule, double epoch)
{
    const auto length = double(schedule.integer("epochs"));
    const double top = schedule.real("pct_start") * length;
    const double first = 1 / schedule.real("div_factor");
    const double last = first / schedule.real("final_div_factor");
    if (epoch < top)
        return cosineBetween(first, 1, epoch / top);
    return cosineBetween(1, last, std::min((epoch - top) / (length - top), 1.0));
}

} // namespace

std::span<const KindInfo> scheduleKinds()
{
    static const std::array<KindInfo, 5> kinds{{
        {"constant", "Constant", "The learning rate stays as it is set.", {warmupSetting()}},
        {"step", "Step decay", "The learning rate drops every few epochs and stays the same in between.",
         {{.name = "factor",
           .help = "what is left of the rate after each drop",
           .initial = 0.5,
           .minimum = 0.001,
           .maximum = 1,
           .unit = units::ofTheRate},
          epochsSetting(5, "epochs from one drop to the next"),
          warmupSetting()}},
        {"exponential", "Exponential decay", "The learning rate shrinks by the same share in every epoch.",
         {{.name = "decay",
           .help = "what is left of the rate after one epoch",
           .initial = 0.8,
           .minimum = 0.01,
           .maximum = 1,
           .unit = units::ofTheRateEachEpoch},
          warmupSetting()}},
        {"cosine", "Cosine decay", "The learning rate falls along half a cosine wave, then stays at its end.",
         {epochsSetting(5, "epochs that the fall takes, best as many as you train"),
          {.name = "final",
           .help = "what is left of the rate at the end",
           .initial = 0.0,
           .minimum = 0,
           .maximum = 1,
           .unit = units::ofTheRate},
          warmupSetting()}},
        {"one_cycle", "One cycle",
         "The learning rate climbs from a small value to the one set, then falls to almost nothing.",
         {epochsSetting(5, "epochs that the cycle takes, best as many as you train"),
          {.name = "pct_start",
           .help = "share of the cycle in which the rate climbs",
           .initial = 0.3,
           .minimum = 0,
           .maximum = 0.9,
           .unit = units::ofTheCycle},
          {.name = "div_factor",
           .help = "how many times smaller the first rate is than the highest",
           .initial = 25.0,
           .minimum = 1,
           .maximum = 1e6,
           .unit = units::timesSmaller},
          {.name = "final_div_factor",
           .help = "how many times smaller the last rate is than the first",
           .initial = 1e4,
           .minimum = 1,
           .maximum = 1e9,
           .unit = units::timesSmaller}}},
    }};
    return kinds;
}

double scheduleFactor(const Spec& schedule, std::uint64_t step, std::uint64_t stepsPerEpoch)
{
    const auto perEpoch = double(stepsPerEpoch);
    if (schedule.kind == "one_cycle") // climbs by itself
        return oneCycle(schedule, double(step) / perEpoch);

    const auto warmup = std::uint64_t(std::llround(schedule.real("warmup") * perEpoch));
    if (step < warmup)
        return double(step) / double(warmup);
    step -= warmup;
    const double epoch = double(step) / perEpoch;
    if (schedule.kind == "step") {
        const std::uint64_t level = std::uint64_t(schedule.integer("epochs")) * stepsPerEpoch;
        return std::pow(schedule.real("factor"), double(step / level));
    }
    if (schedule.kind == "exponential")
        return std::pow(schedule.real("decay"), epoch);
    if (schedule.kind == "cosine")
        return cosineBetween(1, schedule.real("final"), std::min(epoch / double(schedule.integer("epochs")), 1.0));
    return 1; // constant
}

} // namespace engine
