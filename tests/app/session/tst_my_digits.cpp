#include "app/session/fine_tuner.h"
#include "app/session/my_digit_predictions.h"
#include "app/session/my_digits.h"
#include "app/session/runs.h"
#include "engine/synthetic/synthetic_digits.h"
#include "engine/train/complete_recipe.h"
#include "engine/train/trainer.h"
#include "tests/registered_test.h"
#include "tests/small_runs.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

std::shared_ptr<const engine::UserDigit> drawn(int label, float x = 1)
{
    return engine::userDigit({{{x, 2}, {3, 4}}}, label, {});
}

/// A network in use and the digits that it is to learn, as an order to the engine has them.
struct Tuned
{
    Tuned(const engine::FineTuning& order, const QString& file, Jobs& jobs)
        : runs(trained(order))
        , digits(file.toStdString(), jobs)
        , fineTuner(runs, digits, jobs)
        , m_drawings(order.drawings)
    {
        runs.setData(order.data);
    }

    /// Once what is in the file is read.
    bool isReady()
    {
        if (!digits.isLoaded())
            return false;
        for (const engine::StrokeSample& drawing : std::exchange(m_drawings, {})) // once, however often it is asked
            digits.add({engine::userDigit(drawing.strokes, drawing.label, {})});
        return true;
    }

    Runs runs;
    MyDigits digits;
    FineTuner fineTuner;

private:
    static RunState trained(const engine::FineTuning& order)
    {
        RunState state = freshNetwork(order.recipe);
        state.weights = std::make_shared<const engine::Snapshot>(engine::Snapshot{1, order.parameters});
        return state;
    }

    std::vector<engine::StrokeSample> m_drawings;
};

} // namespace

/// The user's own digits behind the window.
class MyDigitsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(QStringLiteral("data/my-digits.jsonl"));
    }

    void everyChangeIsInTheFileAMomentLater()
    {
        auto set = opened();
        set->add({drawn(3), drawn(5, 2)});
        QTRY_COMPARE(inFile(), (std::vector<int>{3, 5}));
        set->relabel({1}, 6);
        QTRY_COMPARE(inFile(), (std::vector<int>{3, 6}));
        set->remove({0});
        QTRY_COMPARE(inFile(), (std::vector<int>{6}));
        set->undo();
        set->undo();
        QTRY_COMPARE(inFile(), (std::vector<int>{3, 5}));
        set->redo();
        QTRY_COMPARE(inFile(), (std::vector<int>{3, 6}));
        QVERIFY(set->canRedo());
        set->add({drawn(1)});
        QVERIFY(!set->canRedo());
    }

    void whatWasAddedLastIsThereAfterTheEnd()
    {
        auto set = opened();
        for (int label = 0; label < 10; ++label)
            set->add({drawn(label)});
        set.reset(); // at once
        QTRY_VERIFY(!m_jobs.isFinishing());
        QCOMPARE(inFile(), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }

    void whatIsAddedWhileTheFileIsReadComesAfterIt()
    {
        engine::writeDigits({drawn(7)}, m_file.toStdString());
        MyDigits set(m_file.toStdString(), m_jobs);
        QVERIFY(!set.isLoaded());
        set.add({drawn(8)});
        QTRY_COMPARE(inFile(), (std::vector<int>{7, 8}));
        QCOMPARE(set.digits().size(), std::size_t{2});
        QVERIFY(!set.canUndo()); // what was there was not added by hand
    }

    void twoProgramsLoseNothingOfEachOther()
    {
        auto one = opened();
        auto other = opened();
        one->add({drawn(1)});
        QTRY_COMPARE(inFile(), (std::vector<int>{1}));
        other->add({drawn(2, 2)});
        QTRY_COMPARE(inFile(), (std::vector<int>{2, 1}));
        QTRY_COMPARE(other->digits().size(), std::size_t{2});
        other->undo(); // its own
        QTRY_COMPARE(inFile(), (std::vector<int>{1}));
    }

    void brokenLinesAreToldOfAndKept()
    {
        QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("data"))));
        write(m_file, QByteArray::fromStdString(drawn(2)->line) + "\nnonsense\n");
        MyDigits set(m_file.toStdString(), m_jobs);
        QSignalSpy noticed(&set, &MyDigits::noticed);
        QTRY_COMPARE(noticed.count(), 1);
        QVERIFY(noticed[0][0].toString().contains(QStringLiteral("line 2: not JSON")));
        QTRY_COMPARE(content(m_file), QByteArray::fromStdString(drawn(2)->line) + "\n");
        QCOMPARE(content(m_folder->filePath(QStringLiteral("data/my-digits.unread.jsonl"))), QByteArray("nonsense\n"));
    }

    void aFileThatCannotBeReadIsNotWrittenOver()
    {
        QVERIFY(QDir().mkpath(m_file)); // a folder in its place
        MyDigits set(m_file.toStdString(), m_jobs);
        QSignalSpy failed(&set, &MyDigits::failed);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("cannot be read")));
        set.add({drawn(1)});
        QCOMPARE(set.digits().size(), std::size_t{1});
        QVERIFY(QFileInfo(m_file).isDir());
    }

    void importsWhatIsNotThereYetAndExports()
    {
        auto set = opened();
        set->add({drawn(1)});
        const QString other = m_folder->filePath(QStringLiteral("other.jsonl"));
        write(other, QByteArray::fromStdString(drawn(1)->line + "\n" + drawn(9, 5)->line) + "\n{\"strokes\":3}\n");
        QSignalSpy noticed(set.get(), &MyDigits::noticed);
        set->importFrom(other);
        QTRY_COMPARE(noticed.count(), 1);
        QCOMPARE(set->digits().size(), std::size_t{2});
        QVERIFY(noticed[0][0].toString().contains(QStringLiteral("line 3")));
        const QString copy = m_folder->filePath(QStringLiteral("copy.jsonl"));
        set->exportTo(set->digits(), copy);
        QTRY_COMPARE(noticed.count(), 2);
        QCOMPARE(content(copy), QByteArray::fromStdString(drawn(1)->line + "\n" + drawn(9, 5)->line + "\n"));

        QSignalSpy failed(set.get(), &MyDigits::failed);
        set->importFrom(QStringLiteral("/no/such/file.jsonl"));
        QTRY_COMPARE(failed.count(), 1);
    }

    void aFileWithoutADrawingIsSaidToHaveNone()
    {
        auto set = opened();
        const QString other = m_folder->filePath(QStringLiteral("log.jsonl"));
        write(other, "{\"strokes\":3}\n{\"loss\":0.1}\n");
        QSignalSpy failed(set.get(), &MyDigits::failed), imported(set.get(), &MyDigits::imported);
        set->importFrom(other);
        QTRY_COMPARE(failed.count(), 1);
        const QString sentence = failed[0][0].toString();
        QVERIFY2(sentence.startsWith(other + QStringLiteral(" holds no drawing that can be read: line 1: ")), qPrintable(sentence));
        QCOMPARE(imported.count(), 0);
        write(other, QByteArray::fromStdString(drawn(9, 5)->line) + '\n');
        set->importFrom(other);
        QTRY_COMPARE(imported.count(), 1); // and My digits are shown
    }

    void isReadWithTheNewestWeights()
    {
        MyDigitPredictions reader(m_jobs);
        reader.setActive(true);
        const RunState untrained = freshNetwork(softmaxRecipe()); // all weights 0: every class is as likely
        const auto digit = engine::userDigit(engine::syntheticStrokes(3, 1, 1), 3, {});
        reader.setNetwork(untrained.network, untrained.recipe.loss);
        reader.setWeights(untrained.weights);
        reader.setDigits({digit});
        QTRY_VERIFY(reader.find(digit.get()) && reader.find(digit.get())->prediction);
        QCOMPARE(reader.find(digit.get())->probability, 0.1f);
        engine::Snapshot other{1, untrained.weights->parameters};
        other.parameters[other.parameters.size() - 10 + 4] = 50; // the bias of class 4
        reader.setWeights(std::make_shared<const engine::Snapshot>(other));
        QTRY_COMPARE(int(*reader.find(digit.get())->prediction), 4);
        QVERIFY(reader.find(digit.get())->image);
    }

    void aFineTunerLearnsWhatTheEngineAloneWould()
    {
        Tuned tuned(order(), m_file, m_jobs);
        QTRY_VERIFY(tuned.isReady());
        QSignalSpy fineTuned(&tuned.fineTuner, &FineTuner::fineTuned);
        tuned.fineTuner.start();
        QVERIFY(tuned.fineTuner.isActive());
        QTRY_COMPARE_WITH_TIMEOUT(fineTuned.count(), 1, 60'000);
        QVERIFY(!tuned.fineTuner.isActive());
        QVERIFY(tuned.fineTuner.outcome());
        engine::FineTuning alone = order();
        for (std::size_t i = 0; i < alone.drawings.size(); ++i)
            alone.drawings[i] = tuned.digits.digits()[i]->sample; // as they are kept: in hundredths of a cell
        QVERIFY(tuned.runs.state().weights->parameters == engine::fineTune(alone)->parameters);
        QVERIFY(tuned.runs.canUndo());
        tuned.runs.undo();
        QVERIFY(!tuned.fineTuner.outcome()); // it was about another network
    }

    void aFineTunerStopsWhenTold()
    {
        Tuned tuned(order(), m_file, m_jobs);
        QTRY_VERIFY(tuned.isReady());
        const auto before = tuned.runs.state().weights;
        for (int time = 0; time < 2; ++time) { // and is there for the next
            tuned.fineTuner.start();
            QVERIFY(tuned.fineTuner.isActive());
            tuned.fineTuner.cancel();
            QVERIFY(!tuned.fineTuner.isActive());
        }
        QVERIFY(!tuned.fineTuner.outcome());
        QCOMPARE(tuned.runs.state().weights, before);
    }

    void aFineTunerSaysWhyItCannot()
    {
        engine::FineTuning nothing = order();
        nothing.drawings.clear();
        Tuned tuned(nothing, m_file, m_jobs);
        QTRY_VERIFY(tuned.isReady());
        QSignalSpy failed(&tuned.fineTuner, &FineTuner::failed);
        tuned.fineTuner.start();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("nothing to learn")));
        QVERIFY(!tuned.fineTuner.isActive());
    }

private:
    std::unique_ptr<MyDigits> opened()
    {
        auto set = std::make_unique<MyDigits>(m_file.toStdString(), m_jobs);
        if (!QTest::qWaitFor([&] { return set->isLoaded(); }))
            qFatal("the set is not read");
        return set;
    }
    std::vector<int> inFile() const
    {
        std::vector<int> labels;
        for (const auto& digit : engine::readDigits(m_file.toStdString(), engine::Missing::IsEmpty).digits)
            labels.push_back(*digit->sample.label);
        return labels;
    }
    static void write(const QString& name, const QByteArray& bytes)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static QByteArray content(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }
    static engine::FineTuning order()
    {
        const engine::Recipe recipe = complete(smallMlp());
        std::vector<engine::StrokeSample> drawings;
        for (int i = 0; i < 10; ++i)
            drawings.push_back({.strokes = engine::syntheticStrokes(i, 3, std::uint64_t(i)), .label = i, .isLabelled = true, .number = {}, .writer = {}});
        return {.recipe = recipe, .parameters = freshNetwork(recipe).weights->parameters, .drawings = drawings, .data = digitSplits(100, 30)};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    Jobs m_jobs;
    QString m_file;
};

const RegisteredTest<MyDigitsTest> registeredMyDigitsTest;
#include "tst_my_digits.moc"
