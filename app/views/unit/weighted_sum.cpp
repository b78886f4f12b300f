#include "app/views/unit/weighted_sum.h"

#include <algorithm>
#include <cassert>
#include <cmath>

double WeightedSum::total() const
{
    double sum = rest + bias;
    for (const Contribution& contribution : largest)
        sum += contribution.product();
    return sum;
}

WeightedSum weightedSum(std::span<const float> weights, std::span<const float> input, double bias,
                        std::size_t count)
{
    assert(weights.size() == input.size());
    std::vector<Contribution> all;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Contribution contribution{i, weights[i], input[i]};
        if (contribution.product() != 0)
            all.push_back(contribution);
    }
    const auto size = [](const Contribution& contribution) { return -std::abs(contribution.product()); };
    std::ranges::stable_sort(all, {}, size);

    WeightedSum sum;
    sum.bias = bias;
    const std::size_t shown = std::min(count, all.size());
    sum.largest.assign(all.begin(), all.begin() + std::ptrdiff_t(shown));
    for (std::size_t i = shown; i < all.size(); ++i)
        sum.rest += all[i].product();
    sum.others = all.size() - shown;
    return sum;
}
