#include "app/session/session.h"

#include "app/session/data_words.h"
#include "app/session/engine_words.h"
#include "app/session/file_kind.h"
#include "app/session/network_words.h"

#include "engine/errors.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace {

// What notices speak of.
const QString network = QStringLiteral("network");
const QString dataInUse = QStringLiteral("data");
const QString trouble = QStringLiteral("trouble"); ///< that the one has with the other
const QString waitingPicture = QStringLiteral("picture");
const QString lastRun = QStringLiteral("run"); ///< how it ended

} // namespace

Session::Session(RunState network, std::filesystem::path userDigits, QObject* parent)
    : QObject(parent)
    , runs(std::move(network))
    , pace(runs)
    , pictures(jobs)
    , writer(runs)
    , number({jobs, pad, pictures, writer})
    , myDigits(std::move(userDigits), jobs)
    , label({runs, selection, pad, pictures, myDigits})
    , inspection({runs, selection, pad, pictures, writer, number, myDigits})
    , data(runs, jobs)
    , models(runs, jobs)
    , times(runs, jobs)
    , mismatch(runs)
    , ensemble(jobs)
    , fineTuner(runs, myDigits, jobs)
{
    connectRun();
    connectFiles();
    connectLearning();
    addPreferences();
}

Context Session::context()
{
    return {.runs = runs,
            .selection = selection,
            .inspection = inspection,
            .jobs = jobs,
            .notices = notices,
            .commands = commands,
            .preferences = preferences,
            .data = data,
            .models = models,
            .times = times,
            .pad = pad,
            .pictures = pictures,
            .number = number,
            .writer = writer,
            .myDigits = myDigits,
            .label = label,
            .fineTuner = fineTuner,
            .ensemble = ensemble,
            .memberTrainer = memberTrainer};
}

void Session::complain(const QString& sentence)
{
    notices.say(Notice::Level::Error, sentence);
}

void Session::complainOfFile(const QString& sentence)
{
    notices.say({.level = Notice::Level::Error, .sentence = sentence, .subject = unopenedFile});
}

void Session::offerUndo(const QString& sentence)
{
    const RunState* previous = runs.previous();
    if (!previous)
        return;
    const QString title = tr("Bring back %1").arg(networkInWords(*previous));
    notices.say({.sentence = sentence, .action = Notice::Action{title, [this] { runs.undo(); }}, .subject = network});
}

/// Whoever goes back by mistake, or only to look, finds the way on where he is.
void Session::offerWayOn(bool isUndone)
{
    const QString sentence = tr("In use again: %1.").arg(networkInWords(runs.state()));
    if (!isUndone) {
        offerUndo(sentence);
        return;
    }
    const QString title = tr("Forward to %1").arg(networkInWords(*runs.undone()));
    notices.say({.sentence = sentence, .action = Notice::Action{title, [this] { runs.redo(); }}, .subject = network});
}

void Session::offerFormerData(const QString& description, const QString& former)
{
    const QString sentence = runs.state().isTrained() ? tr("The network learns from %1 now; what it has learnt so far stays.")
                                                      : tr("The network learns from %1 now.");
    notices.say({.sentence = sentence.arg(description),
                 .action = Notice::Action{tr("Back to %1").arg(inWords(former)), [this] { data.bringBack(); }},
                 .subject = dataInUse});
    mismatch.check(); // what is wrong with them comes first
}

void Session::awaitData(bool toTrain)
{
    m_trainsOnceRead = toTrain && data.isLoading();
    notices.say({.sentence = m_trainsOnceRead    ? tr("The data set is being read; training starts as soon as it is there.")
                     : data.isLoading() ? tr("The data set is still being read; training can start in a moment.")
                                        : tr("There is no data set to learn from yet."),
                 .subject = dataInUse});
}

/// For a network that reads points it would be nowhere to be seen.
void Session::tellOfWaitingPicture()
{
    const QString name = QString::fromStdString(runs.state().recipe.name);
    notices.say({.sentence = tr("%1 reads two numbers, no pictures. Yours waits for a network that reads digits.").arg(name),
                 .action = Notice::Action{tr("Use the shipped network"), [this] { models.open(QStringLiteral("builtin")); }},
                 .subject = waitingPicture});
}

void Session::addMember(engine::SavedModel model)
{
    try {
        ensemble.add(std::move(model));
    } catch (const engine::Error& error) {
        complain(sentenceOf(error));
    }
}

void Session::connectRun()
{
    const Run& run = runs.current();
    const auto expire = [this](std::initializer_list<QString> subjects) {
        for (const QString& subject : subjects)
            notices.expire(subject);
    };
    connect(&run, &Run::failed, this, [this](const QString& sentence) {
        notices.say({.level = Notice::Level::Error, .sentence = sentence, .subject = trouble});
    });
    connect(&run, &Run::stoppedEarly, this,
            [this](const QString& sentence) { notices.say({.sentence = sentence, .subject = lastRun}); });
    connect(&run, &Run::progressChanged, this, [expire, &run] {
        if (run.isTraining()) // again
            expire({trouble, lastRun});
    });
    connect(&run, &Run::replaced, this, [this, expire] {
        m_trainsOnceRead = false;
        expire({network, trouble, lastRun, waitingPicture});
    });
    connect(&run, &Run::dataChanged, this, [this, expire] {
        expire({dataInUse, trouble}); // before there is something new to be said of them
        ensemble.setData(runs.data());
        mismatch.check();
        if (runs.data() && std::exchange(m_trainsOnceRead, false))
            runs.current().train();
    });
    connect(&run, &Run::needsData, this, &Session::awaitData);
    connect(&runs, &Runs::replacementUndoable, this, &Session::offerUndo);
    connect(&runs, &Runs::broughtBack, this, &Session::offerWayOn);
    connect(&mismatch, &DataMismatch::found, this, [this](const QString& sentence, const QString& action) {
        Notice notice{.level = Notice::Level::Warning, .sentence = sentence, .subject = trouble};
        if (!action.isEmpty())
            notice.action = Notice::Action{action, [this] { mismatch.adaptNetwork(); }};
        notices.say(std::move(notice));
    });
}

void Session::addPreferences()
{
    const QString training = tr("Training"), memory = tr("Memory and data");
    preferences.add({.id = QStringLiteral("watching"), .title = tr("Watching"), .group = training,
                     .help = tr("How much of the machine the pages may use while a network trains. With little, training keeps "
                                "97 % of its speed; with more, pages move more smoothly."),
                     .initial = 0.006,
                     .kind = Preference::Choice{{{0.006, tr("Little: training is fastest")},
                                                 {0.03, tr("Balanced")},
                                                 {0.15, tr("Smooth: 30 pictures a second")}}},
                     .apply = [this](const QVariant& share) { runs.current().setWatchingShare(share.toDouble()); }});
    preferences.add({.id = QStringLiteral("threads"), .title = tr("Threads"), .group = training,
                     .help = tr("How many cores training uses, from the next run on. The result is the same."),
                     .initial = 0,
                     .kind = Preference::Number{.least = 0, .most = double(std::max(1u, std::thread::hardware_concurrency())),
                                                .leastMeans = tr("All cores")},
                     .apply = [this](const QVariant& threads) { runs.current().setThreads(std::size_t(threads.toDouble())); }});
    preferences.add({.id = QStringLiteral("history"), .title = tr("Past weights"), .group = memory,
                     .help = tr("How much memory the weights of past steps may take, so that you can look back at them."),
                     .initial = 8,
                     .kind = Preference::Number{.least = 1, .most = 1024, .step = 8, .unit = tr(" MB")},
                     .apply = [this](const QVariant& megabytes) {
                         inspection.setHistoryBudget(std::size_t(megabytes.toDouble()) << 20);
                     }});
    const QString dataFolder = QStringLiteral("dataFolder");
    preferences.add({.id = dataFolder, .title = tr("Data folder"), .group = memory,
                     .help = tr("Where the program looks for its data first: a folder with the four files of MNIST, or "
                                "of other data in the same format."),
                     .initial = QString(),
                     .kind = Preference::Folder{.emptyMeans = tr("$DIGITSCOPE_DATA, or what was downloaded")},
                     .apply = [this](const QVariant& folder) { data.setUsualFolder(folder.toString().toStdString()); }});
    connect(&preferences, &Preferences::changed, this, [this, dataFolder](const QString& id) {
        const std::string folder = id == dataFolder ? preferences.value(id).toString().toStdString() : std::string();
        if (!folder.empty())
            data.open(folder);
    });
}

void Session::connectFiles()
{
    const auto tell = [this](const QString& sentence) { notices.say({.sentence = sentence}); };
    connect(&jobs, &Jobs::failed, this, &Session::complain);
    connect(&models, &ModelFiles::failed, this, &Session::complainOfFile);
    connect(&models, &ModelFiles::opened, this, [this] { notices.expire(unopenedFile); });
    connect(&pictures, &PictureInput::failed, this, &Session::complainOfFile);
    connect(&pictures, &PictureInput::changed, this, [this] {
        notices.expire(unopenedFile);
        if (!runs.state().readsPoints())
            selection.selectDrawing(); // whoever brings a picture wants to see it read
        else if (pictures.picture())
            tellOfWaitingPicture();
        else
            notices.expire(waitingPicture);
    });
    connect(&data, &DataLibrary::replaced, this, &Session::offerFormerData);
    connect(&data, &DataLibrary::failed, this, &Session::complainOfFile);
    connect(&data, &DataLibrary::replaced, this, [this] { notices.expire(unopenedFile); });
    connect(&data, &DataLibrary::noted, this, tell);
    connect(&data, &DataLibrary::kept, this, [this](const QString& sentence) { notices.say({.sentence = sentence, .subject = network}); });
    connect(&myDigits, &MyDigits::failed, this, &Session::complain);
    connect(&myDigits, &MyDigits::noticed, this, tell);
    ensemble.setData(runs.data());
}

void Session::connectLearning()
{
    connect(&fineTuner, &FineTuner::failed, this, &Session::complain);
    connect(&fineTuner, &FineTuner::fineTuned, this, &Session::offerUndo);
    connect(&memberTrainer, &MemberTrainer::failed, this, &Session::complain);
    connect(&memberTrainer, &MemberTrainer::trained, this, &Session::addMember);
    connect(&models, &ModelFiles::ensembleOpened, this, [this](const std::vector<engine::SavedModel>& members) {
        ensemble.clear();
        for (const engine::SavedModel& member : members)
            addMember(member);
        commands.run(QStringLiteral("view.ensemble"));
    });
}
