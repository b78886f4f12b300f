#include "engine/data/augmentation.h"

#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "engine/imaging/stroke_width.h"
#include "engine/recipe/units.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace engine {
namespace {

SettingInfo strength(const char* name, const char* help, double initial, double maximum, const char* unit)
{
    return {.name = name, .help = help, .initial = initial, .minimum = 0, .maximum = maximum, .unit = unit};
}

} // namespace

std::span<const KindInfo> augmentationKinds()
{
    static const std::array<KindInfo, 2> kinds{{
        {"none", "None", "Training pictures stay as they are.", {}},
        {"distort", "Distort",
         "Training pictures are distorted anew each time, so that the network cannot learn them by heart.",
         {strength("shift", "pixels that it may move in each direction", 2, 28, units::pixels),
          strength("rotation", "degrees that it may turn", 10, 180, units::degrees),
          strength("scale", "share by which width and height may each grow or shrink", 0.1, 0.9, units::ofItsSize),
          strength("shear", "pixels that a row may slide sideways against the next", 0.1, 2, units::pixelsARow),
          strength("elastic", "strength of smooth random waves, Simard's alpha; 34 in his paper, 0 for none", 0, 1000,
                   units::pixelsBeforeSmoothing),
          {.name = "elastic_sigma",
           .help = "smoothness of the waves in pixels, Simard's sigma",
           .initial = 4.0,
           .minimum = 0.5,
           .maximum = 20,
           .unit = units::pixels},
          strength("stroke_width", "share of a pixel by which edges may move out or in", 0, 1, units::pixels),
          {.name = "clean_epochs",
           .help = "epochs at the end without distortion, as the pictures to be read are not distorted either",
           .initial = std::int64_t{0},
           .minimum = 0,
           .maximum = 1e6,
           .unit = units::epochs}}},
    }};
    return kinds;
}

Augmenter::Augmenter(const Spec& spec, const Shape& picture)
    : m_isActive(spec.kind != "none")
    , m_shape(picture)
{
    if (!m_isActive)
        return;
    if (picture.rank() != 3)
        throw ShapeError("augmentation distorts pictures (channels×height×width), the samples are %1", picture.text());
    m_strengths = {.shift = float(spec.real("shift")),
                   .rotation = float(spec.real("rotation")),
                   .scale = float(spec.real("scale")),
                   .shear = float(spec.real("shear")),
                   .strokeWidth = float(spec.real("stroke_width"))};
    const std::size_t pixels = picture[1] * picture[2];
    m_map.resize(pixels);
    m_padded.resize(warpScratchSize(picture[1], picture[2]));
    m_right.resize(pixels);
    m_down.resize(pixels);
    if (spec.real("elastic") > 0)
        m_elastic.emplace(picture[1], picture[2], spec.real("elastic_sigma"), spec.real("elastic"));
}

std::int64_t distortedEpochs(const Spec& spec, std::int64_t epochs)
{
    return spec.kind == "none" ? 0 : std::max<std::int64_t>(0, epochs - spec.integer("clean_epochs"));
}

void Augmenter::apply(std::span<float> picture, Random random)
{
    if (!m_isActive)
        return;
    // Everything is drawn in the same order, whatever the strengths: one that changes leaves the others' draws alone.
    const auto draw = [&random](float strength) { return random.uniform(-strength, strength); };
    const float strokeWidth = draw(m_strengths.strokeWidth);
    Distortion distortion;
    distortion.right = double(draw(m_strengths.shift));
    distortion.down = double(draw(m_strengths.shift));
    distortion.rotation = double(draw(m_strengths.rotation));
    distortion.width = 1 + double(draw(m_strengths.scale));
    distortion.height = 1 + double(draw(m_strengths.scale));
    distortion.shear = double(draw(m_strengths.shear));
    if (m_elastic) {
        m_elastic->draw(random, m_right);
        m_elastic->draw(random, m_down);
    }

    const std::size_t pixels = m_map.size();
    for (std::size_t channel = 0; channel < m_shape[0]; ++channel) {
        const auto map = picture.subspan(channel * pixels, pixels);
        changeStrokeWidth(map, m_shape[1], m_shape[2], strokeWidth, m_map);
        warp(m_map, m_shape[1], m_shape[2], distortion, {m_right, m_down}, m_padded, map);
    }
}

Dataset augmented(const Spec& spec, const Dataset& data, std::uint64_t seed, const std::function<bool(std::size_t)>& isChosen)
{
    Augmenter augmenter(spec, data.sampleShape);
    Dataset result = data;
    std::vector<float> ink(data.sampleShape.elements());
    for (std::size_t i = 0; i < data.size(); ++i) {
        if (isChosen && !isChosen(i))
            continue;
        scale(data.sample(i), ink);
        augmenter.apply(ink, {Purpose::Augmentation, {seed, 0, i}});
        std::ranges::transform(ink, result.pixels.begin() + std::ptrdiff_t(i * ink.size()),
                               [](float value) { return std::uint8_t(std::lround(std::clamp(value, 0.0f, 1.0f) * 255)); });
    }
    return result;
}

} // namespace engine
