#include "engine/finetuning/tuned_model.h"

namespace engine {

void enterFineTuned(SavedModel& model, const FineTuned& result)
{
    model.checkpoint.parameters = result.parameters;
    model.input.writer = result.writerTransform;
    model.checkpoint.stopping = {.epochs = model.checkpoint.stopping.epochs}; // what it keeps is of the weights of before
    model.trainedOn = withDigitsOfMine(model.trainedOn, result.learnt.size());
    enterFineTuned(model.log.evaluations, model.checkpoint.step, result.test);
    enterFineTuned(model.calibration);
}

void enterFineTuned(Calibration& calibration)
{
    const std::string note = ", before it learnt digits of mine";
    if (calibration.isFound() && !calibration.data.ends_with(note))
        calibration.data += note;
}

void enterFineTuned(std::vector<EvaluationRecord>& history, std::uint64_t step, const Comparison& test)
{
    if (history.empty() || history.back().step != step)
        return;
    EvaluationRecord& last = history.back();
    last.testLoss = float(test.lossAfter);
    last.testAccuracy = float(test.accuracyAfter());
    last.testSamples = test.samples;
}

} // namespace engine
