#include "app/session/saved_session.h"

#include "app/session/data_location.h"
#include "app/session/engine_words.h"

#include "engine/errors.h"
#include "engine/io/digit_set.h"
#include "engine/io/ensemble_file.h"

namespace {

constexpr const char* networkFile = "network.safetensors";
constexpr const char* replacedFile = "replaced.safetensors";
constexpr const char* undoneFile = "undone.safetensors";
constexpr const char* ensembleFile = "ensemble.safetensors";
constexpr const char* digitFile = "digit.jsonl";
constexpr const char* numberFile = "number.jsonl";

void writeInk(const std::vector<engine::Stroke>& strokes, const std::filesystem::path& file)
{
    if (strokes.empty())
        std::filesystem::remove(file);
    else
        engine::writeDigits({engine::userDigit(strokes, std::nullopt, std::nullopt)}, file);
}

std::vector<engine::Stroke> readInk(const std::filesystem::path& file)
{
    const engine::DigitFile content = engine::readDigits(file, engine::Missing::IsAnError);
    if (content.digits.size() != 1)
        throw engine::FileError("%1 holds no drawing", file.string());
    return content.digits.front()->sample.strokes;
}

} // namespace

std::filesystem::path SavedSession::usualFolder()
{
    return userDataFolder().parent_path() / "session";
}

SavedSession::SavedSession(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
    std::error_code trouble;
    std::filesystem::create_directories(m_folder, trouble);
    if (!trouble) {
        m_lock = std::make_unique<QLockFile>(QString::fromStdString(file("lock").string()));
        m_lock->setStaleLockTime(0); // a window may be open for days; that its program is gone is seen all the same
        m_lock->tryLock(0);
        if (m_lock->error() != QLockFile::PermissionError && m_lock->error() != QLockFile::UnknownError)
            return;
        trouble = std::make_error_code(std::errc::permission_denied);
    }
    m_problems.push_back(tr("This window cannot be saved for the next start: %1: %2")
                             .arg(QString::fromStdString(m_folder.string()), QString::fromStdString(trouble.message())));
}

void SavedSession::readOrSetAside(const char* name, const std::function<void(const std::filesystem::path&)>& read)
{
    const std::filesystem::path path = file(name);
    std::error_code ignored;
    if (!isMine() || !std::filesystem::exists(path, ignored))
        return;
    try {
        read(path);
    } catch (const std::exception& error) {
        const std::filesystem::path aside = m_folder / ("unreadable-" + std::string(name));
        std::filesystem::rename(path, aside, ignored);
        m_problems.push_back(tr("The last session cannot be read; its file is kept as %1: %2")
                                 .arg(QString::fromStdString(aside.string()), sentenceOf(error)));
    }
}

std::optional<RunState> SavedSession::readNetwork(const char* name)
{
    std::optional<RunState> network;
    readOrSetAside(name, [&](const auto& path) { network = fromSavedModel(engine::loadModel(path)); });
    return network;
}

std::optional<RunState> SavedSession::network()
{
    return readNetwork(networkFile);
}

std::optional<RunState> SavedSession::replaced()
{
    return readNetwork(replacedFile);
}

std::optional<RunState> SavedSession::undone()
{
    return readNetwork(undoneFile);
}

std::vector<engine::SavedModel> SavedSession::ensemble()
{
    std::vector<engine::SavedModel> members;
    readOrSetAside(ensembleFile, [&](const auto& path) { members = engine::loadEnsemble(path); });
    return members;
}

PadStrokes::Ink SavedSession::drawings()
{
    PadStrokes::Ink drawings;
    readOrSetAside(digitFile, [&](const auto& path) { drawings.digit = readInk(path); });
    readOrSetAside(numberFile, [&](const auto& path) { drawings.number = readInk(path); });
    return drawings;
}

/// One or none.
void SavedSession::writeOrRemove(const char* name, const std::vector<RunState>& network) const
{
    if (network.empty())
        std::filesystem::remove(file(name));
    else
        engine::saveModel(toSavedModel(network.front()), file(name));
}

void SavedSession::write(const Parts& parts) const
{
    if (parts.network)
        engine::saveModel(toSavedModel(*parts.network), file(networkFile));
    if (parts.replaced)
        writeOrRemove(replacedFile, *parts.replaced);
    if (parts.undone)
        writeOrRemove(undoneFile, *parts.undone);
    if (parts.ensemble && parts.ensemble->empty())
        std::filesystem::remove(file(ensembleFile));
    else if (parts.ensemble)
        engine::saveEnsemble(*parts.ensemble, file(ensembleFile));
    if (parts.drawings) {
        writeInk(parts.drawings->digit, file(digitFile));
        writeInk(parts.drawings->number, file(numberFile));
    }
}
