#include "engine/train/trainer.h"

#include "engine/data/augmentation.h"
#include "engine/data/validation_split.h"
#include "engine/errors.h"
#include "engine/optim/clipping.h"
#include "engine/optim/initializer.h"
#include "engine/optim/regularizer.h"
#include "engine/optim/schedule.h"
#include "engine/train/adapt.h"
#include "engine/train/compatibility.h"
#include "engine/train/complete_recipe.h"
#include "engine/train/sparse_input.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>

namespace engine {
namespace {

/// Parameters that one thread takes at a time in an update: few enough to stay in its first-level cache.
constexpr std::size_t chunkSize = 4096;

/// With fewer parameters than this, handing an update to other threads takes longer than making it.
constexpr std::size_t fewParameters = 1 << 16;

/// Optimisers with more numbers a parameter than this do not exist here.
constexpr std::size_t maxStates = 4;

std::size_t partsOf(std::size_t count, std::size_t size)
{
    return (count + size - 1) / size;
}

std::size_t largestBatch(const Recipe& recipe, const Dataset& train)
{
    return std::min(std::size_t(recipe.batchSize), train.size());
}

/// Part p of a span that is cut into pieces of size.
template<typename T>
std::span<T> piece(std::span<T> whole, std::size_t part, std::size_t size)
{
    return whole.subspan(part * size, std::min(size, whole.size() - part * size));
}

} // namespace

struct Trainer::Worker
{
    Workspace workspace;
    Augmenter augmenter;
    std::vector<std::uint8_t> labels;
    std::vector<std::uint8_t> predictions;
    std::vector<float> targets;

    /// rows: of the largest shard.
    Worker(const Sequential& network, std::size_t rows, const Spec& augmentation, const PackedWeights& weights)
        : workspace(network, rows, PassMode::Training)
        , augmenter(augmentation, network.inputShape())
        , labels(rows)
        , predictions(rows)
        , targets(rows * network.outputShape().elements())
    {
        workspace.setPackedWeights(&weights);
    }

    /// Gathers the rows, distorted as the recipe wants if at all, and their labels.
    std::span<const std::uint8_t> load(const Dataset& data, std::span<const std::uint32_t> rows, bool isDistorted, const RandomKey& draw)
    {
        const std::size_t width = data.sampleShape.elements();
        const auto input = workspace.input().first(rows.size() * width);
        gather(data, rows, input);
        for (std::size_t i = 0; isDistorted && i < rows.size(); ++i)
            augmenter.apply(input.subspan(i * width, width),
                            {Purpose::Augmentation, {draw.seed, draw.step, draw.firstSample + i}});
        std::ranges::transform(rows, labels.begin(), [&](std::uint32_t row) { return data.labels[row]; });
        return std::span(labels).first(rows.size());
    }

    /// What was loaded, labelled so.
    Objective::Samples samples(std::span<const std::uint8_t> said)
    {
        const std::size_t numbers = workspace.input().size() / labels.size() * said.size();
        return {.inputs = workspace.input().first(numbers), .labels = said, .scratch = targets};
    }
};

Trainer::Trainer(const Recipe& recipe, std::shared_ptr<const DataSplits> data, std::size_t threads,
                 const CoreYield* coreYield)
    : m_recipe(complete(recipe))
    , m_data(withValidation(std::move(data), m_recipe.validationSplit))
    , m_network(std::make_shared<const Sequential>(m_recipe.input, std::span<const Spec>(m_recipe.layers)))
    , m_objective(m_recipe)
    , m_optimizer(makeOptimizer(m_recipe.optimizer))
    , m_loader(std::shared_ptr<const Dataset>(m_data, &m_data->train), std::size_t(m_recipe.batchSize), m_recipe.seed)
    , m_pool(std::make_unique<ThreadPool>(threads, coreYield))
    , m_parameters(initialParameters(m_network->parameters(), m_recipe.weightInitializer, m_recipe.biasInitializer,
                                     m_recipe.seed))
    , m_pretraining(m_recipe, *m_network, m_data->train, *m_pool)
    , m_statistics(m_network->parameters())
    , m_sparseLayer(sparselyFedLayer(*m_network, m_data->train))
    , m_packed(*m_network, packingUsesOf(*m_network, m_sparseLayer))
    , m_gradient(*m_network, largestBatch(m_recipe, m_data->train), m_sparseLayer)
    , m_shardLosses(partsOf(largestBatch(m_recipe, m_data->train), m_gradient.rowsOfShard()))
    , m_learningRate(float(m_recipe.optimizer.real("learning_rate")))
    , m_stopping(m_recipe.earlyStopping)
{
    requireCompatible(*m_network, m_recipe, m_data->train);
    requireCompatible(*m_network, m_recipe, m_data->test);
    adaptNormalization(*m_network, m_data->train, m_parameters);
    for (std::size_t state = 0; state < m_optimizer->stateNames().size(); ++state)
        m_optimizerState.emplace_back(m_parameters.size(), m_optimizer->initialState(state));
    for (std::size_t worker = 0; worker < m_pool->size(); ++worker)
        m_workers.push_back(std::make_unique<Worker>(*m_network, m_gradient.rowsOfShard(), m_recipe.augmentation, m_packed));
}

Trainer::~Trainer() = default;

RunEvent Trainer::setLearningRate(float rate)
{
    m_learningRate = rate;
    m_events.push_back({m_step, rate});
    return m_events.back();
}

StepRecord Trainer::step()
{
    if (!std::isfinite(m_learningRate))
        throw DivergenceError("the learning rate is not a finite number at step %1; the last weights are kept", m_step + 1);
    const auto rows = m_loader.rows(m_step);
    const LossSum sum = runShards(rows);
    if (!std::isfinite(sum.loss))
        throw DivergenceError("the loss is no longer finite at step %1; the last weights are kept. A smaller learning "
                              "rate usually helps.", m_step + 1);
    makeGradient(rows.size());
    m_statistics.take(m_parameters, m_gradient.whole(), rows.size());
    const double penalty = shapeGradient();
    ++m_step;
    updateParameters();
    m_statistics.put(m_parameters);
    const StepRecord record{.step = m_step,
                            .loss = float(sum.loss / double(sum.samples) + penalty),
                            .accuracy = float(m_objective.accuracy(sum))};
    if (m_step % stepsPerEpoch() == 1 % stepsPerEpoch()) // an epoch's first
        m_epochSums = {};
    m_epochSums.add(record, rows.size(), sum.classified);
    return record;
}

bool Trainer::epochEndIsDue() const
{
    return m_stopping.isActive() && m_step % stepsPerEpoch() == 0 && m_step / stepsPerEpoch() > m_stopping.state().epochs;
}

void Trainer::endEpoch(const EvaluationRecord& record)
{
    m_stopping.endEpoch(m_step / stepsPerEpoch(), record, m_parameters);
}

void Trainer::forEach(std::size_t parts, const auto& work)
{
    if (m_parameters.size() < fewParameters)
        for (std::size_t part = 0; part < parts; ++part)
            work(part);
    else
        m_pool->run(parts, [&](std::size_t part, std::size_t) { work(part); });
}

void Trainer::packWeights(std::span<const float> parameters)
{
    forEach(m_packed.parts(), [&](std::size_t part) { m_packed.makePart(part, parameters); });
}

LossSum Trainer::runShards(std::span<const std::uint32_t> rows)
{
    packWeights(m_parameters);
    const float weight = 1.0f / float(rows.size());
    const std::size_t shardRows = m_gradient.rowsOfShard();
    const std::size_t shards = partsOf(rows.size(), shardRows);
    const bool isDistorted = std::int64_t(m_step / stepsPerEpoch()) < distortedEpochs(m_recipe.augmentation, m_recipe.epochs);
    m_pool->run(shards, [&](std::size_t shard, std::size_t workerIndex) {
        Worker& worker = *m_workers[workerIndex];
        const auto own = piece(rows, shard, shardRows);
        const RandomKey draw{.seed = m_recipe.seed, .step = m_step, .firstSample = shard * shardRows};
        const auto labels = worker.load(m_data->train, own, isDistorted, draw);
        m_network->forward(m_parameters, worker.workspace, own.size(), {.mode = PassMode::Training, .draw = draw});
        const std::size_t outputs = own.size() * m_network->outputShape().elements();
        m_shardLosses[shard] = m_objective.evaluate(worker.samples(labels), worker.workspace.output().first(outputs), weight,
                                                    worker.workspace.outputGradient().first(outputs));
        m_network->backward(m_parameters, worker.workspace, own.size(), m_gradient.ofShard(shard), m_gradient.deferred(),
                            shard * shardRows);
    });

    LossSum sum;
    for (std::size_t shard = 0; shard < shards; ++shard)
        sum.add(m_shardLosses[shard]);
    return sum;
}

void Trainer::makeGradient(std::size_t samples)
{
    std::atomic<bool> usable{true};
    forEach(m_gradient.parts(), [&](std::size_t part) {
        if (!m_gradient.makePart(part, samples))
            usable = false;
    });
    if (!usable)
        throw DivergenceError("the gradient is no longer finite at step %1; the last weights are kept. A smaller "
                              "learning rate usually helps.", m_step + 1);
}

double Trainer::shapeGradient()
{
    const auto gradient = m_gradient.whole();
    const double penalty = addPenalty(m_recipe.regularizer, m_network->parameters(), m_parameters, gradient);
    if (!(penalty < double(largestGradient))) // its slope is smaller still
        throw DivergenceError("the penalty on the weights is no longer finite at step %1; the last weights are kept. "
                              "A smaller learning rate usually helps.", m_step + 1);
    clip(m_recipe.clipping, m_network->parameters(), gradient);
    return penalty;
}

void Trainer::updateParameters()
{
    const double factor = scheduleFactor(m_recipe.schedule, m_step - 1, stepsPerEpoch());
    const auto learningRate = float(double(m_learningRate) * factor);
    forEach(partsOf(m_parameters.size(), chunkSize), [&](std::size_t part) {
        std::array<std::span<float>, maxStates> state;
        for (std::size_t k = 0; k < m_optimizerState.size(); ++k)
            state[k] = piece(std::span(m_optimizerState[k]), part, chunkSize);
        m_optimizer->update({
            .step = m_step,
            .learningRate = learningRate,
            .parameters = piece(std::span(m_parameters), part, chunkSize),
            .gradient = piece(m_gradient.whole(), part, chunkSize),
            .state = std::span(state).first(m_optimizerState.size()),
        });
    });
}

Evaluation Trainer::evaluate(const Dataset& data, const std::function<bool()>& stopped)
{
    return evaluate(data, data.size(), stopped);
}

Evaluation Trainer::evaluate(const Dataset& data, std::size_t count, const std::function<bool()>& stopped)
{
    GradualEvaluation evaluation = evaluationOf(data, count);
    readOn(evaluation, m_parameters, stopped);
    return evaluation.isWhole() ? resultOf(evaluation, m_parameters) : Evaluation{};
}

GradualEvaluation Trainer::evaluationOf(const Dataset& data, std::size_t count) const
{
    return {data, count, m_gradient.rowsOfShard(), m_objective.namesClasses()};
}

void Trainer::readOn(GradualEvaluation& evaluation, std::span<const float> parameters,
                     const std::function<bool()>& enough)
{
    const std::size_t classes = m_network->outputShape().elements();
    const Dataset& data = evaluation.data();
    const std::size_t width = data.sampleShape.elements();
    std::atomic<bool> cut{false};
    packWeights(parameters);
    m_pool->run(evaluation.unread(), [&](std::size_t i, std::size_t workerIndex) {
        if (cut || (enough && enough())) {
            cut = true;
            return;
        }
        Worker& worker = *m_workers[workerIndex];
        Workspace& workspace = worker.workspace;
        const GradualEvaluation::Part part = evaluation.unread(i);
        const auto labels = std::span<const std::uint8_t>(data.labels).subspan(part.begin, part.rows);
        const auto input = workspace.input().first(part.rows * width);
        scale(std::span(data.pixels).subspan(part.begin * width, part.rows * width), input);
        m_network->forward(parameters, workspace, part.rows);
        const auto outputs = workspace.output().first(part.rows * classes);
        const auto predictions = std::span(worker.predictions).first(m_objective.namesClasses() ? part.rows : 0);
        for (std::size_t row = 0; row < predictions.size(); ++row)
            predictions[row] = classNamedBy(outputs.subspan(row * classes, classes));
        evaluation.enter(part, m_objective.evaluate(worker.samples(labels), outputs, 1.0f, {}), predictions);
    });
    evaluation.forgetRead();
}

Evaluation Trainer::resultOf(const GradualEvaluation& evaluation, std::span<const float> parameters) const
{
    Evaluation result = evaluation.result(m_objective);
    result.loss += addPenalty(m_recipe.regularizer, m_network->parameters(), parameters, {});
    return result;
}

Checkpoint Trainer::checkpoint() const
{
    const auto names = m_optimizer->stateNames();
    return {.step = m_step,
            .learningRate = m_learningRate,
            .parameters = m_parameters,
            .optimizerStateNames = {names.begin(), names.end()},
            .optimizerState = m_optimizerState,
            .pretrainingStep = m_pretraining.stepsDone(),
            .pretrainingVelocity = m_step == 0 ? m_pretraining.velocity() : Buffer{},
            .events = m_events,
            .epochSums = m_epochSums,
            .stopping = m_stopping.state()};
}

void Trainer::restore(const Checkpoint& checkpoint)
{
    const auto names = m_optimizer->stateNames();
    if (checkpoint.parameters.size() != m_parameters.size())
        throw Error("the checkpoint has %1 parameters, this network %2", checkpoint.parameters.size(), m_parameters.size());
    if (!std::ranges::equal(checkpoint.optimizerStateNames, names)
        || checkpoint.optimizerState.size() != names.size())
        throw Error("the checkpoint holds no state of the optimizer %1, so the run cannot go on exactly",
                    m_optimizer->spec().kind);
    for (const Buffer& state : checkpoint.optimizerState)
        if (state.size() != m_parameters.size())
            throw Error("the checkpoint holds %1 numbers of optimizer state, expected %2", state.size(), m_parameters.size());
    m_pretraining.restore(checkpoint.pretrainingStep, checkpoint.pretrainingVelocity);
    const Buffer& kept = checkpoint.stopping.kept;
    if (!kept.empty() && kept.size() != m_parameters.size())
        throw Error("the checkpoint keeps %1 parameters for early stopping, expected %2", kept.size(), m_parameters.size());
    m_parameters = checkpoint.parameters;
    m_optimizerState = checkpoint.optimizerState;
    m_step = checkpoint.step;
    m_learningRate = checkpoint.learningRate;
    m_events = checkpoint.events;
    m_epochSums = checkpoint.epochSums;
    m_stopping.setState(checkpoint.stopping);
    if (m_stopping.state().isRestored) // the run goes on from where it was, not from where it was best
        m_stopping.exchange(m_parameters);
}

} // namespace engine
