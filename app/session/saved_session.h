#pragma once

#include "app/session/pad_strokes.h"
#include "app/session/run_state.h"

#include "engine/drawing/strokes.h"
#include "engine/io/model_file.h"

#include <QCoreApplication>
#include <QLockFile>
#include <QStringList>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// What the window leaves behind for its next start, in a folder: the network in use with what its training needs to go on,
/// those that undo and redo bring back, the ensemble, the ink. One running window at a time has the folder; any other begins as at its very
/// first start and leaves nothing.
class SavedSession
{
    Q_DECLARE_TR_FUNCTIONS(SavedSession)

public:
    /// What is to be written; what is not set stays as it is.
    struct Parts
    {
        std::optional<RunState> network{};
        std::optional<std::vector<RunState>> replaced{}; ///< none, or the one that undo brings back
        std::optional<std::vector<RunState>> undone{}; ///< the same for redo
        std::optional<std::vector<engine::SavedModel>> ensemble{}; ///< perhaps of none
        std::optional<PadStrokes::Ink> drawings{};
    };

    /// $XDG_DATA_HOME/digitscope/session
    static std::filesystem::path usualFolder();

    /// Makes the folder and takes it, unless another window has it.
    explicit SavedSession(std::filesystem::path folder);

    bool isMine() const { return m_lock && m_lock->isLocked(); }

    // What was saved; nothing where none was, or the folder is another's. A file that cannot be read is renamed.
    std::optional<RunState> network();
    std::optional<RunState> replaced();
    std::optional<RunState> undone();
    std::vector<engine::SavedModel> ensemble();
    PadStrokes::Ink drawings();
    /// For the user, a sentence each: what could not be read or made, and where it is now.
    const QStringList& problems() const { return m_problems; }

    /// Each file whole or not at all. Any thread, one at a time; the folder must be mine. Throws FileError.
    void write(const Parts& parts) const;

private:
    std::filesystem::path file(const char* name) const { return m_folder / name; }
    std::optional<RunState> readNetwork(const char* name);
    void writeOrRemove(const char* name, const std::vector<RunState>& network) const;
    void readOrSetAside(const char* name, const std::function<void(const std::filesystem::path&)>& read);

    std::filesystem::path m_folder;
    std::unique_ptr<QLockFile> m_lock; ///< null where the folder could not be made
    QStringList m_problems;
};
