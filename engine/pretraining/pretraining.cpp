#include "engine/pretraining/pretraining.h"

#include "engine/data/data_loader.h"
#include "engine/errors.h"
#include "engine/layers/flatten.h"
#include "engine/layers/rbm.h"
#include "engine/layers/workspace.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <vector>

namespace engine {
namespace {

/// Pictures that one thread takes at a time. Fixed, so that sums do not depend on the number of threads.
constexpr std::size_t pieceRows = 32;

/// Epochs of each layer in which the momentum stays low, until the coarse structure stands (Hinton 2010, section 9).
constexpr std::uint64_t calmEpochs = 5;
constexpr double calmMomentum = 0.5;

std::size_t piecesOf(std::size_t rows)
{
    return (rows + pieceRows - 1) / pieceRows;
}

std::span<const std::uint32_t> piece(std::span<const std::uint32_t> rows, std::size_t index)
{
    return rows.subspan(index * pieceRows, std::min(pieceRows, rows.size() - index * pieceRows));
}

/// Place in the network of the RBM with this index.
std::size_t placeOfRbm(const Sequential& network, std::size_t which)
{
    std::size_t place = 0;
    while (network.layer(place).spec().kind != Rbm::info().kind || which-- > 0)
        ++place;
    return place;
}

/// The layers before a place, whose parameters are the first of the network's; at least one that changes nothing.
Sequential layersBefore(const Recipe& recipe, std::size_t place)
{
    const Spec flatten{Flatten::info().kind, {}};
    return {recipe.input, place == 0 ? std::span(&flatten, 1) : std::span(recipe.layers).first(place)};
}

} // namespace

/// What one layer learns with.
struct Pretraining::Learner
{
    std::size_t layer; ///< index of the RBM
    std::size_t place;
    Sequential below;
    std::size_t visible;
    std::size_t hidden;
    ContrastiveDivergence divergence;
    std::vector<Workspace> workers; ///< one a thread

    Learner(const Recipe& recipe, const Sequential& network, std::size_t which, std::size_t maxSamples, std::size_t threads)
        : layer(which)
        , place(placeOfRbm(network, which))
        , below(layersBefore(recipe, place))
        , visible(below.outputShape().elements())
        , hidden(network.shapeBefore(place + 1).elements())
        , divergence(visible, hidden, maxSamples)
    {
        for (std::size_t worker = 0; worker < threads; ++worker)
            workers.emplace_back(below, pieceRows, PassMode::Inference);
    }

    BoltzmannMachine machine(const Sequential& network, std::span<const float> parameters) const
    {
        return {network.parameters().ofLayer(parameters, place), visible, hidden};
    }

    /// What enters the layer for these pictures: [rows, visible], until the worker's next call.
    std::span<const float> read(const Dataset& data, std::span<const std::uint32_t> rows, std::span<const float> parameters,
                                std::size_t worker)
    {
        Workspace& workspace = workers[worker];
        gather(data, rows, workspace.input().first(rows.size() * data.sampleShape.elements()));
        below.forward(parameters.first(below.parameters().size()), workspace, rows.size());
        return workspace.output().first(rows.size() * visible);
    }
};

/// Sums over pictures.
struct Pretraining::Score
{
    double energy = 0;
    double squares = 0;
};

Pretraining::Pretraining(const Recipe& recipe, const Sequential& network, const Dataset& train, ThreadPool& pool)
    : m_recipe(recipe)
    , m_network(network)
    , m_train(train)
    , m_pool(pool)
    , m_plan(pretrainingPlan(recipe, train.size()))
{
    if (m_plan.steps() > 0)
        m_rows.emplace(train.size(), std::size_t(recipe.batchSize), recipe.seed);
}

Pretraining::~Pretraining() = default;

PretrainingStepRecord Pretraining::step(std::span<float> parameters)
{
    const auto place = m_plan.placeAfter(m_step);
    Learner& learner = learnerOf(place.layer);
    if (m_step % m_plan.stepsPerLayer() == 0)
        m_velocity.assign(parameters.size(), 0.0f);
    const ContrastiveDivergence::Step settings = settingsOf(place);
    const auto rows = m_rows->batch(m_step);
    const BoltzmannMachine machine = learner.machine(m_network, parameters);

    std::vector<double> squares(piecesOf(rows.size()));
    m_pool.run(squares.size(), [&](std::size_t index, std::size_t worker) {
        const auto own = piece(rows, index);
        const auto visible = learner.read(m_train, own, parameters, worker);
        std::ranges::copy(visible, learner.divergence.data(index * pieceRows, own.size()).begin());
        squares[index] = learner.divergence.run(machine, rows.size(), index * pieceRows, own.size(), settings);
    });
    double sum = 0;
    for (const double square : squares)
        sum += square;

    const auto weights = m_network.parameters().ofLayer(parameters, learner.place);
    const auto velocity = m_network.parameters().ofLayer(std::span(m_velocity), learner.place);
    std::atomic<bool> usable{std::isfinite(sum)};
    m_pool.run(learner.divergence.parts(), [&](std::size_t part, std::size_t) {
        if (!learner.divergence.prepare(part, rows.size(), weights, velocity, settings))
            usable = false;
    });
    if (!usable)
        refuse();
    m_pool.run(learner.divergence.parts(),
               [&](std::size_t part, std::size_t) { learner.divergence.commit(part, weights, velocity); });
    ++m_step;
    return {.step = m_step,
            .layer = place.layer + 1,
            .reconstructionError = float(sum / double(rows.size() * learner.visible))};
}

std::optional<PretrainingEpochRecord> Pretraining::evaluate(std::span<const float> parameters,
                                                            const std::function<bool()>& stopped)
{
    const auto place = m_plan.placeAfter(m_step - 1);
    Learner& learner = learnerOf(place.layer);
    const BoltzmannMachine machine = learner.machine(m_network, parameters);
    std::vector<Buffer> scratch(m_pool.size(), Buffer(pieceRows * (learner.visible + learner.hidden)));
    std::atomic<bool> cut{false};

    const auto scoreOf = [&](std::span<const std::uint32_t> rows) {
        std::vector<Score> pieces(piecesOf(rows.size()));
        m_pool.run(pieces.size(), [&](std::size_t index, std::size_t worker) {
            if (cut || (stopped && stopped())) {
                cut = true;
                return;
            }
            const auto own = piece(rows, index);
            const auto visible = learner.read(m_train, own, parameters, worker);
            const auto hidden = std::span(scratch[worker]).first(own.size() * learner.hidden);
            const auto again = std::span(scratch[worker]).last(own.size() * learner.visible);
            pieces[index].energy = machine.freeEnergy(visible, hidden);
            machine.propagateUp(visible, hidden);
            machine.propagateDown(hidden, again);
            pieces[index].squares = squaredDistance(visible, again);
        });
        Score sum;
        for (const Score& each : pieces) {
            sum.energy += each.energy / double(rows.size());
            sum.squares += each.squares / double(rows.size() * learner.visible);
        }
        return sum;
    };
    const Score reference = scoreOf(m_rows->reference());
    const bool hasHeldOut = !m_rows->heldOut().empty();
    const Score heldOut = hasHeldOut ? scoreOf(m_rows->heldOut()) : reference;
    if (cut)
        return {};
    return PretrainingEpochRecord{
        .step = m_step,
        .layer = place.layer + 1,
        .epoch = place.epoch + 1,
        .reconstructionError = float(heldOut.squares),
        .freeEnergyGap = hasHeldOut ? float(heldOut.energy - reference.energy) : std::numeric_limits<float>::quiet_NaN(),
    };
}

Buffer Pretraining::velocity() const
{
    return isDone() ? Buffer{} : m_velocity;
}

void Pretraining::restore(std::uint64_t stepsDone, const Buffer& velocity)
{
    const bool isAmidst = stepsDone > 0 && stepsDone < m_plan.steps();
    if (isAmidst && velocity.size() != m_network.parameters().size())
        throw Error("the checkpoint holds %1 numbers of the pre-training's velocity, expected %2, so the run cannot "
                    "go on exactly", velocity.size(), m_network.parameters().size());
    m_step = stepsDone;
    m_velocity = velocity;
}

Pretraining::Learner& Pretraining::learnerOf(std::size_t layer)
{
    if (!m_learner || m_learner->layer != layer) {
        m_learner.reset();
        const auto batch = std::min(std::size_t(m_recipe.batchSize), m_train.size());
        m_learner = std::make_unique<Learner>(m_recipe, m_network, layer, batch, m_pool.size());
    }
    return *m_learner;
}

ContrastiveDivergence::Step Pretraining::settingsOf(const PretrainingPlan::Place& place) const
{
    const Spec& spec = m_recipe.pretraining;
    const double momentum = spec.real("momentum");
    return {.learningRate = float(spec.real("learning_rate")),
            .momentum = float(place.epoch < calmEpochs ? std::min(calmMomentum, momentum) : momentum),
            .weightDecay = float(spec.real("weight_decay")),
            .chain = std::size_t(spec.integer("steps")),
            .seed = m_recipe.seed,
            .number = m_step};
}

void Pretraining::refuse() const
{
    throw DivergenceError("the weights diverge at step %1 of the pre-training; the last ones are kept. A smaller "
                          "learning rate of the pre-training usually helps.", m_step + 1);
}

} // namespace engine
