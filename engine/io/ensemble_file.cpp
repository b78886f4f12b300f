#include "engine/io/ensemble_file.h"

#include "engine/data/class_names.h"
#include "engine/inspect/ensemble.h"
#include "engine/io/byte_source.h"
#include "engine/io/model_reader.h"
#include "engine/io/model_writer.h"
#include "engine/io/strict_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cassert>

namespace engine {
namespace {

std::string memberPrefix(std::size_t index)
{
    return "member_" + std::to_string(index + 1) + ".";
}

std::vector<SavedModel> readMembers(const ByteSource& source)
{
    return readNamed(source, [](ModelReader& reader) {
        std::vector<SavedModel> members;
        const std::size_t count = membersIn(reader.header());
        for (std::size_t i = 0; i < count; ++i) {
            try {
                members.push_back(reader.read(memberPrefix(i)));
            } catch (const Error& error) {
                throw Error("member %1: %2", i + 1, error.message());
            }
        }
        if (count == 0)
            members.push_back(reader.read(""));
        reader.requireNoOthers();
        for (std::size_t i = 0; i < count; ++i)
            requireOneTask(members.front(), members[i]);
        return members;
    });
}

} // namespace

std::size_t membersIn(const SafetensorsHeader& header)
{
    const auto found = header.metadata.find("members");
    if (found == header.metadata.end())
        return 0;
    const nlohmann::json names = json::parse(found->second, "its list of members");
    const auto isName = [](const nlohmann::json& name) { return name.is_string(); };
    if (!names.is_array() || names.empty() || names.size() > maxMembers || !std::ranges::all_of(names, isName))
        json::refuse("its list of members", names, Message("1 to %1 names", maxMembers));
    return names.size();
}

void requireOneTask(const SavedModel& one, const SavedModel& other)
{
    requireOneTask(one.recipe, other.recipe);
    const auto first = [](const SavedModel& model) { return className(model.classes, 0); };
    const auto names = [](const SavedModel& model) { return areNumbered(model.classes) ? std::vector<std::string>() : model.classes; };
    if (names(one) != names(other))
        throw ShapeError("an ensemble names one set of classes, but what %1 calls \"%2\" and so on is not what %3 "
                         "calls \"%4\"", one.recipe.name, first(one), other.recipe.name, first(other));
}

void saveEnsemble(const std::vector<SavedModel>& members, const std::filesystem::path& file)
{
    assert(!members.empty() && members.size() <= maxMembers);
    std::vector<SavedModel> readers = members;
    std::ranges::for_each(readers, keepWeightsOnly);
    ModelWriter writer(file);
    nlohmann::json names = nlohmann::json::array();
    for (std::size_t i = 0; i < readers.size(); ++i) {
        writer.add(readers[i], memberPrefix(i));
        names.push_back(readers[i].recipe.name);
    }
    writer.addMetadata("members", json::text(names));
    writer.write();
}

std::vector<SavedModel> loadEnsemble(const std::filesystem::path& file)
{
    return readMembers(openFile(file));
}

std::vector<SavedModel> parseEnsemble(std::span<const std::byte> bytes, const std::string& name)
{
    return readMembers(openMemory(bytes, name));
}

} // namespace engine
