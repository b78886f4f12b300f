#pragma once

#include "engine/synthetic/digit_templates.h"

namespace engine {

// Nothing but data, drawn by hand after how people write. Read them through stylesOf.
std::vector<DigitStyle> stylesOf0();
std::vector<DigitStyle> stylesOf1();
std::vector<DigitStyle> stylesOf2();
std::vector<DigitStyle> stylesOf3();
std::vector<DigitStyle> stylesOf4();
std::vector<DigitStyle> stylesOf5();
std::vector<DigitStyle> stylesOf6();
std::vector<DigitStyle> stylesOf7();
std::vector<DigitStyle> stylesOf8();
std::vector<DigitStyle> stylesOf9();

} // namespace engine
