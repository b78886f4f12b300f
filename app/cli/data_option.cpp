#include "app/cli/data_option.h"

#include "app/session/data_location.h"

#include "engine/train/compatibility.h"

#include <ostream>

namespace cli {

std::shared_ptr<const engine::DataSplits> openData(const std::optional<std::string>& where, const engine::Recipe& recipe,
                                                   std::optional<std::size_t> limit, const Console& console,
                                                   const engine::WriterTransform& writerTransform)
{
    DataLocation location = findData(where ? where : dataFor(recipe));
    for (DataPart& part : location.parts)
        part.writerTransform = writerTransform;
    auto splits = std::make_shared<engine::DataSplits>(readData(location));
    if (limit && *limit < splits->train.size())
        splits->train = splits->train.first(*limit);
    console.err << "data: " << describe(*splits) << ", " << location.reason.text() << std::endl;
    for (const engine::Message& note : splits->notes)
        console.err << "note: " << note.text() << std::endl;
    return splits;
}

engine::Recipe presetFor(const engine::Recipe& preset, const engine::DataSplits& data, const Console& console)
{
    const engine::Recipe recipe = engine::adaptedTo(preset, data.train);
    if (recipe.input != preset.input)
        console.err << "note: " << preset.name << " is made to read pictures of " << recipe.input.text() << std::endl;
    if (recipe.layers != preset.layers)
        console.err << "note: " << preset.name << " gets a last layer of " << data.train.classNames.size()
                    << " units, one for each class" << std::endl;
    return recipe;
}

} // namespace cli
