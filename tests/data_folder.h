#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

/// Where tests find real data: $DIGITSCOPE_DATA is a folder that holds mnist/, pendigits/ … or the four MNIST
/// files.
inline std::optional<std::filesystem::path> dataFolder()
{
    const char* folder = std::getenv("DIGITSCOPE_DATA");
    if (!folder || !std::filesystem::is_directory(folder))
        return {};
    return folder;
}

/// The folder with MNIST's four files, when there is one.
inline std::optional<std::filesystem::path> mnistFolder()
{
    const auto folder = dataFolder();
    if (!folder)
        return {};
    for (const auto& candidate : {*folder / "mnist", *folder}) {
        const auto images = candidate / "train-images-idx3-ubyte";
        if (std::filesystem::exists(images) || std::filesystem::exists(images.string() + ".gz"))
            return candidate;
    }
    return {};
}

/// The UCI pen digits, when they are there.
inline std::optional<std::filesystem::path> penDigitsFile()
{
    const auto folder = dataFolder();
    if (!folder || !std::filesystem::exists(*folder / "pendigits" / "train.jsonl"))
        return {};
    return *folder / "pendigits" / "train.jsonl";
}
