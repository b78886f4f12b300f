#include "app/views/activations/axis_numbers.h"

#include <cmath>

std::vector<double> axisNumbers(double lowest, double highest, int atMost)
{
    if (!(highest > lowest) || atMost < 1)
        return {};
    const double slack = 1e-9 * (highest - lowest); // 0.3 may be 0.30000001
    const auto numbersBy = [&](double step) {
        std::vector<double> numbers;
        const auto last = std::llround(std::floor((highest + slack) / step));
        for (auto i = std::llround(std::ceil((lowest - slack) / step)); i <= last; ++i)
            numbers.push_back(double(i) * step);
        return numbers;
    };
    double power = std::pow(10.0, std::floor(std::log10((highest - lowest) / atMost)));
    while (true) {
        for (const double factor : {1.0, 2.0, 5.0})
            if (auto numbers = numbersBy(factor * power); numbers.size() <= std::size_t(atMost))
                return numbers;
        power *= 10;
    }
}
