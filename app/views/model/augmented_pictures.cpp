#include "app/views/model/augmented_pictures.h"

#include "engine/data/augmentation.h"

std::vector<std::vector<std::uint8_t>> augmentedPictures(const engine::Spec& augmentation, const engine::Dataset& data,
                                                         std::size_t count, std::uint64_t seed)
{
    const engine::Spec whole = engine::complete(augmentation, engine::augmentationKinds(), "augmentation");
    if (whole.kind == "none" || data.sampleShape.rank() != 3)
        return {};
    const engine::Dataset seen = engine::augmented(whole, data.first(count), seed);
    const auto size = std::ptrdiff_t(data.sampleShape.elements() / data.sampleShape[0]); // of several maps the first
    std::vector<std::vector<std::uint8_t>> pictures;
    for (std::size_t i = 0; i < seen.size(); ++i)
        pictures.emplace_back(seen.sample(i).begin(), seen.sample(i).begin() + size);
    return pictures;
}
