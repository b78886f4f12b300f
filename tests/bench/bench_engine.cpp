// How fast the numbers are: `bench_engine --benchmark_filter=step`. Not run by ctest; a quiet machine is needed.
#include "engine/data/logic_tables.h"
#include "engine/gallery/gallery.h"
#include "engine/inspect/predictor.h"
#include "engine/model/records.h"
#include "engine/optim/optimizer.h"
#include "engine/synthetic/synthetic_digits.h"
#include "engine/tensor/matrix.h"
#include "engine/tensor/thread_pool.h"
#include "engine/train/trainer.h"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace {

using namespace engine;

std::shared_ptr<const DataSplits> digits()
{
    static const auto splits = std::make_shared<const DataSplits>(
        DataSplits{.name = "bench", .train = syntheticDigits(4'096, 1), .test = syntheticDigits(1'024, 2)});
    return splits;
}

std::shared_ptr<const DataSplits> dataFor(const Recipe& recipe)
{
    return recipe.data == "digits" ? digits() : std::make_shared<const DataSplits>(logicTable(recipe.data));
}

std::size_t range(const benchmark::State& state, std::size_t index)
{
    return std::size_t(state.range(index));
}

using Product = void (*)(std::span<const float>, std::span<const float>, std::span<float>, std::size_t, std::size_t,
                         std::size_t, Into);

/// m, k, n of one shard's product.
void product(benchmark::State& state, Product multiply)
{
    const std::size_t m = range(state, 0), k = range(state, 1), n = range(state, 2);
    const Buffer a(m * k, 0.5f), b(k * n, 0.25f);
    Buffer c(m * n);
    for (auto _ : state) {
        multiply(a, b, c, m, k, n, Into::Overwrite);
        benchmark::ClobberMemory();
    }
    state.counters["FLOP/s"] = benchmark::Counter(2.0 * double(m * k * n) * double(state.iterations()),
                                                  benchmark::Counter::kIsRate);
}

void trainingStep(benchmark::State& state, const std::string& preset, std::size_t threads)
{
    const Recipe& recipe = findPreset(preset);
    Trainer trainer(recipe, dataFor(recipe), threads);
    for (auto _ : state)
        trainer.step();
    state.counters["samples/s"] = benchmark::Counter(double(recipe.batchSize) * double(state.iterations()),
                                                     benchmark::Counter::kIsRate);
}

void readOnePicture(benchmark::State& state, const std::string& preset)
{
    const Recipe& recipe = findPreset(preset);
    const Trainer trainer(recipe, dataFor(recipe), 1);
    Predictor predictor(trainer.network());
    const auto picture = trainer.data().test.sample(0);
    for (auto _ : state)
        benchmark::DoNotOptimize(predictor.predict(trainer.parameters(), picture).data());
}

void evaluate(benchmark::State& state, const std::string& preset)
{
    const Recipe& recipe = findPreset(preset);
    Trainer trainer(recipe, dataFor(recipe));
    for (auto _ : state)
        benchmark::DoNotOptimize(trainer.evaluate(trainer.data().test).loss);
}

void optimizerUpdate(benchmark::State& state, const std::string& kind)
{
    constexpr std::size_t count = 109'386;
    const auto optimizer = makeOptimizer({kind, {}});
    Buffer parameters(count, 1.0f);
    const Buffer gradient(count, 1e-6f);
    std::vector<Buffer> states(optimizer->stateNames().size(), Buffer(count));
    const std::vector<std::span<float>> spans(states.begin(), states.end());
    std::uint64_t step = 0;
    for (auto _ : state) {
        optimizer->update({.step = ++step, .learningRate = 1e-3f, .parameters = parameters, .gradient = gradient, .state = spans});
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t(count));
}

void snapshotCopy(benchmark::State& state)
{
    const Buffer parameters(range(state, 0), 1.0f);
    for (auto _ : state)
        benchmark::DoNotOptimize(std::make_shared<const Snapshot>(Snapshot{1, parameters}));
    state.SetBytesProcessed(state.iterations() * std::int64_t(parameters.size() * sizeof(float)));
}

void tinyJob(benchmark::State& state)
{
    ThreadPool pool(range(state, 0));
    for (auto _ : state)
        pool.run(pool.size(), [](std::size_t part, std::size_t) { benchmark::DoNotOptimize(part); });
}

void drawDigits(benchmark::State& state)
{
    std::uint64_t index = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(syntheticDigit(int(index % 10), 1, index));
        ++index;
    }
    state.counters["digits/s"] = benchmark::Counter(double(state.iterations()), benchmark::Counter::kIsRate);
}

} // namespace

// Forward, weight gradient and input gradient of the widest layers, for a shard of 32; one sample's convolution.
BENCHMARK_CAPTURE(product, dense forward, multiplyTransposed)->Args({32, 784, 128})->Args({32, 784, 512})->Args({32, 512, 512});
BENCHMARK_CAPTURE(product, dense weight gradient, transposedMultiply)->Args({128, 32, 784})->Args({512, 32, 784});
BENCHMARK_CAPTURE(product, dense input gradient, multiply)->Args({32, 64, 128})->Args({32, 512, 512});
BENCHMARK_CAPTURE(product, convolution, multiply)->Args({32, 9, 784})->Args({64, 288, 196});
BENCHMARK(snapshotCopy)->Arg(109'386)->Arg(1'200'000);
BENCHMARK(drawDigits)->Unit(benchmark::kMicrosecond);
BENCHMARK(tinyJob)->Arg(1)->Arg(2)->UseRealTime();

int main(int argc, char** argv)
{
    for (const Recipe& preset : presets()) {
        const std::string& name = preset.name;
        for (const std::size_t threads : {1, 2})
            benchmark::RegisterBenchmark(("step/" + name + "/threads:" + std::to_string(threads)).c_str(),
                                         [=](benchmark::State& state) { trainingStep(state, name, threads); })
                ->UseRealTime()
                ->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark(("read one picture/" + name).c_str(),
                                     [=](benchmark::State& state) { readOnePicture(state, name); })
            ->Unit(benchmark::kMicrosecond);
        benchmark::RegisterBenchmark(("evaluate 1024/" + name).c_str(),
                                     [=](benchmark::State& state) { evaluate(state, name); })
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
    }
    for (const KindInfo& kind : optimizerKinds())
        benchmark::RegisterBenchmark(("update/" + kind.kind).c_str(),
                                     [name = kind.kind](benchmark::State& state) { optimizerUpdate(state, name); })
            ->Unit(benchmark::kMicrosecond);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
}
