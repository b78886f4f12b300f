#include "app/digit_tutor.h"
#include "app/kept_digit_reader.h"
#include "app/my_digits.h"
#include "engine/data/synthetic_digits.h"
#include "engine/train/trainer.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

std::shared_ptr<const engine::KeptDigit> drawn(int label, float x = 1)
{
    return engine::keep({{{x, 2}, {3, 4}}}, label, {});
}

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
        QCOMPARE(inFile(), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }

    void whatIsAddedWhileTheFileIsReadComesAfterIt()
    {
        engine::writeDigits({drawn(7)}, m_file.toStdString());
        MyDigits set(m_file.toStdString());
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
        MyDigits set(m_file.toStdString());
        QSignalSpy noticed(&set, &MyDigits::noticed);
        QTRY_COMPARE(noticed.count(), 1);
        QVERIFY(noticed[0][0].toString().contains(QStringLiteral("line 2: not JSON")));
        QTRY_COMPARE(content(m_file), QByteArray::fromStdString(drawn(2)->line) + "\n");
        QCOMPARE(content(m_folder->filePath(QStringLiteral("data/my-digits.unread.jsonl"))), QByteArray("nonsense\n"));
    }

    void aFileThatCannotBeReadIsNotWrittenOver()
    {
        QVERIFY(QDir().mkpath(m_file)); // a folder in its place
        MyDigits set(m_file.toStdString());
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

    void isReadWithTheNewestWeights()
    {
        KeptDigitReader reader;
        reader.setActive(true);
        QSignalSpy read(&reader, &KeptDigitReader::read);
        const NetworkState untrained = freshNetwork(softmaxRecipe()); // all weights 0: every class is as likely
        const auto digit = engine::keep(engine::syntheticStrokes(3, 1, 1), 3, {});
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

    void aTutorTeachesWhatTheEngineAloneWould()
    {
        DigitTutor tutor;
        QSignalSpy ended(&tutor, &DigitTutor::ended);
        std::optional<engine::FineTuned> found;
        connect(&tutor, &DigitTutor::taught, this, [&](const engine::FineTuned& result) { found = result; });
        tutor.teach(order());
        QVERIFY(tutor.isActive());
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60'000);
        QVERIFY(!tutor.isActive());
        QCOMPARE(found->parameters, engine::fineTune(order())->parameters);
        const NetworkState before = freshNetwork(order().recipe);
        QCOMPARE(withLearnt(before, *found).weights->parameters, found->parameters);
    }

    void aTutorStopsWhenTold()
    {
        DigitTutor tutor;
        QSignalSpy ended(&tutor, &DigitTutor::ended);
        QSignalSpy taught(&tutor, &DigitTutor::taught);
        tutor.teach(order());
        tutor.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60'000);
        QCOMPARE(taught.count(), 0);
        tutor.teach(order()); // and is there for the next
        tutor.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, 60'000);
    }

    void aTutorSaysWhyItCannot()
    {
        DigitTutor tutor;
        QSignalSpy failed(&tutor, &DigitTutor::failed);
        engine::FineTuning lesson = order();
        lesson.drawings.clear();
        tutor.teach(lesson);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("nothing to learn")));
    }

private:
    std::unique_ptr<MyDigits> opened() const
    {
        auto set = std::make_unique<MyDigits>(m_file.toStdString());
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
    QString m_file;
};

const RegisteredTest<MyDigitsTest> registered;
#include "tst_my_digits.moc"
