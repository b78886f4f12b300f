#include "app/session/presets.h"
#include "app/session/session.h"
#include "engine/gallery/gallery.h"
#include "engine/io/digit_set.h"
#include "tests/app/session/run_fixture.h"
#include "tests/registered_test.h"

#include <QGuiApplication>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// What is said when a network takes the place of another: its way back names what comes back, and goes when that would be
/// something else.
class ReplacementNoticesTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_session = std::make_unique<Session>(freshNetwork(twoEpochs()), m_folder.filePath(QStringLiteral("my.jsonl")).toStdString());
        m_session->runs.setData(m_data);
    }
    void cleanup() { m_session.reset(); }

    void theWayBackNamesWhatComesBack()
    {
        train();
        const float accuracy = m_session->runs.state().log.evaluations.back().testAccuracy;
        m_session->runs.rewind();
        QTRY_VERIFY(!offer().isEmpty());
        QCOMPARE(offer(), QStringLiteral("Bring back small, trained to %1 %").arg(100 * double(accuracy), 0, 'f', 1));
        m_session->notices.answer();
        QTRY_COMPARE(m_session->runs.state().weights->step, std::uint64_t{10});
        QVERIFY(offer().isEmpty());
    }

    void itGoesWhenSomethingElseWouldComeBack()
    {
        train();
        m_session->runs.rewind();
        QTRY_VERIFY(!offer().isEmpty());
        m_session->runs.open(freshNetwork(engine::findPreset("softmax"))); // the untrained one would come back now
        QTRY_COMPARE(m_session->runs.state().recipe.name, std::string("softmax"));
        QVERIFY(offer().isEmpty());
    }

    void itGoesWhenTheNetworkIsBackAnyway()
    {
        train();
        m_session->runs.rewind();
        QTRY_VERIFY(!offer().isEmpty());
        m_session->runs.undo();
        QTRY_COMPARE(m_session->runs.state().weights->step, std::uint64_t{10});
        QVERIFY(offer().isEmpty());
    }

    void whoGoesBackIsShownTheWayForth()
    {
        train();
        const RunState trained = m_session->runs.state();
        m_session->runs.rewind();
        run().runSteps(3);
        QTRY_COMPARE(m_session->runs.state().weights->step, std::uint64_t{3});
        m_session->runs.undo();
        QTRY_COMPARE(m_session->runs.state().weights, trained.weights);
        QVERIFY2(offer().startsWith(QStringLiteral("Forward to small")), qPrintable(offer()));
        m_session->notices.answer();
        QCOMPARE(m_session->runs.state().weights->step, std::uint64_t{3});
        QVERIFY2(offer().startsWith(QStringLiteral("Bring back small, trained to")), qPrintable(offer()));
        m_session->notices.answer();
        QCOMPARE(m_session->runs.state().weights, trained.weights);
    }

    void otherDataAreSaidAndTheFormerCanBeHadBack()
    {
        const QString file = drawings();
        m_session->data.open(file.toStdString());
        QTRY_VERIFY(m_session->runs.data() != m_data);
        QVERIFY2(sentence().startsWith(QStringLiteral("The network learns from drawn.jsonl")), qPrintable(sentence()));
        QCOMPARE(offer(), QStringLiteral("Back to test"));
        QCOMPARE(m_session->data.chosen(), std::optional(file.toStdString()));
        m_session->notices.answer();
        QCOMPARE(m_session->runs.data(), m_data);
        QVERIFY(!m_session->data.chosen());
        QCOMPARE(offer(), QStringLiteral("Back to drawn.jsonl"));
        m_session->notices.answer();
        QVERIFY(m_session->runs.data() != m_data);
        m_session->runs.setData(m_data); // by whatever way
        QVERIFY2(sentence().isEmpty(), qPrintable(sentence()));
    }

    void otherDataStopTheRunFirst()
    {
        m_session->runs.replace(freshNetwork(endlessEpochs()));
        run().train();
        QTRY_VERIFY(m_session->runs.state().weights->step > 0);
        m_session->data.open(drawings().toStdString());
        QTRY_COMPARE(offer(), QStringLiteral("Back to test"));
        QVERIFY(!run().isActive());
        QVERIFY(m_session->runs.data() != m_data);
    }

    void trainStartsOnceTheDataAreRead()
    {
        m_session = std::make_unique<Session>(freshNetwork(twoEpochs()), m_folder.filePath(QStringLiteral("my.jsonl")).toStdString());
        m_session->data.open(drawings().toStdString());
        run().train();
        QVERIFY2(sentence().contains(QStringLiteral("starts as soon as")), qPrintable(sentence()));
        QTRY_COMPARE(run().progress().phase, Run::Phase::Finished);
        QVERIFY2(sentence().isEmpty(), qPrintable(sentence()));
    }

    void aPictureForANetworkThatReadsPointsIsSaidToWait()
    {
        QImage picture(60, 60, QImage::Format_Grayscale8);
        picture.fill(255);
        for (int y = 10; y < 50; ++y)
            for (int x = 28; x < 33; ++x)
                picture.setPixel(x, y, qRgb(0, 0, 0));
        const QString file = m_folder.filePath(QStringLiteral("one.png"));
        QVERIFY(picture.save(file));
        m_session->runs.open(freshNetwork(engine::findPreset("xor")));
        QVERIFY2(sentence().isEmpty(), qPrintable(sentence()));
        m_session->pictures.open(file);
        QTRY_VERIFY2(sentence().startsWith(QStringLiteral("xor reads two numbers, no pictures.")), qPrintable(sentence()));
        m_session->notices.answer();
        QTRY_VERIFY(!m_session->runs.state().readsPoints());
        QTRY_VERIFY(m_session->inspection.input()); // and it is read
        QVERIFY2(!sentence().contains(QStringLiteral("waits")), qPrintable(sentence()));
    }

    /// The run is stopped first: what is said before it is would speak of another network.
    void aPresetChosenInMidTrainingIsUndoneToTheOneThatTrained()
    {
        m_session->runs.replace(freshNetwork(endlessEpochs()));
        run().train();
        QTRY_VERIFY(m_session->runs.state().weights->step > 0);
        QVERIFY(openPreset(m_session->runs, "softmax").problem.isEmpty());
        QTRY_COMPARE(m_session->runs.state().recipe.name, std::string("softmax"));
        QVERIFY2(offer().startsWith(QStringLiteral("Bring back small, trained to")), qPrintable(offer()));
        m_session->notices.answer();
        QTRY_COMPARE(m_session->runs.state().recipe.name, std::string("small"));
        QVERIFY(m_session->runs.state().isTrained());
    }

    void whatIsSaidStaysTrueWhileTheNewOneTrains()
    {
        train();
        QVERIFY(openPreset(m_session->runs, "softmax").problem.isEmpty());
        run().runSteps(2);
        QTRY_COMPARE(m_session->runs.state().weights->step, std::uint64_t{2});
        QVERIFY(!offer().isEmpty());
        QVERIFY2(!sentence().contains(QStringLiteral("untrained")), qPrintable(sentence()));
    }

    void openingAFileCanBeUndone()
    {
        const QString file = m_folder.filePath(QStringLiteral("other.safetensors"));
        engine::Recipe other = softmaxRecipe();
        other.name = "other";
        engine::saveModel(toSavedModel(freshNetwork(other)), file.toStdString());
        train();
        m_session->models.open(file);
        QTRY_COMPARE(m_session->runs.state().recipe.name, std::string("other"));
        QCOMPARE(sentence(), QStringLiteral("other.safetensors was opened."));
        QVERIFY(offer().startsWith(QStringLiteral("Bring back small, trained to")));
        m_session->notices.answer();
        QTRY_COMPARE(m_session->runs.state().recipe.name, std::string("small"));
        QCOMPARE(m_session->runs.state().weights->step, std::uint64_t{10});
    }

    /// Of files that cannot be opened the last is told of, until one can be.
    void aFileThatOpensEndsTheComplaints()
    {
        const auto sentence = [this] {
            const Notice* notice = m_session->notices.shown();
            return notice ? notice->sentence : QString();
        };
        m_session->models.open(m_folder.filePath(QStringLiteral("first")));
        QTRY_VERIFY(sentence().contains(QStringLiteral("first")));
        m_session->models.open(m_folder.filePath(QStringLiteral("second")));
        QTRY_VERIFY(sentence().contains(QStringLiteral("second")));
        QCOMPARE(m_session->notices.waiting(), std::size_t{0});
        m_session->models.open(QStringLiteral("builtin"));
        QTRY_COMPARE(m_session->runs.state().recipe.name, std::string("reader"));
        QCOMPARE(sentence(), QString());
    }

    void openingAFileOverAnUntrainedNetworkSaysNothing()
    {
        const QString file = m_folder.filePath(QStringLiteral("other.safetensors"));
        engine::saveModel(toSavedModel(freshNetwork(softmaxRecipe())), file.toStdString());
        const auto before = m_session->runs.currentId();
        m_session->models.open(file);
        QTRY_VERIFY(m_session->runs.currentId() != before);
        QVERIFY(sentence().isEmpty());
    }

    void troubleGoesWithTheNetworkThatHasIt()
    {
        engine::Recipe recipe = twoEpochs();
        recipe.layers.back().settings["units"] = std::int64_t{5};
        m_session->runs.replace(freshNetwork(recipe));
        run().train();
        QVERIFY2(sentence().startsWith(QStringLiteral("5 outputs, 10 classes")), qPrintable(sentence()));
        m_session->runs.replace(freshNetwork(twoEpochs()));
        QVERIFY(sentence().isEmpty());
    }

    void troubleBetweenNetworkAndDataGoesWithEither()
    {
        engine::DataSplits small = *m_data;
        for (engine::Dataset* part : {&small.train, &small.test}) {
            part->sampleShape = {1, 14, 14};
            part->pixels.resize(part->labels.size() * 14 * 14);
        }
        m_session->runs.setData(std::make_shared<const engine::DataSplits>(small));
        QVERIFY2(sentence().contains(QStringLiteral("cannot learn")), qPrintable(sentence()));
        m_session->notices.answer(); // another network for these data
        QTRY_COMPARE(m_session->runs.state().recipe.input, (engine::Shape{1, 14, 14}));
        QVERIFY(sentence().isEmpty());
        m_session->runs.setData(m_data);
        QVERIFY(!sentence().isEmpty());
        m_session->runs.setData(std::make_shared<const engine::DataSplits>(small));
        QVERIFY(sentence().isEmpty());
    }

private:
    /// Ten strokes of each class, in a file.
    QString drawings() const
    {
        engine::UserDigits digits;
        for (int i = 0; i < 100; ++i)
            digits.push_back(engine::userDigit({{{8, 6}, {float(10 + i % 10), 14}, {12, 24}}}, i % 10, std::nullopt));
        const QString file = m_folder.filePath(QStringLiteral("drawn.jsonl"));
        engine::writeDigits(digits, file.toStdString());
        return file;
    }
    Run& run() { return m_session->runs.current(); }
    void train()
    {
        run().train();
        QTRY_COMPARE(run().progress().phase, Run::Phase::Finished);
    }
    QString sentence() const { return m_session->notices.shown() ? m_session->notices.shown()->sentence : QString(); }
    QString offer() const
    {
        const Notice* notice = m_session->notices.shown();
        return notice && notice->action ? notice->action->title : QString();
    }

    QTemporaryDir m_folder;
    std::shared_ptr<const engine::DataSplits> m_data = digitSplits(100, 30);
    std::unique_ptr<Session> m_session;
};

const RegisteredTest<ReplacementNoticesTest, QGuiApplication> registeredReplacementNoticesTest;
#include "tst_replacement_notices.moc"
