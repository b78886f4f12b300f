#pragma once

#include "engine/data/dataset.h"
#include "engine/recipe/spec.h"

#include <cstdint>
#include <vector>

/// The first count samples as a network may get them in one look, ink 255; another seed is another look. None where the
/// augmentation leaves pictures as they are, or the samples are no pictures.
std::vector<std::vector<std::uint8_t>> augmentedPictures(const engine::Spec& augmentation, const engine::Dataset& data,
                                                         std::size_t count, std::uint64_t seed);
