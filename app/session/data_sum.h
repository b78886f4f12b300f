#pragma once

#include "app/session/data_part.h"

#include "engine/data/dataset.h"

#include <span>
#include <string>

/// Reads all parts and joins them. Tested with is the test part of the real ones; a file of drawings brings one when no
/// part has another (a fifth of its writers); what the program makes is tested with where there is nothing else.
/// Folders are those that the parts' paths name. Throws engine::Error.
engine::DataSplits readDataSum(std::span<const DataPart> parts);

/// "MNIST[test=none] + my.jsonl*4 + synthetic:40000": with the names of what was read, so that a model's record tells it.
std::string nameOf(const DataPart& part, const std::string& sourceName);
