// How much of the time of training goes into what cannot be avoided: for each preset, the time that OpenBLAS takes for the
// matrix products of a batch (a convolution's as products with patches, which nobody has laid out), and the time of the
// whole step, both on one thread, in turn. `bench_shares [NAME…]`. A share above 1: our way round the products is shorter.
#include "engine/gallery/gallery.h"
#include "engine/layers/sequential.h"
#include "engine/synthetic/synthetic_digits.h"
#include "engine/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

extern "C" {
void sgemm_(const char* transposedA, const char* transposedB, const int* m, const int* n, const int* k, const float* alpha,
            const float* a, const int* lda, const float* b, const int* ldb, const float* beta, float* c, const int* ldc);
void openblas_set_num_threads(int count);
}

namespace {

using namespace engine;
using Clock = std::chrono::steady_clock;

constexpr std::size_t shard = 32; ///< rows at a time, as the trainer's

/// c[m, n] = a[m, k] · b[k, n], so many times a batch.
struct Product
{
    std::size_t m = 0;
    std::size_t n = 0;
    std::size_t k = 0;
    std::size_t times = 0;
};

/// What the layers of a network multiply in one training step: forward, the weights' gradient, the inputs' gradient.
std::vector<Product> productsOf(const Sequential& network, std::size_t batch)
{
    std::vector<Product> products;
    bool isFirst = true;
    for (std::size_t i = 0; i < network.size(); ++i) {
        const Spec spec = network.layer(i).spec();
        const Shape& in = network.shapeBefore(i);
        const Shape& out = network.shapeBefore(i + 1);
        Product forward;
        if (spec.kind == "dense") {
            forward = {.m = shard, .n = out[0], .k = in[0], .times = batch / shard};
        } else if (spec.kind == "conv2d") {
            const auto side = std::size_t(spec.integer("kernel_size"));
            forward = {.m = out[0], .n = out[1] * out[2], .k = in[0] * side * side, .times = batch};
        } else {
            continue;
        }
        const auto [m, n, k, times] = forward;
        products.push_back(forward);
        products.push_back({n, k, m, times});
        if (!isFirst)
            products.push_back({m, k, n, times});
        isFirst = false;
    }
    return products;
}

double secondsOf(const std::vector<Product>& products)
{
    std::size_t largest = 0;
    for (const Product& p : products)
        largest = std::max({largest, p.m * p.k, p.k * p.n, p.m * p.n});
    const std::vector<float> a(largest, 0.5f), b(largest, 0.25f);
    std::vector<float> c(largest);
    const float one = 1, zero = 0;
    const auto begin = Clock::now();
    for (const Product& p : products) {
        const int m = int(p.m), n = int(p.n), k = int(p.k);
        for (std::size_t i = 0; i < p.times; ++i) // column by column: cᵀ = bᵀ · aᵀ
            sgemm_("N", "N", &n, &m, &k, &one, b.data(), &n, a.data(), &k, &zero, c.data(), &n);
    }
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

double secondsOf(Trainer& trainer)
{
    const auto begin = Clock::now();
    trainer.step();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

double flopOf(const std::vector<Product>& products)
{
    double sum = 0;
    for (const Product& p : products)
        sum += 2.0 * double(p.m * p.n * p.k * p.times);
    return sum;
}

void report(const Recipe& recipe, const std::shared_ptr<const DataSplits>& data)
{
    Trainer trainer(recipe, data, 1);
    const auto products = productsOf(*trainer.network(), std::size_t(recipe.batchSize));
    double product = 1e9, step = 1e9; // the best of many: other work only ever makes them slower
    const auto begin = Clock::now();
    do {
        product = std::min(product, secondsOf(products));
        step = std::min(step, secondsOf(trainer));
    } while (Clock::now() - begin < std::chrono::seconds(4));
    const double flop = flopOf(products);
    std::printf("%-20s products %6.1f GFLOP/s   step %6.1f GFLOP/s   share %.2f\n", recipe.name.c_str(), flop / product / 1e9,
                flop / step / 1e9, product / step);
}

} // namespace

int main(int argc, char** argv)
{
    openblas_set_num_threads(1);
    const auto data = std::make_shared<const DataSplits>(
        DataSplits{.name = "bench", .train = syntheticDigits(4'096, 1), .test = syntheticDigits(16, 2)});
    const std::vector<std::string> names(argv + 1, argv + argc);
    for (const Recipe& recipe : presets()) {
        const bool isAsked = names.empty() || std::ranges::find(names, recipe.name) != names.end();
        const bool hasProducts = recipe.data == "digits" && recipe.batchSize >= std::int64_t(shard);
        if (isAsked && hasProducts)
            report(recipe, data);
    }
}
