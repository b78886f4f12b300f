#include "engine/io/atomic_file.h"

#include "engine/errors.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace engine {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const Message& why)
{
    throw FileError("cannot write %1: %2", file.string(), why);
}

[[noreturn]] void failWithErrno(const fs::path& file)
{
    fail(file, Message::verbatim(std::generic_category().message(errno)));
}

/// Where a chain of symbolic links ends, so that a linked model stays linked; the end need not exist.
fs::path followLinks(const fs::path& file)
{
    constexpr int longestChain = 40; // as Linux follows
    fs::path target = file;
    std::error_code error;
    for (int i = 0; i < longestChain && fs::is_symlink(target, error); ++i) {
        const fs::path next = fs::read_symlink(target, error);
        target = next.is_absolute() ? next : target.parent_path() / next;
    }
    if (fs::is_symlink(target, error))
        fail(file, "its symbolic links lead in a circle");
    return target;
}

/// Renaming goes by the folder's permissions; a file that is there has its own say.
void checkTarget(const fs::path& file, const fs::path& target)
{
    struct stat status = {};
    if (::stat(target.c_str(), &status) != 0) {
        if (errno != ENOENT)
            failWithErrno(file);
        return;
    }
    if (!S_ISREG(status.st_mode))
        fail(file, S_ISDIR(status.st_mode) ? Message("it is a folder") : Message("it is not a regular file"));
    if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0)
        failWithErrno(file);
}

/// A file under a name of its own that disappears unless it is renamed.
class TemporaryFile
{
public:
    /// file: the name for error messages.
    TemporaryFile(const fs::path& folder, const fs::path& file)
        : m_file(file)
    {
        static std::atomic<unsigned> count = 0;
        do {
            m_path = folder
                / (".digitscope-" + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".tmp");
            m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        } while (m_descriptor < 0 && errno == EEXIST);
        if (m_descriptor < 0)
            failWithErrno(m_file);
    }

    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    ~TemporaryFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        if (!m_path.empty())
            ::unlink(m_path.c_str());
    }

    void write(std::span<const std::byte> bytes)
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
            if (written >= 0)
                bytes = bytes.subspan(std::size_t(written));
            else if (errno != EINTR)
                failWithErrno(m_file);
        }
    }

    void takePermissionsOf(const fs::path& target)
    {
        struct stat status = {};
        if (::stat(target.c_str(), &status) == 0 && ::fchmod(m_descriptor, status.st_mode & 0777) != 0)
            failWithErrno(m_file);
    }

    void renameTo(const fs::path& target)
    {
        // Synced first: otherwise a crash could leave the new name over blocks that were never written.
        if (::fsync(m_descriptor) != 0)
            failWithErrno(m_file);
        const bool closed = ::close(m_descriptor) == 0;
        m_descriptor = -1;
        if (!closed || ::rename(m_path.c_str(), target.c_str()) != 0)
            failWithErrno(m_file);
        m_path.clear();
    }

private:
    fs::path m_file;
    fs::path m_path;
    int m_descriptor = -1;
};

/// Makes the rename itself durable, on file systems that can; the file is whole either way.
void syncFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

void writeFileAtomically(const fs::path& file, std::span<const std::span<const std::byte>> parts)
{
    const fs::path target = followLinks(file);
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    std::error_code error;
    if (!fs::is_directory(folder, error))
        fail(file, Message("there is no folder %1", folder.string()));
    checkTarget(file, target);

    TemporaryFile temporary(folder, file);
    for (const auto part : parts)
        temporary.write(part);
    temporary.takePermissionsOf(target);
    temporary.renameTo(target);
    syncFolder(folder);
}

} // namespace engine
