#include "engine/synthetic/digit_templates.h"

#include "engine/synthetic/digit_template_tables.h"

#include <array>
#include <cassert>

namespace engine {

std::span<const DigitStyle> stylesOf(int digit)
{
    assert(digit >= 0 && digit <= 9);
    static const std::array<std::vector<DigitStyle>, 10> styles{
        stylesOf0(), stylesOf1(), stylesOf2(), stylesOf3(), stylesOf4(),
        stylesOf5(), stylesOf6(), stylesOf7(), stylesOf8(), stylesOf9(),
    };
    return styles[std::size_t(digit)];
}

} // namespace engine
