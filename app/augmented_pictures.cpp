#include "app/augmented_pictures.h"

#include "engine/data/augmentation.h"
#include "engine/data/data_loader.h"

#include <algorithm>
#include <cmath>

std::vector<std::vector<std::uint8_t>> augmentedPictures(const engine::Spec& augmentation, const engine::Dataset& data,
                                                         std::size_t count, std::uint64_t seed)
{
    const engine::Spec whole = engine::complete(augmentation, engine::augmentationKinds(), "augmentation");
    if (whole.kind == "none" || data.sampleShape.rank() != 3)
        return {};
    engine::Augmenter augmenter(whole, data.sampleShape);
    std::vector<float> ink(data.sampleShape.elements());
    std::vector<std::vector<std::uint8_t>> pictures;
    for (std::size_t i = 0; i < std::min(count, data.size()); ++i) {
        engine::scale(data.sample(i), ink);
        augmenter.apply(ink, {engine::Purpose::Augmentation, {seed, 0, i}});
        auto& picture = pictures.emplace_back(ink.size() / data.sampleShape[0]); // of several maps the first
        std::transform(ink.begin(), ink.begin() + std::ptrdiff_t(picture.size()), picture.begin(), [](float value) {
            return std::uint8_t(std::lround(std::clamp(value, 0.0f, 1.0f) * 255));
        });
    }
    return pictures;
}
