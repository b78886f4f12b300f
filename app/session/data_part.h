#pragma once

#include "engine/data/sample_choice.h"
#include "engine/drawing/writer_transform.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// One of the sources that are joined with "+": SOURCE[:COUNT][@SEED][CHOICE=SAMPLES]…[*REPETITIONS], as in
/// "mnist[test=last10000]", "my.jsonl[only=1-22]*4" "synthetic:40000@7" or "nondigits:20000".
struct DataPart
{
    enum class Source { Folder, Strokes, Synthetic, NonDigits };

    Source source = Source::Folder;
    std::filesystem::path path; ///< "mnist" for the installed copy; empty for what the program makes
    std::size_t count = 20'000; ///< of samples that the program makes to learn from
    std::uint64_t seed = 1;
    engine::SampleChoices choices;
    std::size_t repetitions = 1;
    engine::WriterTransform writerTransform{}; ///< of a file of drawings
    std::string suffix; ///< what was written behind the path, or all of it without one: for people

    bool isReal() const { return source == Source::Folder || source == Source::Strokes; }
};

/// Splits at each + outside brackets; a path that exists as it stands is one part. Throws engine::SettingError: one sentence
/// with the part and what was expected.
std::vector<DataPart> parseDataParts(const std::string& text);
