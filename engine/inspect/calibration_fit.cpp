#include "engine/inspect/calibration_fit.h"

#include "engine/data/dataset.h"
#include "engine/inspect/ensemble.h"
#include "engine/train/objective.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace engine {
namespace {

/// A row's logits but for a constant, which no softmax minds.
void logsOf(std::span<const float> row, std::vector<double>& logs)
{
    const auto logOf = [](double value) { return std::log(std::max(value, double(std::numeric_limits<float>::min()))); };
    logs.clear();
    if (row.size() == 1)
        logs.push_back(logOf(1 - double(row[0])));
    for (const float value : row)
        logs.push_back(logOf(double(value)));
}

bool isAnyWrong(std::span<const float> probabilities, std::span<const std::uint8_t> labels, std::size_t width)
{
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] != noClass && classNamedBy(probabilities.subspan(i * width, width)) != labels[i])
            return true;
    return false;
}

/// The negative log-likelihood's first and second derivative by beta = 1 / temperature, summed: of each sample the mean
/// logit minus the true one, and the variance of the logits, under what the sample says at this beta.
struct Slope
{
    double first = 0;
    double second = 0;
};

Slope slopeAt(double beta, std::span<const float> probabilities, std::span<const std::uint8_t> labels, std::size_t width)
{
    Slope slope;
    std::vector<double> logs;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == noClass)
            continue;
        logsOf(probabilities.subspan(i * width, width), logs);
        const double largest = std::ranges::max(logs);
        double sum = 0, mean = 0, square = 0;
        for (const double z : logs) {
            const double weight = std::exp(beta * (z - largest));
            sum += weight;
            mean += weight * z;
            square += weight * z * z;
        }
        mean /= sum;
        slope.first += mean - logs[labels[i]];
        slope.second += square / sum - mean * mean;
    }
    return slope;
}

std::vector<float> jointly(std::span<const std::vector<float>> members, std::span<const double> temperatures, std::size_t width)
{
    std::vector<std::vector<float>> tempered(members.begin(), members.end());
    for (std::size_t i = 0; i < tempered.size(); ++i)
        temper(tempered[i], width, temperatures[i]);
    return meanProbabilities(std::vector<std::span<const float>>(tempered.begin(), tempered.end()));
}

double surprise(std::span<const float> probabilities, std::span<const std::uint8_t> labels, std::size_t width)
{
    double sum = 0;
    std::vector<double> logs;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == noClass)
            continue;
        logsOf(probabilities.subspan(i * width, width), logs);
        sum -= logs[labels[i]];
    }
    return sum;
}

std::vector<double> times(double factor, std::vector<double> temperatures)
{
    for (double& temperature : temperatures)
        temperature = std::clamp(factor * temperature, smallestTemperature, largestTemperature);
    return temperatures;
}

/// By golden section over the logarithm of what multiplies all of them: the mean of several is less sure than each.
std::vector<double> temperedAlike(std::span<const std::vector<float>> members, std::span<const std::uint8_t> labels,
                                  std::size_t width, const std::vector<double>& temperatures)
{
    const auto surpriseAt = [&](double logFactor) {
        return surprise(jointly(members, times(std::exp(logFactor), temperatures), width), labels, width);
    };
    const double golden = (std::sqrt(5.0) - 1) / 2;
    double low = std::log(0.25), high = std::log(4.0);
    double left = high - golden * (high - low), right = low + golden * (high - low);
    double atLeft = surpriseAt(left), atRight = surpriseAt(right);
    while (high - low > 1e-3) {
        if (atLeft < atRight) {
            high = right;
            right = left;
            atRight = atLeft;
            left = high - golden * (high - low);
            atLeft = surpriseAt(left);
        } else {
            low = left;
            left = right;
            atLeft = atRight;
            right = low + golden * (high - low);
            atRight = surpriseAt(right);
        }
    }
    return times(std::exp((low + high) / 2), temperatures);
}

} // namespace

double fittedTemperature(std::span<const float> probabilities, std::span<const std::uint8_t> labels, std::size_t width)
{
    assert(probabilities.size() == labels.size() * width);
    if (!isAnyWrong(probabilities, labels, width))
        return 1;
    // The slope grows with beta: whatever side of the minimum a step leaves is never looked at again, and a step out of what
    // is left is replaced by halving it.
    double low = 1 / largestTemperature, high = 1 / smallestTemperature;
    double beta = 1;
    for (int step = 0; step < 100; ++step) {
        const Slope slope = slopeAt(beta, probabilities, labels, width);
        if (slope.first == 0)
            break;
        (slope.first > 0 ? high : low) = beta;
        const double next = beta - slope.first / slope.second;
        const double before = beta;
        beta = next > low && next < high ? next : (low + high) / 2;
        if (std::abs(beta - before) <= 1e-12 * beta)
            break;
    }
    return 1 / beta;
}

double thresholdRejecting(double share, std::span<const float> probabilities, std::span<const std::uint8_t> labels,
                          std::size_t width)
{
    std::vector<double> scores;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] != noClass)
            scores.push_back(acceptanceScore(probabilities.subspan(i * width, width)));
    if (scores.empty())
        return Calibration().threshold;
    // What lies below is rejected: at most the first so many.
    const auto rejected = std::min(std::size_t(share * double(scores.size())), scores.size() - 1);
    std::ranges::nth_element(scores, scores.begin() + std::ptrdiff_t(rejected));
    return scores[rejected];
}

double expectedCalibrationError(std::span<const float> probabilities, std::span<const std::uint8_t> labels, std::size_t width,
                                std::size_t bins)
{
    struct Bin
    {
        double confidence = 0;
        double correct = 0;
    };
    std::vector<Bin> sums(bins);
    std::size_t samples = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == noClass)
            continue;
        const auto row = probabilities.subspan(i * width, width);
        const double confidence = row.size() == 1 ? std::max(double(row[0]), 1 - double(row[0])) : double(std::ranges::max(row));
        // Bin m holds what is above (m - 1) / bins, up to and with m / bins.
        const double place = std::ceil(confidence * double(bins)) - 1;
        Bin& bin = sums[std::size_t(std::clamp(place, 0.0, double(bins - 1)))];
        bin.confidence += confidence;
        bin.correct += classNamedBy(row) == labels[i];
        ++samples;
    }
    double error = 0;
    for (const Bin& bin : sums)
        error += std::abs(bin.correct - bin.confidence);
    return samples > 0 ? error / double(samples) : 0;
}

std::vector<Calibration> calibrated(std::span<const std::vector<float>> members, std::span<const std::uint8_t> labels,
                                    std::size_t width, double rejected, const std::string& data)
{
    std::vector<double> temperatures;
    for (const std::vector<float>& member : members)
        temperatures.push_back(fittedTemperature(member, labels, width));
    if (members.size() > 1)
        temperatures = temperedAlike(members, labels, width, temperatures);
    const std::vector<float> joint = jointly(members, temperatures, width);
    const double threshold = thresholdRejecting(rejected, joint, labels, width);
    const auto isOfClass = [](std::uint8_t label) { return label != noClass; };
    const auto samples = std::size_t(std::ranges::count_if(labels, isOfClass));
    std::size_t below = 0;
    for (std::size_t i = 0; i < labels.size(); ++i)
        below += isOfClass(labels[i]) && !isOfSomeClass(std::span(joint).subspan(i * width, width), threshold);
    const double share = samples > 0 ? double(below) / double(samples) : 0;
    std::vector<Calibration> found;
    for (const double temperature : temperatures)
        found.push_back({.temperature = temperature, .threshold = threshold, .rejected = share, .samples = samples, .data = data});
    return found;
}

} // namespace engine
