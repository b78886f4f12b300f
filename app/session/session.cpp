#include "app/session/session.h"

#include "app/session/engine_words.h"

#include "engine/errors.h"

namespace {

const QString network = QStringLiteral("network"); // what notices speak of
const QString dataInUse = QStringLiteral("data");

} // namespace

Session::Session(RunState network, std::filesystem::path userDigits, QObject* parent)
    : QObject(parent)
    , runs(std::move(network))
    , pace(runs)
    , pictures(jobs)
    , writer(runs)
    , number({pad, pictures, writer})
    , myDigits(std::move(userDigits), jobs)
    , label({runs, selection, pad, pictures, myDigits})
    , inspection({runs, selection, pad, pictures, writer, number, myDigits})
    , data(runs, jobs)
    , models(runs, jobs)
    , mismatch(runs)
    , ensemble(jobs)
    , fineTuner(runs, myDigits, jobs)
{
    connectRun();
    connectFiles();
    connectLearning();
}

Context Session::context()
{
    return {.runs = runs,
            .selection = selection,
            .inspection = inspection,
            .jobs = jobs,
            .notices = notices,
            .commands = commands,
            .data = data,
            .models = models,
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

void Session::offerUndo(const QString& sentence)
{
    const RunState* previous = runs.previous();
    const QString title = previous ? tr("Back to %1").arg(QString::fromStdString(previous->recipe.name)) : tr("Undo");
    notices.say({.sentence = sentence, .action = Notice::Action{title, [this] { runs.undo(); }}, .subject = network});
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
    connect(&run, &Run::failed, this, &Session::complain);
    connect(&run, &Run::stoppedEarly, this,
            [this](const QString& sentence) { notices.say({.sentence = sentence, .subject = network}); });
    connect(&run, &Run::replaced, this, [this] { notices.expire(network); });
    connect(&run, &Run::dataChanged, this, [this] {
        notices.expire(dataInUse); // before there is something new to be said of them
        ensemble.setData(runs.data());
        mismatch.check();
    });
    connect(&run, &Run::needsData, this, [this] {
        notices.say({.sentence = data.isLoading() ? tr("The data set is still being read; training can start in a moment.")
                                                  : tr("There is no data set to learn from yet."),
                     .subject = dataInUse});
    });
    connect(&runs, &Runs::replacementUndoable, this, &Session::offerUndo);
    connect(&mismatch, &DataMismatch::found, this, [this](const QString& sentence, const QString& action) {
        Notice notice{.level = Notice::Level::Warning, .sentence = sentence, .subject = dataInUse};
        if (!action.isEmpty())
            notice.action = Notice::Action{action, [this] { mismatch.adaptNetwork(); }};
        notices.say(std::move(notice));
    });
}

void Session::connectFiles()
{
    const auto tell = [this](const QString& sentence) { notices.say({.sentence = sentence}); };
    connect(&jobs, &Jobs::failed, this, &Session::complain);
    connect(&models, &ModelFiles::failed, this, &Session::complain);
    connect(&pictures, &PictureInput::failed, this, &Session::complain);
    connect(&pictures, &PictureInput::changed, this, [this] {
        if (!runs.state().readsPoints())
            selection.selectDrawing(); // whoever brings a picture wants to see it read
    });
    connect(&data, &DataLibrary::failed, this, &Session::complain);
    connect(&data, &DataLibrary::noted, this, tell);
    connect(&data, &DataLibrary::kept, this, tell);
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
