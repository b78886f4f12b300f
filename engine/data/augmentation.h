#pragma once

#include "engine/data/dataset.h"
#include "engine/imaging/elastic.h"
#include "engine/imaging/warp.h"
#include "engine/recipe/spec.h"
#include "engine/tensor/random.h"
#include "engine/tensor/shape.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// "none", or "distort" with a largest strength for each change; what happens to a picture is drawn uniformly between
/// that and its opposite.
std::span<const KindInfo> augmentationKinds();

/// Of a run of so many epochs, the first ones, in which pictures are distorted. The rest refines the network on pictures as
/// they are, which are those that it will read (He et al. 2019, "Data augmentation revisited"). spec: complete.
std::int64_t distortedEpochs(const Spec& spec, std::int64_t epochs);

/// Distorts pictures of one size, each in a way of its own. Keeps scratch memory: one a thread.
class Augmenter
{
public:
    /// spec: complete. picture: [C, H, W] of one sample; all its maps change alike. Throws ShapeError when something is to
    /// be distorted that is no picture.
    Augmenter(const Spec& spec, const Shape& picture);

    /// picture: ink 1, paper 0, row-major; changed in place. The same for the same random.
    void apply(std::span<float> picture, Random random);

private:
    struct Strengths
    {
        float shift = 0;
        float rotation = 0;
        float scale = 0;
        float shear = 0;
        float strokeWidth = 0;
    };

    bool m_isActive = false;
    Shape m_shape;
    Strengths m_strengths;
    std::optional<ElasticField> m_elastic;
    std::vector<float> m_right; ///< elastic displacements; 0 without
    std::vector<float> m_down;
    std::vector<float> m_map;
    std::vector<float> m_padded;
};

/// The samples as a network may get them in one look; another seed is another look. isChosen: which are distorted, all where
/// there is none. spec: complete. Throws ShapeError as Augmenter does.
Dataset augmented(const Spec& spec, const Dataset& data, std::uint64_t seed,
                  const std::function<bool(std::size_t)>& isChosen = {});

} // namespace engine
