#pragma once

#include "engine/io/model_file.h"

#include <chrono>
#include <filesystem>
#include <utility>

namespace cli {

/// The file that a run goes to. It is written while the run goes on, too: a power cut or a SIGKILL costs a
/// minute of it and not all.
class RunFile
{
public:
    using Clock = std::chrono::steady_clock;

    explicit RunFile(std::filesystem::path file, Clock::duration pause = std::chrono::minutes(1))
        : m_file(std::move(file))
        , m_pause(pause)
    {
    }

    /// Time to write what there is: true once in each pause.
    bool isDue();
    /// The run as it was at its checkpoint, with what training on needs. Throws engine::FileError; the file
    /// is then as it was.
    void keep(engine::SavedModel run) const;

private:
    std::filesystem::path m_file;
    Clock::duration m_pause;
    Clock::time_point m_last = Clock::now();
};

} // namespace cli
