#include "app/session/data_sum.h"

#include "engine/data/idx.h"
#include "engine/data/joined_splits.h"
#include "engine/data/stroke_dataset.h"
#include "engine/errors.h"
#include "engine/synthetic/non_digits.h"
#include "engine/synthetic/synthetic_digits.h"

#include <algorithm>

namespace {

/// Without reading anything: whether a choice, or a folder's test files, give a test part.
bool bringsTest(const DataPart& part)
{
    if (part.choices.test)
        return !part.choices.test->isNone();
    return part.source == DataPart::Source::Folder;
}

void repeat(engine::Dataset& data, std::size_t repetitions)
{
    const engine::Dataset once = repetitions > 1 ? data : engine::Dataset{};
    for (std::size_t i = 1; i < repetitions; ++i)
        data.append(once);
}

/// A test part, where it is needed, is as large beside the other as that of the built-in data set, and of another seed.
engine::DataSplits madeSplits(const DataPart& part, bool needsTest)
{
    const std::size_t count = part.count * part.repetitions;
    const std::size_t judging = needsTest ? (part.count + 4) / 5 : 0;
    if (part.source == DataPart::Source::NonDigits)
        return {.name = {},
                .train = engine::nonDigits(count, part.seed),
                .test = engine::nonDigits(judging, part.seed + 1, engine::NonDigitFamily::Test)};
    return {.name = {}, .train = engine::syntheticDigits(count, part.seed), .test = engine::syntheticDigits(judging, part.seed + 1)};
}

engine::DataSplits readPart(const DataPart& part, bool needsTest)
{
    engine::DataSplits splits;
    switch (part.source) {
    case DataPart::Source::Folder:
        splits = engine::dealt(engine::readIdxFolder(part.path), part.choices);
        repeat(splits.train, part.repetitions);
        break;
    case DataPart::Source::Strokes: {
        const std::string name = part.path.filename().string();
        splits = engine::strokeSplits(engine::readStrokeFile(part.path), name,
                                      {.choices = part.choices,
                                       .repetitions = part.repetitions,
                                       .seed = part.seed,
                                       .writerTransform = part.writerTransform,
                                       .needsTest = needsTest});
        break;
    }
    case DataPart::Source::Synthetic:
    case DataPart::Source::NonDigits:
        splits = madeSplits(part, needsTest);
        break;
    }
    splits.name = nameOf(part, splits.name);
    return splits;
}

} // namespace

std::string nameOf(const DataPart& part, const std::string& sourceName)
{
    return part.isReal() ? sourceName + part.suffix : part.suffix;
}

engine::DataSplits readDataSum(std::span<const DataPart> parts)
{
    const bool hasTest = std::ranges::any_of(parts, bringsTest);
    std::vector<engine::DataSplits> read(parts.size());
    bool isJudged = false; // by real digits
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i].isReal()) {
            read[i] = readPart(parts[i], !hasTest);
            isJudged |= read[i].test.size() > 0;
        }
    std::string name;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].isReal())
            read[i] = readPart(parts[i], !isJudged);
        name += (name.empty() ? "" : " + ") + read[i].name;
    }
    engine::DataSplits whole = engine::joined(std::move(read), name);
    if (whole.test.size() == 0)
        throw engine::SettingError("the data %1 leave no test data; choose some samples with [test=…]", name);
    return whole;
}
