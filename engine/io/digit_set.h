#pragma once

#include "engine/drawing/strokes.h"
#include "engine/message.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A drawing of the user's own set. Immutable: a change makes another one.
struct UserDigit
{
    StrokeSample sample;
    std::string line; ///< as it stands in the file: what this program does not know of stays in it

    bool isDigit() const { return sample.label.has_value(); }
};

using UserDigits = std::vector<std::shared_ptr<const UserDigit>>;

/// A drawing that the pad has just made. label: nullopt for no digit; writer: nullopt where nobody says.
std::shared_ptr<const UserDigit> userDigit(std::vector<Stroke> strokes, std::optional<int> label, std::optional<std::string> writer);
/// The same drawing with another label; everything else on its line stays.
std::shared_ptr<const UserDigit> relabelled(const UserDigit& digit, std::optional<int> label);

/// A line of a file that holds no drawing of one digit.
struct UnreadLine
{
    std::size_t number = 0; ///< 1 is the first
    Message reason;
    std::string text;
};

struct DigitFile
{
    UserDigits digits;
    std::vector<UnreadLine> unread;
};

/// What a file that is not there is taken for.
enum class Missing { IsEmpty, IsAnError };

/// The stroke format of stroke_file.h, each line kept as it is. A number of several digits counts as unread. Throws
/// FileError when it cannot be read.
DigitFile readDigits(const std::filesystem::path& file, Missing missing);

/// Written whole or not at all. The folder is made. Throws FileError.
void writeDigits(const UserDigits& digits, const std::filesystem::path& file);

/// Adds the lines to the file beside it, NAME.unread.jsonl, but for those that it has already, so that nothing that
/// somebody wrote is lost when the set is written again. Returns that file. Throws FileError.
std::filesystem::path saveUnread(const std::vector<UnreadLine>& lines, const std::filesystem::path& file);

} // namespace engine
