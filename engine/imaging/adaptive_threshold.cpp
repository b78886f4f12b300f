#include "engine/imaging/adaptive_threshold.h"

#include "engine/drawing/pen_width.h"
#include "engine/imaging/block_means.h"
#include "engine/imaging/denoise.h"
#include "engine/imaging/local_contrast.h"
#include "engine/imaging/paper_light.h"
#include "engine/imaging/paper_sheet.h"
#include "engine/imaging/rim_ink.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

constexpr std::size_t longestSide = 640; // ample for 20 pixels of ink, and quick
constexpr std::size_t tinySide = 32; // a digit's own size: pixels are too few to give any away
constexpr float oneLevel = 0.5f; // less than a rounding step of the picture is nothing
constexpr float faintestInk = 8; // of 255
constexpr float faintestShare = 0.35f; // of the ink's own contrast: ruled lines are paler
constexpr float noiseMargin = 4; // in standard deviations
constexpr double smallestBlank = 0.08; // of the picture
constexpr double thickestPen = 0.15; // of the root of the sheet's area

/// Turns brightness into its distance from the paper, to the side (darker or lighter) where more of it lies.
void subtract(const PaperLight& paper, InkPlane& plane, const Mask& sheet)
{
    double darker = 0, lighter = 0;
    for (std::size_t y = 0; y < plane.height; ++y) {
        for (std::size_t x = 0; x < plane.width; ++x) {
            float& value = plane.values[y * plane.width + x];
            value = sheet.at(x, y) ? value - paper(x, y) : 0;
            (value < 0 ? darker : lighter) += double(value) * double(value);
        }
    }
    const float sign = darker > lighter ? -1 : 1;
    for (float& value : plane.values) {
        value *= sign;
        if (value < oneLevel)
            value = 0;
    }
}

/// The typical distance of ink from paper: the mean over the ink, each part weighted by itself.
float inkLevel(const InkPlane& plane, float threshold)
{
    double sum = 0, squares = 0;
    for (const float value : plane.values) {
        if (value > threshold) {
            sum += double(value);
            squares += double(value) * double(value);
        }
    }
    return sum > 0 ? float(squares / sum) : 0;
}

/// The ink, and whether the picture has a photo's grain.
struct FoundInk
{
    std::optional<InkPlane> ink; ///< nullopt: nothing stands out
    bool isPhoto;
};

/// isSheet: the paper is a sheet on a table; else the picture itself, which may be a board.
FoundInk inkOn(const Mask& paper, bool isSheet, InkPlane plane)
{
    const PaperLight light(plane, paper);
    float noise = light.noise();
    const bool isPhoto = noise >= oneLevel;
    if (isPhoto)
        noise = toLocalContrast(plane, paper, isSheet);
    else
        subtract(light, plane, paper);

    const float threshold = std::max(noiseMargin * noise, faintestInk);
    const float level = inkLevel(plane, threshold);
    if (level <= threshold * 1.25f)
        return {{}, isPhoto};

    const bool isPure = noise < oneLevel && std::max(plane.width, plane.height) <= tinySide;
    const float floor = isPure ? 0 : std::max(noiseMargin / 2 * noise, faintestShare * level);
    const float brightest = std::ranges::max(plane.values);
    const float full = isPure ? brightest : std::max(level - noiseMargin / 2 * noise, floor + level / 4);
    const float stretch = isPure && brightest > 253.5f ? 1 : 255 / (full - floor);
    for (float& value : plane.values)
        value = std::clamp((value - floor) * stretch, 0.0f, 255.0f);
    if (isSheet)
        dropRimInk(plane, paper);
    if (!isPure)
        denoise(plane, 128, 0.03);
    if (std::ranges::max(plane.values) <= 0)
        return {{}, isPhoto};
    return {std::move(plane), isPhoto};
}

/// Thin, as a pen writes: else a bright thing with a hole, as a nought in thick white print, would be paper.
bool isWriting(const InkPlane& ink, const Mask& sheet)
{
    return penWidthOf(tightBox(ink)) < thickestPen * std::sqrt(double(sheet.count()));
}

} // namespace

std::optional<PictureInk> inkInPicture(const GrayImage& picture)
{
    if (picture.width == 0 || picture.height == 0)
        return {};
    InkPlane plane = blockMeans(picture, blockSide(picture, longestSide));
    if (const auto found = paperSheetIn(picture)) {
        const Mask sheet = resized(*found, plane.width, plane.height);
        FoundInk onSheet = inkOn(sheet, true, plane);
        if (onSheet.ink && isWriting(*onSheet.ink, sheet))
            return PictureInk{std::move(*onSheet.ink), sheet};
        const bool isLarge = double(sheet.count()) > smallestBlank * double(plane.values.size());
        if (!onSheet.ink && onSheet.isPhoto && isLarge)
            return {}; // a blank sheet; not a white shape that a program drew, nor what a stroke encloses
    }
    FoundInk found = inkOn(Mask(plane.width, plane.height).inverted(), false, std::move(plane));
    return found.ink ? std::optional(PictureInk{std::move(*found.ink)}) : std::nullopt;
}

std::optional<InkPlane> adaptiveThreshold(const GrayImage& picture)
{
    auto found = inkInPicture(picture);
    return found ? std::optional(std::move(found->ink)) : std::nullopt;
}

} // namespace engine
