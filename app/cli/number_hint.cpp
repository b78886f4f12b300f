#include "app/cli/number_hint.h"

#include "app/cli/joint_evaluation.h"

#include "engine/data/class_names.h"
#include "engine/inspect/several_digits.h"

#include <ostream>

namespace cli {

bool mayShowNumbers(std::span<const engine::SavedModel> members)
{
    return members.front().input.drawing.isMnist && engine::areNumbered(members.front().classes);
}

void hintAtNumbers(std::span<const engine::SavedModel> members, std::span<const Drawing> drawings,
                   std::span<const Prediction> predictions, const Console& console)
{
    std::vector<std::size_t> several;
    std::vector<const engine::InkLine*> lines;
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        if (drawings[i].parts && predictions[i].probabilities.size() == 10) {
            several.push_back(i);
            lines.push_back(&*drawings[i].parts);
        }
    }
    const double threshold = thresholdOf(members);
    const auto probabilities = predictCandidates(members, lines);
    for (std::size_t i = 0; i < several.size(); ++i) {
        const auto& asOne = predictions[several[i]].probabilities;
        const std::size_t digits = engine::severalDigitsIn(*lines[i], probabilities[i], asOne, threshold);
        if (digits > 1)
            console.err << "digitscope: " << drawings[several[i]].file << " looks like " << digits
                        << " digits: --numbers reads them as one number" << std::endl;
    }
}

} // namespace cli
