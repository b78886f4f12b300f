#include "engine/inspect/classifier.h"

#include "engine/errors.h"
#include "engine/train/compatibility.h"

namespace engine {

void requireClassifier(const Model& model)
{
    if (!model.namesClasses())
        throw Error("the network %1 gives its input back and names no class", model.recipe.name);
}

void requireClassifier(const Model& model, const Dataset& data)
{
    requireClassifier(model);
    requireCompatible(*model.network, model.recipe, data);
}

std::vector<std::size_t> samplesOfEachClass(const Dataset& data)
{
    std::vector<std::size_t> counts(data.classNames.size());
    for (const std::uint8_t label : data.labels)
        if (label != noClass)
            ++counts[label];
    return counts;
}

} // namespace engine
