#include "ui/charts/curve_values.h"

#include "ui/charts/curve_history.h"

#include <algorithm>

CurveReadout::Values valuesAt(const CurveHistory& history, std::optional<double> step, std::uint64_t stepsPerEpoch)
{
    CurveReadout::Values values;
    if (!history.isEmpty()) {
        const auto evaluations = history.evaluations();
        values.hasValidation = !evaluations.empty() && evaluations.back().validationSamples > 0;
        const double wanted = step.value_or(double(history.lastStep()));
        // Left of the first batch lies the evaluation before training.
        const auto batch = wanted >= 0.5 ? history.nearest(wanted) : std::nullopt;
        values.step = batch ? history.steps()[*batch].step : std::uint64_t(std::max(0.0, wanted));
        if (stepsPerEpoch > 0)
            values.epoch = double(*values.step) / double(stepsPerEpoch);
        if (batch) {
            const auto& record = history.steps()[*batch];
            values.curves[std::size_t(Curve::Batch)] = {record.loss, record.accuracy};
            values.curves[std::size_t(Curve::Train)] = {history.loss().smoothed[*batch],
                                                        history.accuracy().smoothed[*batch]};
        }
        const auto evaluation = history.evaluationAt(double(*values.step));
        if (const auto look = history.firstLook(); look && !evaluation) {
            values.curves[std::size_t(Curve::Test)] = {look->testLoss, look->testAccuracy};
            values.testDigits = look->testSamples;
        }
        if (evaluation) {
            values.curves[std::size_t(Curve::Test)] = {evaluation->testLoss, evaluation->testAccuracy};
            if (evaluation->validationSamples > 0)
                values.curves[std::size_t(Curve::Validation)] = {evaluation->validationLoss, evaluation->validationAccuracy};
            if (evaluation->trainSamples > 0)
                values.curves[std::size_t(Curve::TrainingSet)] = {evaluation->trainLoss, evaluation->trainAccuracy};
        }
    }
    return values;
}
