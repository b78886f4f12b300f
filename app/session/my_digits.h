#pragma once

#include "app/session/jobs.h"

#include "engine/io/digit_set.h"

#include <QObject>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// The user's own digits: what was drawn and what it was said to be. Every change can be undone and is in the file a moment
/// later; what another running program has put there meanwhile stays. Files are read and written in the background.
class MyDigits : public QObject
{
    Q_OBJECT

public:
    /// $XDG_DATA_HOME/digitscope/my-digits.jsonl
    static std::filesystem::path usualFile();

    /// Begins to read the file, which need not be there yet.
    MyDigits(std::filesystem::path file, Jobs& jobs, QObject* parent = nullptr);
    /// Writes what is not written yet.
    ~MyDigits() override;

    const engine::UserDigits& digits() const { return m_digits; }
    const std::filesystem::path& file() const { return m_file; }
    /// What is added before the file is read comes after what it holds.
    bool isLoaded() const { return m_state != State::Loading; }

    void add(const engine::UserDigits& digits);
    /// label: nullopt for no digit. Places count from 0.
    void relabel(const std::vector<std::size_t>& places, std::optional<int> label);
    void remove(const std::vector<std::size_t>& places);
    bool canUndo() const { return !m_past.empty(); }
    bool canRedo() const { return !m_future.empty(); }
    void undo();
    void redo();

    /// Adds the drawings of a file, but for those that are here already. One that holds none has failed.
    void importFrom(const QString& file);
    void exportTo(const engine::UserDigits& digits, const QString& file);

signals:
    void changed();
    void imported(); ///< of a file there was something to be read
    /// For the user: what was done, or what was odd about a file.
    void noticed(const QString& sentence);
    void failed(const QString& sentence);

private:
    enum class State {
        Loading,
        Loaded,
        Unreadable, ///< the file is there and cannot be read: it must not be written over
    };

    void takeLoaded(const engine::DigitFile& content, const QString& unreadIn);
    void takeFromOthers(const engine::UserDigits& digits);
    void enter(engine::UserDigits digits);
    void save();

    std::filesystem::path m_file;
    State m_state = State::Loading;
    engine::UserDigits m_digits;
    std::vector<engine::UserDigits> m_past;
    std::vector<engine::UserDigits> m_future;
    std::set<std::string> m_known; ///< the file's lines that were read from it or written here: others' are none of these
    bool m_isWriting = false;
    bool m_isDirty = false;
    Jobs& m_jobs;
};
