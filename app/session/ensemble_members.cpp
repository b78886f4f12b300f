#include "app/session/ensemble_members.h"

#include "engine/errors.h"
#include "engine/io/ensemble_file.h"

#include <algorithm>

EnsembleMembers::EnsembleMembers(Jobs& jobs, QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
{
}

std::vector<engine::SavedModel> EnsembleMembers::models() const
{
    std::vector<engine::SavedModel> models;
    for (const Member& member : m_members)
        models.push_back(*member.model);
    return models;
}

void EnsembleMembers::requireRoomFor(const engine::SavedModel& model) const
{
    if (m_members.size() == engine::maxMembers)
        throw engine::Error("an ensemble has at most %1 networks", engine::maxMembers);
    engine::requireOneTask(m_members.empty() ? model : *m_members.front().model, model);
}

void EnsembleMembers::add(engine::SavedModel model)
{
    requireRoomFor(model);
    engine::keepWeightsOnly(model);
    const auto network
        = std::make_shared<const engine::Sequential>(model.recipe.input, std::span<const engine::Spec>(model.recipe.layers));
    const auto predictor = std::make_shared<engine::Predictor>(network, model.recipe.loss);
    predictor->setTemperature(model.calibration.temperature);
    m_members.push_back({std::make_shared<const engine::SavedModel>(std::move(model)), predictor, nullptr});
    m_jointAccuracy.reset();
    emit changed();
    measureNext();
}

void EnsembleMembers::remove(std::size_t member)
{
    m_members.erase(m_members.begin() + std::ptrdiff_t(member));
    judgeJointly();
    emit changed();
}

void EnsembleMembers::clear()
{
    m_members.clear();
    m_jointAccuracy.reset();
    emit changed();
}

void EnsembleMembers::setData(std::shared_ptr<const engine::DataSplits> data)
{
    m_data = std::move(data);
    m_jointAccuracy.reset();
    for (Member& member : m_members) {
        member.onTest.reset();
        member.cannotRead = false;
    }
    emit changed();
    measureNext();
}

std::vector<std::vector<float>> EnsembleMembers::predict(std::span<const std::uint8_t> picture) const
{
    std::vector<std::vector<float>> predictions;
    for (const Member& member : m_members) {
        auto& prediction = predictions.emplace_back();
        if (picture.size() != member.predictor->network().inputShape().elements())
            continue;
        const auto probabilities = member.predictor->predict(member.model->checkpoint.parameters, picture);
        prediction.assign(probabilities.begin(), probabilities.end());
    }
    return predictions;
}

bool EnsembleMembers::isOfSomeClass(std::span<const float> joint) const
{
    std::vector<engine::Calibration> calibrations;
    for (const Member& member : m_members)
        calibrations.push_back(member.model->calibration);
    const bool isKnown = !joint.empty() && std::ranges::all_of(calibrations, &engine::Calibration::isFound);
    return !isKnown || engine::isOfSomeClass(joint, engine::jointThreshold(calibrations));
}

std::optional<double> EnsembleMembers::accuracy(std::size_t member) const
{
    const OnTest& prediction = m_members[member].onTest;
    return prediction ? std::optional(prediction->evaluation.accuracy) : std::nullopt;
}

bool EnsembleMembers::isMeasuring(std::size_t member) const
{
    return m_data && !m_members[member].onTest && !m_members[member].cannotRead;
}

std::size_t EnsembleMembers::unmeasured() const
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < size(); ++i)
        count += isMeasuring(i);
    return count;
}

/// One after the other, each on one thread: drawing and training go on meanwhile.
void EnsembleMembers::measureNext()
{
    if (m_measuring.isRunning() || !m_data)
        return;
    const auto next = std::ranges::find_if(m_members, [](const Member& m) { return !m.onTest && !m.cannotRead; });
    if (next == m_members.end()) {
        judgeJointly();
        emit changed();
        return;
    }
    const auto take = [this, model = next->model, data = m_data](const OnTest& prediction) {
        if (data == m_data)
            takePrediction(model.get(), prediction);
        measureNext();
    };
    m_jobs.run(
        m_measuring, {.queue = Jobs::Queue::Long, .failed = [take](const QString&) { take(nullptr); }},
        [model = next->model, data = m_data](const std::stop_token&, const engine::Progress&) {
            auto prediction = engine::predictDataset(model->recipe, model->checkpoint.parameters, data->test, 1);
            engine::temper(prediction.probabilities, prediction.probabilities.size() / data->test.size(),
                           model->calibration.temperature);
            return std::make_shared<const engine::DatasetPrediction>(std::move(prediction));
        },
        take);
}

void EnsembleMembers::takePrediction(const engine::SavedModel* model, OnTest prediction)
{
    for (Member& member : m_members)
        if (member.model.get() == model) {
            member.cannotRead = !prediction;
            member.onTest = prediction;
        }
    emit changed();
}

void EnsembleMembers::judgeJointly()
{
    m_jointAccuracy.reset();
    const bool isWhole = m_data && std::ranges::all_of(m_members, [](const Member& m) { return m.onTest != nullptr; });
    if (!isWhole || m_members.empty())
        return;
    std::vector<std::span<const float>> said;
    for (const Member& member : m_members)
        said.emplace_back(member.onTest->probabilities);
    m_jointAccuracy = engine::evaluateProbabilities(engine::meanProbabilities(said), m_data->test).accuracy;
}
