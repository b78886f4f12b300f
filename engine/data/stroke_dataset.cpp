#include "engine/data/stroke_dataset.h"

#include "engine/drawing/mnist_recipe.h"
#include "engine/drawing/stroke_variation.h"
#include "engine/errors.h"

#include <algorithm>
#include <map>

namespace engine {
namespace {

/// Of a file's fifth that is held out when nobody says which.
constexpr std::size_t fifth = 5;

void add(Dataset& data, const DigitImage& image, const StrokeSample& sample)
{
    data.pixels.insert(data.pixels.end(), image.begin(), image.end());
    data.labels.push_back(sample.label ? std::uint8_t(*sample.label) : noClass);
}

/// "1 drawing", "7 drawings"; many: with a place for the number.
Message counted(std::size_t number, const Message& one, Message many)
{
    many.arguments = {Message::verbatim(std::to_string(number))};
    return number == 1 ? one : many;
}

/// What is of use, and notes on the rest.
std::vector<const StrokeSample*> usable(const StrokeFile& file, const std::string& name, std::vector<Message>& notes)
{
    constexpr std::size_t mostLines = 5;
    for (std::size_t i = 0; i < std::min(file.brokenLines.size(), mostLines); ++i)
        notes.push_back(Message("%1 line %2: %3", name, file.brokenLines[i].number, file.brokenLines[i].reason));
    if (file.brokenLines.size() > mostLines)
        notes.push_back(Message("%1: %2 cannot be read", name,
                                counted(file.brokenLines.size() - mostLines, "1 more line", "%1 more lines")));

    std::vector<const StrokeSample*> samples;
    std::size_t numbers = 0, unlabelled = 0;
    for (const StrokeSample& sample : file.samples) {
        if (sample.number)
            ++numbers;
        else if (!sample.isLabelled)
            ++unlabelled;
        else
            samples.push_back(&sample);
    }
    if (numbers > 0)
        notes.push_back(Message("%1: %2 of several digits left out, one digit is learnt at a time", name,
                                counted(numbers, "1 number", "%1 numbers")));
    if (unlabelled > 0)
        notes.push_back(Message("%1: %2 without a label left out", name, counted(unlabelled, "1 drawing", "%1 drawings")));
    if (samples.empty() && file.brokenLines.empty())
        throw FileError("%1 holds no labelled digit to learn from", name);
    if (samples.empty())
        throw FileError("%1 holds no labelled digit to learn from; line %2: %3", name, file.brokenLines[0].number,
                        file.brokenLines[0].reason);
    return samples;
}

/// Who wrote how many, in the order in which they come.
std::vector<std::string> writersOf(const std::vector<const StrokeSample*>& samples)
{
    std::vector<std::string> writers;
    for (const StrokeSample* sample : samples)
        if (sample->writer && std::ranges::find(writers, *sample->writer) == writers.end())
            writers.push_back(*sample->writer);
    return writers;
}

/// The last fifth of the writers, so that nobody is in both the training and the test part; of the drawings where there
/// are no two.
SampleChoice aFifth(const std::vector<const StrokeSample*>& samples)
{
    const std::vector<std::string> writers = writersOf(samples);
    if (writers.size() < 2)
        return SampleChoice("last" + std::to_string((samples.size() + fifth - 1) / fifth));
    std::string list;
    for (std::size_t i = writers.size() - std::max<std::size_t>(1, writers.size() / fifth); i < writers.size(); ++i)
        list += (list.empty() ? "" : ",") + writers[i];
    return SampleChoice(list);
}

using Samples = std::vector<const StrokeSample*>;

/// Leaves out what is not chosen, so that the other choices count among the rest.
void keepOnly(SampleChoices& choices, Samples& samples)
{
    const Samples all = std::move(samples);
    samples.clear();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!choices.only || choices.only->holds(i, all.size(), all[i]->writer))
            samples.push_back(all[i]);
    choices.only.reset();
}

/// For a choice of test writers that takes none away from those held out for choices.
Samples withoutValidation(const SampleChoices& choices, const Samples& samples)
{
    Samples rest;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (choices.roleOf(i, samples.size(), samples[i]->writer) == SampleRole::Train)
            rest.push_back(samples[i]);
    return rest.empty() ? samples : rest;
}

void requireSomeone(const std::optional<SampleChoice>& choice, const std::string& key, const std::string& name,
                    const std::vector<const StrokeSample*>& samples)
{
    if (!choice || !choice->namesWriters())
        return;
    const auto chosen = [&](const StrokeSample* sample) { return choice->holds(0, 1, sample->writer); };
    if (std::ranges::any_of(samples, chosen))
        return;
    const auto writers = writersOf(samples);
    if (writers.empty())
        throw SettingError("%1: none of its drawings is by the writers chosen with [%2=…]; it names no writers", name, key);
    throw SettingError("%1: none of its drawings is by the writers chosen with [%2=…]; it has %3, from %4 to %5", name, key,
                       counted(writers.size(), "1 writer", "%1 writers"), writers.front(), writers.back());
}

/// The drawing as it is, or, for a repetition of it, as it might have been drawn.
std::optional<DigitImage> pictureOf(const StrokeSample& sample, const StrokeUse& use, std::size_t repetition, std::size_t index)
{
    const std::vector<Stroke> strokes = transformed(sample.strokes, use.writerTransform);
    if (repetition == 0)
        return digitFromStrokes(strokes);
    Random random(Purpose::StrokeVariation, {use.seed, repetition, index});
    const double penWidth = variedPenWidth(random);
    return digitFromStrokes(variedStrokes(strokes, random), penWidth);
}

} // namespace

DataSplits strokeSplits(const StrokeFile& file, const std::string& name, const StrokeUse& use)
{
    DataSplits splits{.name = name, .train = {}, .test = {}};
    auto samples = usable(file, name, splits.notes);
    SampleChoices choices = use.choices;
    requireSomeone(choices.only, "only", name, samples);
    requireSomeone(choices.test, "test", name, samples);
    requireSomeone(choices.validation, "validation", name, samples);
    keepOnly(choices, samples);
    if (use.needsTest && !choices.test)
        choices.test = aFifth(withoutValidation(choices, samples));

    std::size_t empty = 0;
    for (std::size_t repetition = 0; repetition < std::max<std::size_t>(1, use.repetitions); ++repetition) {
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const SampleRole role = choices.roleOf(i, samples.size(), samples[i]->writer);
            if (role == SampleRole::LeftOut || (repetition > 0 && role != SampleRole::Train))
                continue;
            const auto picture = pictureOf(*samples[i], use, repetition, i);
            if (!picture)
                empty += repetition == 0;
            else
                add(role == SampleRole::Train  ? splits.train
                        : role == SampleRole::Test ? splits.test
                                                   : splits.validation,
                    *picture, *samples[i]);
        }
    }
    if (empty > 0)
        splits.notes.push_back(Message("%1: %2 without ink left out", name, counted(empty, "1 drawing", "%1 drawings")));
    return splits;
}

} // namespace engine
