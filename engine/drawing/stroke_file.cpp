#include "engine/drawing/stroke_file.h"

#include "engine/errors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <string_view>

namespace engine {
namespace {

using Json = nlohmann::json;

/// The value as it stands in the file, cut short for people.
std::string quoted(const Json& value)
{
    constexpr std::size_t longest = 30;
    const std::string text = value.is_structured() ? value.type_name() : value.dump(-1, ' ', true);
    return text.size() <= longest ? text : text.substr(0, longest) + "…";
}

float readCoordinate(const Json& value)
{
    if (!value.is_number())
        throw Error("a coordinate is %1, expected a number", quoted(value));
    const float coordinate = value.get<float>();
    if (!std::isfinite(coordinate))
        throw Error("the coordinate %1 is too large", quoted(value));
    return coordinate;
}

PenPoint readPoint(const Json& value)
{
    // A third number, a time or a pressure, is common in such files and not ours to judge.
    if (!value.is_array() || value.size() < 2)
        throw Error("a point is %1, expected [x, y]", quoted(value));
    return {readCoordinate(value[0]), readCoordinate(value[1])};
}

std::vector<Stroke> readStrokes(const Json& value)
{
    if (!value.is_array())
        throw Error("\"strokes\" is %1, expected a list of lists of [x, y]", quoted(value));
    std::vector<Stroke> strokes;
    for (const Json& points : value) {
        if (!points.is_array())
            throw Error("a stroke is %1, expected a list of [x, y]", quoted(points));
        Stroke stroke;
        stroke.reserve(points.size());
        for (const Json& point : points)
            stroke.push_back(readPoint(point));
        if (!stroke.empty())
            strokes.push_back(std::move(stroke));
    }
    if (strokes.empty())
        throw Error("\"strokes\" holds no point");
    return strokes;
}

std::optional<int> readLabel(const Json& value)
{
    if (value.is_null())
        return {};
    const double label = value.is_number() ? value.get<double>() : -1;
    if (!(label >= 0 && label <= 9) || label != std::floor(label))
        throw Error("\"label\" is %1, expected 0 to 9 or null", quoted(value));
    return int(label);
}

std::optional<std::string> readNumber(const Json& value)
{
    if (value.is_null())
        return {};
    const std::string digits = value.is_string() ? value.get<std::string>() : value.dump();
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos)
        throw Error("\"number\" is %1, expected digits in quotes", quoted(value));
    return digits;
}

std::optional<std::string> readWriter(const Json& value)
{
    if (value.is_null())
        return {};
    if (!value.is_string() && !value.is_number())
        throw Error("\"writer\" is %1, expected a number or a name", quoted(value));
    return value.is_string() ? value.get<std::string>() : value.dump();
}

StrokeSample readSample(std::string_view line)
{
    Json object;
    try {
        object = Json::parse(line);
    } catch (const Json::parse_error& error) {
        throw Error("not JSON from character %1 on", error.byte);
    } catch (const Json::out_of_range&) {
        throw Error("a number is too large");
    }
    if (!object.is_object())
        throw Error("the line is %1, expected an object {…}", quoted(object));
    if (!object.contains("strokes"))
        throw Error("there is no \"strokes\"");

    StrokeSample sample;
    sample.strokes = readStrokes(object["strokes"]);
    sample.isLabelled = object.contains("label");
    sample.label = readLabel(object["label"]);
    sample.number = readNumber(object["number"]);
    sample.writer = readWriter(object["writer"]);
    return sample;
}

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// The shortest text that reads back as the same float.
std::string shortest(float value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

std::string toJson(const Stroke& stroke)
{
    std::string text = "[";
    for (const PenPoint& point : stroke) {
        if (!std::isfinite(point.x) || !std::isfinite(point.y)) // JSON has no word for these
            continue;
        text.append(text.size() > 1 ? ",[" : "[").append(shortest(point.x)).append(",");
        text.append(shortest(point.y)).append("]");
    }
    return text.append("]");
}

std::string inQuotes(const std::string& text)
{
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

StrokeFile readStrokeFile(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file))
        throw FileError("%1 cannot be opened.", file.string());

    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    StrokeFile content;
    std::string buffer;
    for (std::size_t number = 1; std::getline(stream, buffer); ++number) {
        std::string_view line = buffer;
        if (number == 1 && line.starts_with(byteOrderMark))
            line.remove_prefix(byteOrderMark.size());
        if (isBlank(line))
            continue;
        try {
            content.samples.push_back(readSample(line));
        } catch (const Error& error) {
            content.brokenLines.push_back({number, error.message()});
        }
    }
    if (stream.bad())
        throw FileError("%1 cannot be read to its end.", file.string());
    return content;
}

StrokeSample strokeSampleFrom(std::string_view line)
{
    return readSample(line);
}

std::string toJsonLine(const StrokeSample& sample)
{
    std::string line = "{";
    if (sample.isLabelled)
        line.append("\"label\":").append(sample.label ? std::to_string(*sample.label) : "null").append(",");
    if (sample.number)
        line.append("\"number\":").append(inQuotes(*sample.number)).append(",");
    if (sample.writer)
        line.append("\"writer\":").append(inQuotes(*sample.writer)).append(",");
    line.append("\"strokes\":[");
    for (std::size_t i = 0; i < sample.strokes.size(); ++i)
        line.append(i == 0 ? "" : ",").append(toJson(sample.strokes[i]));
    return line.append("]}");
}

} // namespace engine
