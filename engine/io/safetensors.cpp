#include "engine/io/safetensors.h"

#include "engine/errors.h"
#include "engine/io/strict_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>

namespace engine {
namespace {

using Json = nlohmann::json;

static_assert(std::endian::native == std::endian::little && sizeof(float) == 4,
              "the format's numbers are ours");

constexpr std::uint64_t lengthBytes = sizeof(std::uint64_t);

std::string readHeaderText(const ByteSource& source)
{
    if (source.length < lengthBytes)
        throw Error("it has %1 bytes, expected at least %2", source.length, lengthBytes);
    std::uint64_t length = 0;
    source.read(0, std::as_writable_bytes(std::span(&length, 1)));
    if (length > source.length - lengthBytes)
        throw Error("it announces a header of %1 bytes, but %2 bytes follow", length, source.length - lengthBytes);
    if (length > maxHeaderBytes)
        throw Error("it announces a header of %1 bytes, expected at most %2", length, maxHeaderBytes);
    std::string text(std::size_t(length), '\0');
    source.read(lengthBytes, std::as_writable_bytes(std::span(text)));
    return text;
}

std::map<std::string, std::string> metadataOf(const Json& object)
{
    if (!object.is_object())
        json::refuse("__metadata__", object, "an object of texts");
    std::map<std::string, std::string> metadata;
    for (const auto& [name, value] : object.items())
        metadata[name] = json::string(value, Message("__metadata__ %1", json::quoted(name)));
    return metadata;
}

std::vector<std::uint64_t> countsOf(const Json& tensor, const char* key, const Message& name)
{
    const auto isCount = [](const Json& value) { return value.is_number_unsigned(); };
    const Message where = json::entry(key, name);
    if (!tensor.contains(key))
        json::refuse(name, tensor, "an object with dtype, shape and data_offsets");
    const Json& list = tensor[key];
    if (!list.is_array() || !std::ranges::all_of(list, isCount))
        json::refuse(where, list, "a list of whole numbers from 0 on");
    return list.get<std::vector<std::uint64_t>>();
}

/// True when floats of that shape fill exactly that many bytes; the product may be larger than any integer.
bool fills(const std::vector<std::uint64_t>& shape, std::uint64_t bytes)
{
    if (std::ranges::count(shape, 0u))
        return bytes == 0;
    std::uint64_t floats = 1;
    for (const std::uint64_t extent : shape) {
        if (extent > bytes / floats)
            return false;
        floats *= extent;
    }
    return bytes % sizeof(float) == 0 && floats == bytes / sizeof(float);
}

StoredTensor tensorOf(const Json& object, const Message& name, std::uint64_t dataBegin, std::uint64_t dataBytes)
{
    if (!object.is_object() || !object.contains("dtype"))
        json::refuse(name, object, "an object with dtype, shape and data_offsets");
    StoredTensor tensor{json::string(object["dtype"], json::entry("dtype", name)), countsOf(object, "shape", name)};
    const auto offsets = countsOf(object, "data_offsets", name);
    if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes)
        json::refuse(json::entry("data_offsets", name), object["data_offsets"],
                     Message("a begin and an end in 0 to %1", dataBytes));
    tensor.offset = dataBegin + offsets[0];
    tensor.bytes = offsets[1] - offsets[0];
    if (tensor.dtype == "F32" && !fills(tensor.shape, tensor.bytes))
        throw Error("shape of %1 is %2, but it has %3 bytes", name, json::excerpt(object["shape"]), tensor.bytes);
    return tensor;
}

/// Laid side by side in the order of the file, the tensors must cover it from the header to the last byte.
void checkCover(const SafetensorsHeader& header, std::uint64_t dataBegin, std::uint64_t length)
{
    using Entry = std::map<std::string, StoredTensor>::const_pointer;
    std::vector<Entry> entries;
    for (const auto& entry : header.tensors)
        entries.push_back(&entry);
    std::ranges::sort(entries, {},
                      [](Entry entry) { return std::pair(entry->second.offset, entry->second.bytes); });

    std::uint64_t end = dataBegin;
    for (const Entry entry : entries) {
        const auto& [name, tensor] = *entry;
        if (tensor.offset != end)
            throw Error("tensor %1 begins at byte %2, expected %3, where the one before it ends",
                        json::quoted(name), tensor.offset, end);
        end += tensor.bytes;
    }
    if (end != length)
        throw Error("its tensors end at byte %1, expected %2, where the file ends", end, length);
}

SafetensorsHeader read(const ByteSource& source)
{
    const std::string text = readHeaderText(source);
    const Json document = json::parse(text, "its header");
    if (!document.is_object())
        json::refuse("its header", document, "an object");

    const std::uint64_t dataBegin = lengthBytes + text.size();
    SafetensorsHeader header;
    for (const auto& [name, value] : document.items()) {
        if (name == "__metadata__")
            header.metadata = metadataOf(value);
        else
            header.tensors[name]
                = tensorOf(value, Message("tensor %1", json::quoted(name)), dataBegin, source.length - dataBegin);
    }
    checkCover(header, dataBegin, source.length);
    return header;
}

} // namespace

SafetensorsHeader readSafetensorsHeader(const ByteSource& source)
{
    try {
        return read(source);
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw FileError("%1 is not a safetensors file, or a damaged one: %2", source.name, error.message());
    }
}

std::string safetensorsHeader(const std::map<std::string, std::string>& metadata,
                              std::span<const NamedShape> tensors)
{
    nlohmann::ordered_json document;
    document["__metadata__"] = metadata;
    std::uint64_t end = 0;
    for (const auto& [name, shape] : tensors) {
        const auto extents = shape.extents();
        const std::uint64_t begin = end;
        end += shape.elements() * sizeof(float);
        document[name] = {
            {"dtype", "F32"},
            {"shape", std::vector<std::size_t>(extents.begin(), extents.end())},
            {"data_offsets", {begin, end}},
        };
    }
    std::string text = document.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.resize((text.size() + lengthBytes - 1) / lengthBytes * lengthBytes,
                ' '); // so that the arrays are aligned

    const std::uint64_t length = text.size();
    std::string result(lengthBytes, '\0');
    std::memcpy(result.data(), &length, lengthBytes);
    return result + text;
}

} // namespace engine
