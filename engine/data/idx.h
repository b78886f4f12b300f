#pragma once

#include "engine/data/dataset.h"

#include <filesystem>

namespace engine {

/// Reads an IDX image file (magic 2051) and its label file (magic 2049), plain or gzip, of any count and
/// size. Classes are called by their numbers, as many as the highest label needs. Throws FileError that names the file, what
/// was expected and what was found, when either is missing, truncated, too long, of another kind, damaged gzip, or when the
/// counts differ. Nothing is allocated on the word of a header.
Dataset readIdx(const std::filesystem::path& images, const std::filesystem::path& labels);

/// The four files of a folder, gzip or not: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-…, or others in whose
/// names the words "train" and "test", "images" and "labels" tell which is which. Classes are named by the folder's
/// classes.txt (or labels.txt), else by what the program knows of the data, else by numbers; how drawings are to look is
/// measured, see DrawingStyle. Throws FileError; for a folder that lacks some files, it lists those that are missing.
DataSplits readIdxFolder(const std::filesystem::path& folder);

/// Whether all four files are there, without reading them.
bool holdsIdxFiles(const std::filesystem::path& folder);

} // namespace engine
