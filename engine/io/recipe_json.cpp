#include "engine/io/recipe_json.h"

#include "engine/errors.h"
#include "engine/io/strict_json.h"
#include "engine/train/complete_recipe.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace engine {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t maxLayers = 1'000;
constexpr std::uint64_t maxExtent = 65'536;
constexpr std::uint64_t maxInputs = 1u << 24;

constexpr std::array entries{
    "name",      "description", "input",       "layers",   "weight_initializer", "bias_initializer", "loss", "target",
    "optimizer", "schedule",    "regularizer", "clipping", "pretraining", "augmentation",       "early_stopping",   "validation_split",
    "batch_size", "epochs",     "seed",        "data"};

OrderedJson jsonOf(const Spec& spec)
{
    OrderedJson object{{"kind", spec.kind}};
    for (const auto& [name, value] : spec.settings)
        std::visit([&, &key = name](const auto& plain) { object[key] = plain; }, value);
    return object;
}

/// Kinds, settings and choices are plain words, so that a stranger's text never gets into an error message.
std::string word(const Json& value, const Message& where)
{
    const auto belongs = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
            || c == '-';
    };
    const std::string text = json::string(value, where);
    if (text.empty() || text.size() > 40 || !std::ranges::all_of(text, belongs))
        json::refuse(where, value, "a short word");
    return text;
}

SettingValue settingOf(const Json& value, const Message& where)
{
    if (value.is_string())
        return word(value, where);
    if (value.is_number_integer())
        return json::integer(value, where);
    if (value.is_number_float())
        return value.get<double>();
    json::refuse(where, value, "a number or a word");
}

Spec specOf(const Json& object, const Message& where)
{
    if (!object.is_object() || !object.contains("kind"))
        json::refuse(where, object, "an object with a \"kind\"");
    Spec spec{word(object["kind"], Message("the kind of %1", where)), {}};
    for (const auto& [name, value] : object.items()) {
        if (name != "kind")
            spec.settings[word(Json(name), Message("a setting of %1", where))] = settingOf(value, json::entry(name, where));
    }
    return spec;
}

Shape shapeOf(const Json& value)
{
    const auto isExtent = [](const Json& extent) {
        return extent.is_number_unsigned() && extent >= 1u && extent <= maxExtent;
    };
    if (!value.is_array() || value.empty() || value.size() > 3 || !std::ranges::all_of(value, isExtent))
        json::refuse("input", value, "one to three whole numbers such as [1, 28, 28]");
    const Shape shape{std::span<const std::size_t>(value.get<std::vector<std::size_t>>())};
    if (shape.elements() > maxInputs)
        json::refuse("input", value, Message("at most %1 numbers", maxInputs));
    return shape;
}

/// The words for a Target, in its order.
constexpr std::array targets{"label", "input"};

Target targetOf(const Json& value)
{
    const auto found = std::ranges::find(targets, json::string(value, "target"));
    if (found == targets.end())
        json::refuse("target", value, "\"label\" or \"input\"");
    return Target(found - targets.begin());
}

std::vector<Spec> layersOf(const Json& value)
{
    if (!value.is_array() || value.size() > maxLayers)
        json::refuse("layers", value, Message("a list of at most %1 layers", maxLayers));
    std::vector<Spec> layers;
    for (const Json& layer : value)
        layers.push_back(specOf(layer, Message("layer %1", layers.size() + 1)));
    return layers;
}

Recipe recipeOf(const Json& object)
{
    if (!object.is_object() || !object.contains("layers"))
        json::refuse("it", object, "an object with \"layers\"");
    for (const auto& [name, value] : object.items()) {
        if (!std::ranges::count(entries, name))
            throw Error("it has an entry %1 that this version does not know", json::quoted(name));
    }

    Recipe recipe;
    const auto read = [&object](const char* name, auto& field, const auto& fieldOf) {
        if (const auto found = object.find(name); found != object.end())
            field = fieldOf(*found);
    };
    const auto named = [](const auto& fieldOf, const char* name) {
        return [=](const Json& value) { return fieldOf(value, name); };
    };
    read("name", recipe.name, named(json::string, "name"));
    read("description", recipe.description, named(json::string, "description"));
    read("input", recipe.input, shapeOf);
    read("layers", recipe.layers, layersOf);
    read("weight_initializer", recipe.weightInitializer, named(specOf, "weight_initializer"));
    read("bias_initializer", recipe.biasInitializer, named(specOf, "bias_initializer"));
    read("loss", recipe.loss, named(specOf, "loss"));
    read("target", recipe.target, targetOf);
    read("optimizer", recipe.optimizer, named(specOf, "optimizer"));
    read("schedule", recipe.schedule, named(specOf, "schedule"));
    read("regularizer", recipe.regularizer, named(specOf, "regularizer"));
    read("clipping", recipe.clipping, named(specOf, "clipping"));
    read("pretraining", recipe.pretraining, named(specOf, "pretraining"));
    read("augmentation", recipe.augmentation, named(specOf, "augmentation"));
    read("early_stopping", recipe.earlyStopping, named(specOf, "early_stopping"));
    read("validation_split", recipe.validationSplit, named(json::real, "validation_split"));
    read("batch_size", recipe.batchSize, named(json::integer, "batch_size"));
    read("epochs", recipe.epochs, named(json::integer, "epochs"));
    read("seed", recipe.seed, named(json::counting, "seed"));
    read("data", recipe.data, named(word, "data"));
    return recipe;
}

} // namespace

std::string toJson(const Recipe& recipe)
{
    OrderedJson layers = OrderedJson::array();
    for (const Spec& layer : recipe.layers)
        layers.push_back(jsonOf(layer));
    const auto extents = recipe.input.extents();
    const OrderedJson object{
        {"name", recipe.name},
        {"description", recipe.description},
        {"input", std::vector<std::size_t>(extents.begin(), extents.end())},
        {"layers", layers},
        {"weight_initializer", jsonOf(recipe.weightInitializer)},
        {"bias_initializer", jsonOf(recipe.biasInitializer)},
        {"loss", jsonOf(recipe.loss)},
        {"target", targets[std::size_t(recipe.target)]},
        {"optimizer", jsonOf(recipe.optimizer)},
        {"schedule", jsonOf(recipe.schedule)},
        {"regularizer", jsonOf(recipe.regularizer)},
        {"clipping", jsonOf(recipe.clipping)},
        {"pretraining", jsonOf(recipe.pretraining)},
        {"augmentation", jsonOf(recipe.augmentation)},
        {"early_stopping", jsonOf(recipe.earlyStopping)},
        {"validation_split", recipe.validationSplit},
        {"batch_size", recipe.batchSize},
        {"epochs", recipe.epochs},
        {"seed", recipe.seed},
        {"data", recipe.data},
    };
    return object.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

Recipe recipeFromJson(std::string_view text)
{
    try {
        return complete(recipeOf(json::parse(text, "it")));
    } catch (const Error& error) {
        throw SettingError("the recipe: %1", error.message());
    }
}

} // namespace engine
