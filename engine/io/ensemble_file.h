#pragma once

#include "engine/io/model_file.h"

namespace engine {

struct SafetensorsHeader;

/// As a model file with several networks in it: the metadata "members" lists their names, "member_1.recipe" and the tensors
/// "member_1.dense_1.weight" are the first one's. Only what reading needs is kept: training does not go on from it.
/// members: 1 to maxMembers. Written whole or not at all. Throws FileError.
void saveEnsemble(const std::vector<SavedModel>& members, const std::filesystem::path& file);

/// The members of an ensemble's file, or the one network of a model's. Treats the file as hostile, as loadModel() does,
/// and throws FileError besides where the members cannot read together, see requireOneTask().
std::vector<SavedModel> loadEnsemble(const std::filesystem::path& file);
std::vector<SavedModel> parseEnsemble(std::span<const std::byte> bytes, const std::string& name);

/// As of their recipes, and besides: that their classes are called the same. Throws ShapeError.
void requireOneTask(const SavedModel& one, const SavedModel& other);

constexpr std::size_t maxMembers = 64;

/// 0 where the file holds one network and no ensemble. Throws Error when its list is no list of names.
std::size_t membersIn(const SafetensorsHeader& header);

} // namespace engine
