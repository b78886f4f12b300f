#include "engine/io/byte_source.h"

#include "engine/errors.h"

#include <algorithm>
#include <cassert>
#include <fstream>
#include <memory>
#include <system_error>

namespace engine {

ByteSource openFile(const std::filesystem::path& file)
{
    namespace fs = std::filesystem;
    const auto fail = [&file](const Message& why) { throw FileError("cannot read %1: %2", file.string(), why); };

    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status))
        fail(Message::verbatim(error.message()));
    if (!fs::is_regular_file(status)) // a pipe would block, a device may never end
        fail(fs::is_directory(status) ? Message("it is a folder") : Message("it is not a regular file"));
    const std::uint64_t length = fs::file_size(file, error);
    if (error)
        fail(Message::verbatim(error.message()));
    const auto stream = std::make_shared<std::ifstream>(file, std::ios::binary);
    if (!*stream)
        fail("permission denied");

    const auto read
        = [stream, length, name = file.string()](std::uint64_t offset, std::span<std::byte> into) {
              assert(offset <= length && into.size() <= length - offset);
              stream->seekg(std::streamoff(offset));
              stream->read(reinterpret_cast<char*>(into.data()), std::streamsize(into.size()));
              if (!*stream)
                  throw FileError("cannot read %1: it ended or failed before byte %2 of %3", name, offset + into.size(),
                                  length);
          };
    return {file.string(), length, read};
}

ByteSource openMemory(std::span<const std::byte> bytes, const std::string& name)
{
    return {name, bytes.size(), [bytes](std::uint64_t offset, std::span<std::byte> into) {
                assert(offset <= bytes.size() && into.size() <= bytes.size() - offset);
                std::ranges::copy(bytes.subspan(std::size_t(offset), into.size()), into.begin());
            }};
}

} // namespace engine
