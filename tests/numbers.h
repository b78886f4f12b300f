#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <span>
#include <vector>

// Numbers for tests, drawn by the standard library and not by the engine that is being tested.

inline constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();

inline std::vector<float> randomNumbers(std::size_t count, unsigned seed, float low = -1, float high = 1)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> uniform(low, high);
    std::vector<float> numbers(count);
    std::ranges::generate(numbers, [&] { return uniform(random); });
    return numbers;
}

/// count different multiples of gap, shuffled.
inline std::vector<float> shuffledNumbers(std::size_t count, unsigned seed, float gap)
{
    std::vector<float> numbers(count);
    for (std::size_t i = 0; i < count; ++i)
        numbers[i] = gap * (float(i) - float(count) / 2);
    std::ranges::shuffle(numbers, std::mt19937(seed));
    return numbers;
}

/// NaN where a number is NaN or the sizes differ, so that a comparison with it fails.
inline double largestDifference(std::span<const float> a, std::span<const float> b)
{
    if (a.size() != b.size())
        return double(notANumber);
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = std::abs(double(a[i]) - double(b[i]));
        if (!(difference <= largest))
            largest = difference;
        if (std::isnan(difference))
            break;
    }
    return largest;
}
