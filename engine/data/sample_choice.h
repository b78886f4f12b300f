#pragma once

#include "engine/data/dataset.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Some of a source's samples, as a person names them: "1-22,30" or "anna,ben" (who wrote them), "last1000", "all", "none".
class SampleChoice
{
public:
    /// Throws SettingError.
    explicit SampleChoice(std::string_view text);

    bool holds(std::size_t index, std::size_t count, const std::optional<std::string>& writer) const;
    /// Whether it means nothing without writers.
    bool namesWriters() const { return m_kind == Kind::Writers; }
    bool isNone() const { return m_kind == Kind::None; }

private:
    enum class Kind { All, None, Last, Writers };

    /// Numbers from first to last, or one name.
    struct Writers
    {
        std::string name;
        std::size_t first = 1;
        std::size_t last = 0; ///< below first: the name alone counts
    };

    void addWriters(std::string_view entry);

    Kind m_kind = Kind::Writers;
    std::size_t m_last = 0;
    std::vector<Writers> m_writers;
};

enum class SampleRole { LeftOut, Train, Test, Validation };

/// What the samples of a source that are there to learn from are used for.
struct SampleChoices
{
    std::optional<SampleChoice> only; ///< all others are left out
    std::optional<SampleChoice> test; ///< to test with, in place of a test part that the source has
    std::optional<SampleChoice> validation;

    SampleRole roleOf(std::size_t index, std::size_t count, const std::optional<std::string>& writer = {}) const;
    bool areGiven() const { return only || test || validation; }
    bool nameWriters() const;
};

/// The splits with the choices made among the samples to learn from. They name no writers. The test part is replaced where
/// choices.test is given.
DataSplits dealt(DataSplits splits, const SampleChoices& choices);

} // namespace engine
