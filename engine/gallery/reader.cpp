#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

// Strokes vary by themselves, so that they need little distortion.
Recipe reader()
{
    Recipe recipe = cnnBest();
    recipe.name = "reader";
    recipe.description = "The layers of cnn-best, with milder distortions, for data in which people draw in many ways: the "
                         "kind of network that reads the pad.";
    recipe.augmentation = {"distort",
                           {{"shift", 1.0},
                            {"rotation", 8.0},
                            {"scale", 0.08},
                            {"shear", 0.1},
                            {"elastic", 12.0},
                            {"stroke_width", 0.15},
                            {"clean_epochs", std::int64_t{4}}}};
    recipe.schedule = {"one_cycle", {{"epochs", std::int64_t{20}}}};
    recipe.epochs = 20;
    return recipe;
}

} // namespace engine::gallery
