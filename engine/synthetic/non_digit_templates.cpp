#include "engine/synthetic/non_digit_templates.h"

#include <cmath>
#include <initializer_list>
#include <numbers>

namespace engine {
namespace {

/// Straight lines from point to point.
Stroke straight(std::initializer_list<PenPoint> points)
{
    Stroke stroke;
    for (const PenPoint& point : points)
        stroke.insert(stroke.end(), {point, point});
    stroke.erase(stroke.begin());
    stroke.pop_back();
    return stroke;
}

Stroke ring(PenPoint centre, float radiusX, float radiusY)
{
    Stroke stroke;
    for (int i = 0; i <= 8; ++i) {
        const float angle = 2 * std::numbers::pi_v<float> * float(i) / 8;
        stroke.push_back({centre.x + radiusX * std::sin(angle), centre.y - radiusY * std::cos(angle)});
    }
    return stroke;
}

std::vector<NonDigitTemplate> letters()
{
    constexpr auto kind = NonDigitKind::Letter;
    constexpr auto training = NonDigitFamily::Training;
    constexpr auto test = NonDigitFamily::Test;
    // Capital and small letters of one shape are in one family. Left out, because a digit is written so too: B D G I O Q S
    // Y Z b g l o q s y z (0 1 2 4 5 6 8 9).
    // clang-format off
    return {
        {kind, training, "A", {straight({{10, 100}, {50, 0}, {90, 100}}), straight({{26, 62}, {76, 62}})}},
        {kind, training, "A", {{{8, 98}, {30, 40}, {52, 2}, {68, 44}, {84, 100}}, {{24, 66}, {54, 60}, {80, 64}}}},
        {kind, training, "a", {{{76, 30}, {46, 22}, {18, 50}, {24, 88}, {54, 92}, {76, 56}, {78, 28}, {78, 28}, {76, 80},
                                {94, 98}}}},
        {kind, training, "a", {{{24, 14}, {52, 2}, {74, 20}, {74, 96}}, {{74, 44}, {36, 44}, {18, 70}, {40, 96}, {74, 76}}}},
        {kind, training, "E", {straight({{80, 0}, {20, 0}, {18, 100}, {82, 100}}), straight({{19, 48}, {70, 48}})}},
        {kind, training, "E", {{{80, 10}, {50, 0}, {26, 14}, {34, 38}, {54, 46}, {54, 46}, {24, 56}, {14, 80}, {46, 100},
                                {84, 90}}}},
        {kind, training, "e", {{{16, 56}, {50, 54}, {82, 44}, {66, 14}, {34, 14}, {14, 48}, {28, 88}, {60, 98}, {88, 82}}}},
        {kind, training, "H", {straight({{20, 0}, {18, 100}}), straight({{82, 0}, {80, 100}}), straight({{19, 50}, {81, 50}})}},
        {kind, training, "h", {straight({{22, 0}, {20, 100}}), {{21, 62}, {46, 44}, {70, 54}, {76, 76}, {76, 100}}}},
        {kind, training, "h", {{{10, 66}, {46, 20}, {40, 0}, {28, 20}, {24, 98}, {24, 98}, {44, 58}, {62, 62}, {62, 90},
                                {84, 92}}}},
        {kind, training, "i", {straight({{50, 36}, {50, 100}}), {{51, 4}}}},
        {kind, training, "K", {straight({{20, 0}, {18, 100}}), straight({{84, 0}, {22, 56}, {88, 100}})}},
        {kind, training, "k", {straight({{22, 0}, {20, 100}}), straight({{72, 36}, {22, 68}, {78, 100}})}},
        {kind, training, "M", {straight({{8, 100}, {16, 0}, {50, 70}, {84, 0}, {92, 100}})}},
        {kind, training, "m", {straight({{12, 30}, {12, 100}}), {{12, 56}, {32, 32}, {46, 48}, {48, 100}},
                               {{48, 58}, {68, 32}, {84, 48}, {88, 100}}}},
        {kind, training, "m", {{{6, 40}, {14, 30}, {16, 96}, {16, 96}, {34, 34}, {48, 94}, {48, 94}, {66, 34}, {80, 90},
                                {96, 84}}}},
        {kind, training, "R", {straight({{22, 0}, {20, 100}}),
                               {{22, 4}, {60, 0}, {80, 22}, {60, 44}, {24, 50}, {24, 50}, {84, 100}}}},
        {kind, training, "r", {straight({{26, 30}, {26, 100}}), {{26, 60}, {48, 34}, {78, 36}}}},
        {kind, training, "V", {straight({{10, 0}, {48, 100}, {90, 0}})}},
        {kind, training, "v", {{{6, 14}, {20, 10}, {44, 96}, {44, 96}, {70, 30}, {94, 4}}}},

        {kind, test, "C", {{{84, 14}, {56, 0}, {24, 16}, {12, 50}, {24, 84}, {56, 100}, {86, 86}}}},
        {kind, test, "d", {{{74, 54}, {42, 44}, {16, 70}, {34, 98}, {62, 92}, {74, 66}}, straight({{76, 0}, {74, 100}})}},
        {kind, test, "F", {straight({{84, 0}, {22, 0}, {20, 100}}), straight({{21, 46}, {70, 46}})}},
        {kind, test, "F", {straight({{22, 2}, {20, 100}}), straight({{20, 4}, {86, 0}}), straight({{21, 46}, {72, 44}})}},
        {kind, test, "f", {{{84, 12}, {62, 0}, {46, 18}, {44, 60}, {42, 100}}, straight({{18, 44}, {78, 42}})}},
        {kind, test, "J", {straight({{30, 0}, {90, 0}}), {{62, 0}, {62, 60}, {54, 90}, {30, 100}, {10, 80}}}},
        {kind, test, "j", {{{60, 30}, {60, 80}, {44, 100}, {18, 90}}, {{62, 4}}}},
        {kind, test, "L", {straight({{22, 0}, {20, 98}, {84, 98}})}},
        {kind, test, "N", {straight({{16, 100}, {18, 0}, {82, 100}, {84, 0}})}},
        {kind, test, "n", {straight({{20, 20}, {20, 100}}), {{20, 54}, {48, 22}, {74, 40}, {78, 100}}}},
        {kind, test, "P", {straight({{22, 0}, {20, 100}}), {{22, 4}, {60, 0}, {82, 22}, {64, 46}, {22, 52}}}},
        {kind, test, "p", {straight({{22, 26}, {20, 100}}), {{22, 40}, {52, 24}, {78, 44}, {58, 66}, {22, 62}}}},
        {kind, test, "T", {straight({{8, 2}, {92, 0}}), straight({{50, 2}, {49, 100}})}},
        {kind, test, "t", {{{48, 0}, {48, 76}, {58, 98}, {82, 90}}, straight({{20, 32}, {78, 30}})}},
        {kind, test, "U", {{{16, 0}, {16, 60}, {28, 92}, {52, 100}, {74, 90}, {84, 60}, {84, 0}}}},
        {kind, test, "u", {{{18, 24}, {18, 70}, {36, 98}, {62, 90}, {78, 60}, {78, 24}}, straight({{78, 24}, {80, 100}})}},
        {kind, test, "W", {straight({{4, 0}, {26, 100}, {50, 30}, {74, 100}, {96, 0}})}},
        {kind, test, "w", {{{8, 10}, {18, 84}, {34, 98}, {48, 60}, {50, 24}, {50, 24}, {54, 84}, {72, 98}, {90, 60},
                            {92, 10}}}},
        {kind, test, "X", {straight({{10, 0}, {90, 100}}), straight({{88, 0}, {12, 100}})}},
        {kind, test, "x", {{{8, 16}, {30, 8}, {44, 50}, {66, 94}, {92, 84}}, {{88, 6}, {50, 50}, {10, 98}}}},
    };
    // clang-format on
}

std::vector<NonDigitTemplate> symbols()
{
    constexpr auto kind = NonDigitKind::Symbol;
    constexpr auto training = NonDigitFamily::Training;
    constexpr auto test = NonDigitFamily::Test;
    // clang-format off
    return {
        {kind, training, "★", {straight({{20, 98}, {50, 0}, {80, 98}, {4, 36}, {96, 36}, {20, 98}})}},
        {kind, training, "→", {straight({{4, 50}, {94, 50}}), straight({{62, 20}, {96, 50}, {62, 80}})}},
        {kind, training, "↑", {straight({{50, 100}, {50, 4}}), straight({{20, 36}, {50, 2}, {80, 36}})}},
        {kind, training, "△", {straight({{50, 2}, {96, 92}, {4, 94}, {50, 2}})}},
        {kind, training, "✓", {straight({{6, 56}, {34, 96}, {94, 4}})}},
        {kind, training, "☺", {ring({50, 50}, 48, 48), {{34, 36}}, {{66, 36}}, {{26, 62}, {50, 80}, {74, 62}}}},
        {kind, training, "?", {{{20, 24}, {40, 2}, {72, 8}, {76, 34}, {52, 54}, {50, 74}}, {{50, 98}}}},
        {kind, training, "#", {straight({{36, 0}, {28, 100}}), straight({{74, 0}, {66, 100}}), straight({{4, 34}, {96, 32}}),
                               straight({{2, 68}, {94, 66}})}},
        {kind, training, "⌂", {straight({{14, 44}, {50, 2}, {88, 44}, {84, 98}, {16, 96}, {14, 44}})}},
        {kind, training, "π", {straight({{8, 6}, {94, 4}}), straight({{34, 6}, {30, 98}}), {{66, 6}, {66, 80}, {86, 98}}}},
        {kind, training, "Σ", {straight({{86, 6}, {16, 2}, {56, 48}, {14, 98}, {90, 98}})}},
        {kind, training, "Ψ", {straight({{50, 0}, {50, 100}}), {{12, 4}, {16, 44}, {50, 66}, {84, 44}, {88, 4}}}},
        {kind, training, "大", {straight({{8, 34}, {92, 32}}), {{50, 0}, {46, 50}, {10, 100}}, straight({{50, 40}, {90, 100}})}},

        {kind, test, "+", {straight({{50, 0}, {50, 100}}), straight({{4, 50}, {96, 50}})}},
        {kind, test, "☆", {straight({{50, 0}, {61, 36}, {98, 36}, {68, 58}, {79, 95}, {50, 72}, {21, 95}, {32, 58}, {2, 36},
                                     {39, 36}, {50, 0}})}},
        {kind, test, "*", {straight({{50, 0}, {50, 100}}), straight({{6, 26}, {94, 74}}), straight({{94, 24}, {8, 76}})}},
        {kind, test, "←", {straight({{96, 50}, {6, 50}}), straight({{38, 20}, {4, 50}, {38, 80}})}},
        {kind, test, "↓", {straight({{50, 0}, {50, 96}}), straight({{20, 64}, {50, 98}, {80, 64}})}},
        {kind, test, "□", {straight({{10, 10}, {90, 12}, {88, 92}, {12, 90}, {10, 10}})}},
        {kind, test, "♥", {{{50, 26}, {30, 2}, {6, 16}, {14, 52}, {50, 98}, {50, 98}, {86, 54}, {94, 16}, {70, 2}, {50, 26}}}},
        {kind, test, "!", {straight({{50, 0}, {50, 64}}), {{50, 98}}}},
        {kind, test, "%", {straight({{90, 0}, {10, 100}}), ring({22, 22}, 16, 18), ring({78, 78}, 16, 18)}},
        {kind, test, "@", {{{68, 36}, {46, 32}, {36, 52}, {48, 66}, {64, 54}, {68, 36}, {68, 36}, {72, 64}, {90, 58}, {90, 32},
                            {70, 8}, {36, 6}, {10, 36}, {12, 72}, {40, 98}, {80, 92}}}},
        {kind, test, "♪", {{{46, 84}, {28, 78}, {18, 90}, {34, 100}, {46, 84}, {46, 84}, {48, 0}, {48, 0}, {80, 24}}}},
        {kind, test, "{", {{{72, 0}, {46, 8}, {48, 40}, {24, 50}, {24, 50}, {48, 60}, {46, 92}, {72, 100}}}},
        {kind, test, "α", {{{96, 16}, {60, 66}, {22, 70}, {4, 46}, {24, 22}, {60, 30}, {96, 78}}}},
        {kind, test, "Ω", {{{6, 98}, {30, 96}, {12, 50}, {28, 10}, {72, 8}, {90, 50}, {72, 96}, {96, 98}}}},
        {kind, test, "λ", {straight({{20, 2}, {84, 98}}), straight({{48, 44}, {14, 98}})}},
        {kind, test, "木", {straight({{8, 30}, {92, 28}}), straight({{50, 0}, {50, 100}}), straight({{48, 32}, {10, 84}}),
                            straight({{52, 32}, {92, 84}})}},
    };
    // clang-format on
}

std::vector<NonDigitTemplate> hangul()
{
    constexpr auto kind = NonDigitKind::Hangul;
    constexpr auto training = NonDigitFamily::Training;
    constexpr auto test = NonDigitFamily::Test;
    // Left out: ㄱ ㅋ (7), 나 (4), ㄹ (2 and 5), ㅇ (0), ㅗ (1 with a foot), ㅣ (1).
    // clang-format off
    return {
        {kind, training, "ㄷ", {straight({{12, 8}, {88, 6}}), straight({{14, 8}, {14, 92}, {90, 92}})}},
        {kind, training, "ㅂ", {straight({{16, 4}, {16, 96}}), straight({{84, 2}, {84, 96}}), straight({{16, 50}, {84, 50}}),
                                straight({{16, 94}, {84, 94}})}},
        {kind, training, "ㅈ", {straight({{14, 8}, {86, 6}}), {{54, 8}, {40, 56}, {8, 96}}, straight({{46, 50}, {92, 94}})}},
        {kind, training, "ㅊ", {straight({{40, 0}, {62, 6}}), straight({{14, 24}, {86, 22}}), {{54, 24}, {40, 60}, {8, 98}},
                                straight({{46, 56}, {92, 96}})}},
        {kind, training, "ㅌ", {straight({{14, 6}, {86, 4}}), straight({{14, 48}, {82, 46}}), straight({{14, 6}, {14, 94}, {90, 92}})}},
        {kind, training, "ㅎ", {straight({{34, 2}, {66, 2}}), straight({{10, 24}, {90, 22}}), ring({50, 70}, 28, 28)}},
        {kind, training, "ㅏ", {straight({{40, 0}, {40, 100}}), straight({{40, 50}, {82, 48}})}},
        {kind, training, "ㅛ", {straight({{32, 8}, {32, 84}}), straight({{68, 6}, {68, 84}}), straight({{4, 88}, {96, 86}})}},
        {kind, training, "가", {straight({{6, 16}, {44, 14}, {30, 80}}), straight({{66, 0}, {66, 100}}), straight({{66, 46}, {94, 44}})}},
        {kind, training, "한", {straight({{18, 4}, {38, 4}}), straight({{4, 18}, {52, 18}}), ring({28, 42}, 15, 14),
                                straight({{70, 0}, {70, 64}}), straight({{70, 30}, {92, 30}}), straight({{20, 72}, {20, 98}, {84, 96}})}},

        {kind, test, "ㄴ", {straight({{14, 10}, {14, 90}, {90, 90}})}},
        {kind, test, "ㅅ", {{{52, 2}, {42, 50}, {8, 98}}, straight({{46, 44}, {92, 98}})}},
        {kind, test, "ㅍ", {straight({{8, 8}, {92, 6}}), straight({{32, 8}, {36, 90}}), straight({{68, 8}, {64, 90}}),
                            straight({{4, 92}, {96, 90}})}},
        {kind, test, "ㅓ", {straight({{60, 0}, {60, 100}}), straight({{14, 50}, {60, 50}})}},
        {kind, test, "ㅕ", {straight({{64, 0}, {64, 100}}), straight({{14, 34}, {64, 34}}), straight({{14, 66}, {64, 66}})}},
        {kind, test, "ㅠ", {straight({{4, 10}, {96, 8}}), straight({{32, 10}, {28, 98}}), straight({{68, 10}, {68, 98}})}},
        {kind, test, "ㅔ", {straight({{12, 46}, {44, 44}}), straight({{44, 4}, {44, 96}}), straight({{80, 0}, {80, 100}})}},
        {kind, test, "우", {ring({50, 24}, 22, 22), straight({{4, 62}, {96, 60}}), straight({{50, 62}, {50, 100}})}},
        {kind, test, "글", {straight({{20, 4}, {78, 4}, {74, 34}}), straight({{4, 46}, {96, 46}}),
                            straight({{20, 60}, {78, 60}, {78, 76}, {22, 78}, {22, 98}, {82, 98}})}},
    };
    // clang-format on
}

std::vector<NonDigitTemplate> all()
{
    std::vector<NonDigitTemplate> templates = letters();
    for (auto& more : {symbols(), hangul()})
        templates.insert(templates.end(), more.begin(), more.end());
    return templates;
}

} // namespace

std::vector<const NonDigitTemplate*> nonDigitTemplates(NonDigitKind kind, NonDigitFamily family)
{
    static const std::vector<NonDigitTemplate> templates = all();
    std::vector<const NonDigitTemplate*> chosen;
    for (const NonDigitTemplate& candidate : templates)
        if (candidate.kind == kind && candidate.family == family)
            chosen.push_back(&candidate);
    return chosen;
}

} // namespace engine
