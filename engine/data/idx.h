#pragma once

#include "engine/data/dataset.h"

#include <filesystem>

namespace engine {

/// Reads an IDX image file (magic 2051) and its label file (magic 2049), plain or gzip, of any count and
/// size. Throws FileError that names the file, what was expected and what was found, when either is missing,
/// truncated, too long, of another kind, damaged gzip, or when the counts differ. Nothing is allocated on the
/// word of a header.
Dataset readIdx(const std::filesystem::path& images, const std::filesystem::path& labels);

/// The four MNIST-named files of a folder (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-…), gzip or
/// not. Throws FileError; for a folder that lacks some, it lists those that are missing.
DataSplits readIdxFolder(const std::filesystem::path& folder);

/// Whether all four files are there, without reading them.
bool holdsIdxFiles(const std::filesystem::path& folder);

} // namespace engine
