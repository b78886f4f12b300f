#include "app/cli/number_hint.h"

#include "app/cli/joint_evaluation.h"

#include "engine/data/class_names.h"
#include "engine/inspect/several_digits.h"

#include <ostream>

namespace cli {

void hintAtNumbers(std::span<const engine::SavedModel> members, std::span<const Drawing> drawings,
                   std::span<const Prediction> predictions, const Console& console)
{
    const auto mayBeSeveral = [](const Drawing& drawing) {
        return drawing.parts && drawing.parts->groups.pieces() > 1;
    };
    if (!engine::areNumbered(members.front().classes))
        return;
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        if (!mayBeSeveral(drawings[i]) || predictions[i].probabilities.size() != 10)
            continue;
        std::vector<Drawing> candidates;
        for (const engine::DigitImage& image : drawings[i].parts->images)
            candidates.push_back({.image = engine::Picture(image.begin(), image.end())});
        std::vector<float> probabilities;
        for (const Prediction& prediction : predictAll(members, candidates))
            probabilities.insert(probabilities.end(), prediction.probabilities.begin(), prediction.probabilities.end());
        const std::size_t digits = engine::severalDigitsIn(*drawings[i].parts, probabilities,
                                                           predictions[i].probabilities, thresholdOf(members));
        if (digits > 1)
            console.err << "digitscope: " << drawings[i].file << " looks like " << digits
                        << " digits: --numbers reads them as one number" << std::endl;
    }
}

} // namespace cli
