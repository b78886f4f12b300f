#include "engine/data/joined_splits.h"

#include "engine/errors.h"
#include "engine/tensor/random.h"

#include <algorithm>
#include <numeric>

namespace engine {
namespace {

bool isOfNoClass(const DataSplits& part)
{
    const auto none = [](const Dataset& data) {
        return std::ranges::all_of(data.labels, [](std::uint8_t label) { return label == noClass; });
    };
    return none(part.train) && none(part.test) && none(part.validation);
}

void requireAlike(const DataSplits& one, const DataSplits& other)
{
    const auto classes = [](const DataSplits& part) {
        const auto& names = part.train.classNames;
        return Message("%1 (%2 to %3)", names.size(), names.front(), names.back());
    };
    if (one.train.sampleShape != other.train.sampleShape)
        throw ShapeError("data can be joined when their pictures are of one size, but those of %1 are %2 and those of "
                         "%3 are %4",
                         one.name, one.train.sampleShape.text(), other.name, other.train.sampleShape.text());
    if (one.train.classNames != other.train.classNames && !isOfNoClass(other))
        throw ShapeError("data can be joined when they have the same classes, but %1 has %2 and %3 has %4",
                         one.name, classes(one), other.name, classes(other));
}

/// In an order that depends on nothing but how many there are.
Dataset shuffled(const Dataset& data)
{
    std::vector<std::uint32_t> order(data.size());
    std::iota(order.begin(), order.end(), 0u);
    Random random(Purpose::Mixing, {data.size()});
    shuffle(std::span(order), random);
    Dataset result{.sampleShape = data.sampleShape, .pixels = {}, .labels = {}, .classNames = data.classNames};
    result.pixels.reserve(data.pixels.size());
    result.labels.reserve(data.labels.size());
    for (const std::uint32_t index : order) {
        const auto sample = data.sample(index);
        result.pixels.insert(result.pixels.end(), sample.begin(), sample.end());
        result.labels.push_back(data.labels[index]);
    }
    return result;
}

} // namespace

DataSplits joined(std::vector<DataSplits> parts, const std::string& name)
{
    // The one that has classes gives them their names.
    const auto first = std::ranges::find_if_not(parts, isOfNoClass);
    if (first != parts.end())
        std::rotate(parts.begin(), first, first + 1);
    DataSplits whole = std::move(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        requireAlike(whole, parts[i]);
        whole.train.append(parts[i].train);
        whole.test.append(parts[i].test);
        if (whole.validation.size() == 0)
            whole.validation.classNames = whole.train.classNames;
        whole.validation.append(parts[i].validation);
        whole.notes.insert(whole.notes.end(), parts[i].notes.begin(), parts[i].notes.end());
        parts[i] = {.name = parts[i].name, .train = {}, .test = {}}; // its memory is of use elsewhere
    }
    if (parts.size() > 1)
        whole.train = shuffled(whole.train);
    whole.name = name;
    return whole;
}

} // namespace engine
