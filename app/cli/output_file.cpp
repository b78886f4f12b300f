#include "app/cli/output_file.h"

#include "engine/errors.h"

#include <filesystem>

#include <unistd.h>

namespace cli {

void requireWritable(const std::string& out)
{
    namespace fs = std::filesystem;
    std::error_code ignored;
    const fs::path folder = fs::absolute(out).parent_path();
    if (!fs::is_directory(folder, ignored))
        throw engine::FileError("--out %1: there is no folder %2", out, folder.string());
    if (fs::is_directory(out, ignored))
        throw engine::FileError("--out %1: this is a folder, expected a file to write", out);
    if (fs::exists(out, ignored) && !fs::is_regular_file(out, ignored))
        throw engine::FileError("--out %1: this is a device or a pipe, expected a file to write", out);
    if (::access(folder.c_str(), W_OK) != 0)
        throw engine::FileError("--out %1: the folder %2 may not be written to", out, folder.string());
}

} // namespace cli
