#include "engine/data/idx.h"

#include "engine/data/class_names.h"
#include "engine/errors.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <string>

namespace engine {
namespace {

constexpr std::uint32_t imagesMagic = 2051;
constexpr std::uint32_t labelsMagic = 2049;
constexpr std::size_t firstPiece = std::size_t{1} << 20;

Message inWords(std::uint32_t magic)
{
    if (magic == imagesMagic)
        return Message("%1 (images)", magic);
    return magic == labelsMagic ? Message("%1 (labels)", magic) : Message("%1", magic);
}

/// The bytes of a plain or gzip file, front to back. zlib tells the two apart by the first two bytes.
class ByteReader
{
public:
    explicit ByteReader(const std::filesystem::path& path)
        : m_name(path.filename().string())
        , m_file(std::filesystem::is_directory(path) ? nullptr : gzopen(path.c_str(), "rb"), &gzclose_r)
    {
        if (!m_file)
            throw FileError("%1 cannot be opened.", path.string());
        gzbuffer(m_file.get(), 1u << 17);
    }

    [[noreturn]] void fail(const Message& what) const { throw FileError("%1: %2.", m_name, what); }

    /// Fewer bytes than asked for mean the end of the file.
    std::size_t read(std::span<std::uint8_t> target)
    {
        std::size_t count = 0;
        while (count < target.size()) {
            const unsigned piece = unsigned(std::min<std::size_t>(target.size() - count, firstPiece));
            const int got = gzread(m_file.get(), target.data() + count, piece);
            int code = Z_OK;
            gzerror(m_file.get(), &code);
            if (got < 0 || code == Z_BUF_ERROR) // Z_BUF_ERROR: the compressed stream stops half-way
                fail(code == Z_BUF_ERROR ? "the compressed data ends too early; copy the file again"
                                         : "the compressed data is damaged; copy the file again");
            if (got == 0)
                break;
            count += std::size_t(got);
        }
        return count;
    }

    std::uint32_t readNumber()
    {
        std::array<std::uint8_t, 4> bytes{};
        if (read(bytes) < bytes.size())
            fail("the file ends within its header");
        return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8
            | bytes[3];
    }

    void expectMagic(std::uint32_t expected)
    {
        const std::uint32_t found = readNumber();
        if (found != expected)
            fail(Message("magic number %1, expected %2", inWords(found), inWords(expected)));
    }

    /// The rest of the file, which must be exactly that long. Memory follows the bytes that are really there,
    /// at most twice as much, and never the header.
    std::vector<std::uint8_t> readRest(std::uint64_t expected)
    {
        std::vector<std::uint8_t> bytes;
        std::size_t filled = 0;
        while (filled < expected) {
            const std::uint64_t room = std::min<std::uint64_t>(expected, std::max(2 * filled, firstPiece));
            bytes.reserve(room); // exactly, where resize alone would round up
            bytes.resize(room);
            filled += read(std::span(bytes).subspan(filled));
            if (filled < room)
                fail(Message("%1 bytes after the header, expected %2", filled, expected));
        }
        std::array<std::uint8_t, 1> beyond{};
        if (read(beyond) != 0)
            fail(Message("more bytes after the header than the expected %1", expected));
        return bytes;
    }

private:
    std::string m_name;
    std::unique_ptr<gzFile_s, int (*)(gzFile)> m_file;
};

std::uint64_t productOrThrow(const ByteReader& reader, std::uint64_t count, std::uint64_t rows,
                             std::uint64_t columns)
{
    // rows × columns fits 64 bits because both are 32-bit; the third factor may not.
    const std::uint64_t pixels = rows * columns;
    if (count == 0 || pixels == 0 || count > std::numeric_limits<std::uint64_t>::max() / pixels)
        reader.fail(Message("the header promises %1 images of %2×%3 pixels", count, rows, columns));
    return count * pixels;
}

void readImages(const std::filesystem::path& path, Dataset& data, std::uint64_t& count)
{
    ByteReader reader(path);
    reader.expectMagic(imagesMagic);
    count = reader.readNumber();
    const std::uint32_t rows = reader.readNumber();
    const std::uint32_t columns = reader.readNumber();
    data.pixels = reader.readRest(productOrThrow(reader, count, rows, columns));
    data.sampleShape = {1, rows, columns};
}

void readLabels(const std::filesystem::path& path, Dataset& data)
{
    ByteReader reader(path);
    reader.expectMagic(labelsMagic);
    const std::uint32_t count = reader.readNumber();
    data.labels = reader.readRest(count);
    const std::size_t highest = data.labels.empty() ? 0 : *std::ranges::max_element(data.labels);
    if (highest >= maxClasses)
        reader.fail(Message("label %1, expected 0 to %2", highest, maxClasses - 1));
    data.classNames = numberedClasses(std::max<std::size_t>(2, highest + 1));
}

} // namespace

Dataset readIdx(const std::filesystem::path& images, const std::filesystem::path& labels)
{
    Dataset data;
    std::uint64_t count = 0;
    readImages(images, data, count);
    readLabels(labels, data);
    if (data.size() != count)
        throw FileError("%1: %2 labels, expected %3, one for each image of %4.",
                        labels.filename().string(), data.size(), count, images.filename().string());
    return data;
}

} // namespace engine
