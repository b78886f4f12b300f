#include "app/session/my_digits.h"

#include "app/session/data_location.h"
#include "app/session/engine_words.h"

#include <algorithm>
#include <set>
#include <utility>

namespace {

constexpr std::size_t mostUndone = 100;

QString textOf(const std::filesystem::path& file)
{
    return QString::fromStdString(file.string());
}

/// "line 3: not JSON from character 5 on", and how many more there are.
QString firstOf(const std::vector<engine::UnreadLine>& lines)
{
    const QString first = MyDigits::tr("line %1: %2").arg(lines.front().number).arg(inWords(lines.front().reason));
    return lines.size() == 1 ? first : MyDigits::tr("%1; and %2 more").arg(first).arg(lines.size() - 1);
}

using Lines = std::set<std::string>;

Lines linesOf(const engine::UserDigits& digits)
{
    Lines lines;
    for (const auto& digit : digits)
        lines.insert(digit->line);
    return lines;
}

/// Writes the digits, and with them those that somebody else has put into the file since it held the lines known. Returns
/// the latter.
engine::UserDigits writeBesideOthers(const engine::UserDigits& digits, const Lines& known, const std::filesystem::path& file)
{
    const engine::DigitFile now = engine::readDigits(file, engine::Missing::IsEmpty);
    if (!now.unread.empty())
        engine::saveUnread(now.unread, file);
    engine::UserDigits others;
    for (const auto& digit : now.digits)
        if (!known.contains(digit->line))
            others.push_back(digit);
    engine::UserDigits all = digits;
    all.insert(all.end(), others.begin(), others.end());
    engine::writeDigits(all, file);
    return others;
}

QString drawings(std::size_t count)
{
    return count == 1 ? MyDigits::tr("1 drawing") : MyDigits::tr("%1 drawings").arg(count);
}

struct Loaded
{
    engine::DigitFile content;
    QString unreadIn; ///< the file that keeps what could not be read
};

} // namespace

std::filesystem::path MyDigits::usualFile()
{
    return userDataFolder().parent_path() / "my-digits.jsonl";
}

MyDigits::MyDigits(std::filesystem::path file, Jobs& jobs, QObject* parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_jobs(jobs)
{
    const auto fail = [this](const QString& reason) {
        m_state = State::Unreadable;
        emit failed(tr("Your digits cannot be read, and what you add now is not kept: %1").arg(reason));
        emit changed();
    };
    // To its end even if the window closes meanwhile: what is added now comes after what is in the file.
    m_jobs.finish(
        this, {.failed = fail},
        [path = m_file] {
            Loaded loaded{engine::readDigits(path, engine::Missing::IsEmpty), {}};
            if (!loaded.content.unread.empty()) // before anything is written over
                loaded.unreadIn = textOf(engine::saveUnread(loaded.content.unread, path));
            return loaded;
        },
        [this](const Loaded& loaded) { takeLoaded(loaded.content, loaded.unreadIn); });
}

MyDigits::~MyDigits()
{
    const bool isWanted = m_state == State::Loaded ? m_isDirty || m_isWriting : m_state == State::Loading && !m_digits.empty();
    if (!isWanted)
        return;
    // After a write that is under way; why it failed is told by Jobs.
    m_jobs.finish(
        nullptr, {}, [digits = m_digits, known = m_known, path = m_file] { writeBesideOthers(digits, known, path); }, [] {});
}

void MyDigits::takeLoaded(const engine::DigitFile& content, const QString& unreadIn)
{
    const engine::UserDigits added = std::exchange(m_digits, content.digits);
    m_digits.insert(m_digits.end(), added.begin(), added.end());
    m_past.clear(); // of an empty set that never was
    m_future.clear();
    m_state = State::Loaded;
    m_known = linesOf(content.digits);
    if (!content.unread.empty()) {
        emit noticed(tr("%1: %2. What could not be read is kept in %3.").arg(textOf(m_file), firstOf(content.unread), unreadIn));
        save(); // so that it is told once
    } else if (!added.empty())
        save();
    emit changed();
}

void MyDigits::add(const engine::UserDigits& digits)
{
    engine::UserDigits more = m_digits;
    more.insert(more.end(), digits.begin(), digits.end());
    enter(std::move(more));
}

void MyDigits::relabel(const std::vector<std::size_t>& places, std::optional<int> label)
{
    engine::UserDigits changedDigits = m_digits;
    for (const std::size_t place : places)
        if (place < changedDigits.size())
            changedDigits[place] = engine::relabelled(*m_digits[place], label);
    enter(std::move(changedDigits));
}

void MyDigits::remove(const std::vector<std::size_t>& places)
{
    engine::UserDigits left;
    for (std::size_t place = 0; place < m_digits.size(); ++place)
        if (std::ranges::find(places, place) == places.end())
            left.push_back(m_digits[place]);
    enter(std::move(left));
}

void MyDigits::enter(engine::UserDigits digits)
{
    if (digits == m_digits)
        return;
    m_past.push_back(std::exchange(m_digits, std::move(digits)));
    if (m_past.size() > mostUndone)
        m_past.erase(m_past.begin());
    m_future.clear();
    save();
    emit changed();
}

void MyDigits::takeFromOthers(const engine::UserDigits& digits)
{
    // Undo is about what was done here: it takes nothing away from others.
    const auto append = [&digits](engine::UserDigits& to) { to.insert(to.end(), digits.begin(), digits.end()); };
    append(m_digits);
    std::ranges::for_each(m_past, append);
    std::ranges::for_each(m_future, append);
    m_known.merge(linesOf(digits));
    emit changed();
}

void MyDigits::undo()
{
    if (m_past.empty())
        return;
    m_future.push_back(std::exchange(m_digits, std::move(m_past.back())));
    m_past.pop_back();
    save();
    emit changed();
}

void MyDigits::redo()
{
    if (m_future.empty())
        return;
    m_past.push_back(std::exchange(m_digits, std::move(m_future.back())));
    m_future.pop_back();
    save();
    emit changed();
}

void MyDigits::save()
{
    m_isDirty = true;
    if (m_isWriting || m_state != State::Loaded)
        return;
    m_isDirty = false;
    m_isWriting = true;
    m_known.merge(linesOf(m_digits));
    const auto fail = [this](const QString& reason) {
        m_isWriting = false;
        m_isDirty = true; // to be tried again with the next change, and at the end
        emit failed(tr("Your digits could not be saved: %1").arg(reason));
    };
    m_jobs.finish(
        this, {.failed = fail},
        [digits = m_digits, known = m_known, path = m_file] { return writeBesideOthers(digits, known, path); },
        [this](const engine::UserDigits& others) {
            m_isWriting = false;
            if (!others.empty())
                takeFromOthers(others);
            if (m_isDirty)
                save();
        });
}

void MyDigits::importFrom(const QString& file)
{
    m_jobs.finish(this, {.failed = [this](const QString& reason) { emit failed(reason); }},
               [path = file.toStdString()] { return engine::readDigits(path, engine::Missing::IsAnError); },
               [this, file](const engine::DigitFile& content) {
                   if (content.digits.empty()) {
                       const QString unreadable = tr("%1 holds no drawing that can be read: %2.");
                       emit failed(content.unread.empty() ? tr("%1 holds no drawing.").arg(file)
                                                          : unreadable.arg(file, firstOf(content.unread)));
                       return;
                   }
                   std::set<std::string> known;
                   for (const auto& digit : m_digits)
                       known.insert(digit->line);
                   engine::UserDigits others;
                   for (const auto& digit : content.digits)
                       if (known.insert(digit->line).second)
                           others.push_back(digit);
                   QString sentence = tr("%1 from %2 added to your digits.").arg(drawings(others.size()), file);
                   if (const auto twice = content.digits.size() - others.size(); twice > 0)
                       sentence += tr(" Already there: %1.").arg(drawings(twice));
                   if (!content.unread.empty())
                       sentence += tr(" Not read: %1.").arg(firstOf(content.unread));
                   add(others);
                   emit imported();
                   emit noticed(sentence);
               });
}

void MyDigits::exportTo(const engine::UserDigits& digits, const QString& file)
{
    m_jobs.finish(
        this, {.failed = [this](const QString& reason) { emit failed(reason); }},
        [digits, path = file.toStdString()] {
            engine::writeDigits(digits, path);
            return digits.size();
        },
        [this, file](std::size_t count) { emit noticed(tr("%1 written to %2.").arg(drawings(count), file)); });
}
