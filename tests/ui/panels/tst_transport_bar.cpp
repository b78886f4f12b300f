#include "tests/registered_test.h"
#include "ui/fields/real_field.h"
#include "ui/panels/transport_bar.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QSignalSpy>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QToolButton>

#include <memory>

using Phase = TransportState::Phase;

namespace {

/// In the middle of a run, so that everything that can be pressed in that phase is enabled.
TransportState midway(Phase phase)
{
    TransportState state;
    state.phase = phase;
    state.epoch = 2;
    state.epochs = 5;
    state.step = 1204;
    state.steps = 2345;
    state.imagesPerSecond = 118123;
    state.secondsLeft = 21;
    return state;
}

} // namespace

class TransportBarTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_bar = std::make_unique<TransportBar>();
        m_bar->resize(1600, 48);
        m_bar->setPresets({{"softmax", "No hidden layer."}, {"mlp-128-64", "Two hidden layers."}});
        m_bar->setPreset("softmax");
        m_bar->setLearningRateRange(0, 10);
        m_bar->show();
        m_bar->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
        m_bar->setFocus();
        m_spies.clear();
        const TransportActions* actions = &m_bar->actions();
        spy("train", actions, &TransportActions::trainRequested);
        spy("pause", actions, &TransportActions::pauseRequested);
        spy("step", actions, &TransportActions::stepRequested);
        spy("epoch", actions, &TransportActions::epochRequested);
        spy("stop", actions, &TransportActions::stopRequested);
        spy("rewind", actions, &TransportActions::rewindRequested);
        spy("newSeed", actions, &TransportActions::newSeedRequested);
    }

    void saysHowManyEpochsItAddsToAFinishedRun()
    {
        TransportState state = midway(Phase::Finished);
        state.moreEpochs = 20;
        m_bar->setState(state);
        auto* play = m_bar->findChild<QToolButton*>("play");
        QCOMPARE(play->text(), QString("20 more epochs"));
        const QRect place = play->geometry();
        m_bar->setState(midway(Phase::Running));
        QCOMPARE(play->text(), QString("Pause"));
        QCOMPARE(play->geometry(), place); // nothing moves
    }

    void playIsAsWideWhateverItSays()
    {
        const auto* play = m_bar->findChild<QToolButton*>("play");
        const auto* step = m_bar->findChild<QToolButton*>("step");
        TransportState state = midway(Phase::Idle);
        state.epochs = 2000;
        m_bar->setState(state);
        QTRY_VERIFY(play->width() >= play->sizeHint().width());
        const QRect place = step->geometry();
        for (const Phase phase : {Phase::Running, Phase::Paused, Phase::Finished}) {
            state.phase = phase;
            state.moreEpochs = phase == Phase::Finished ? 2000 : 0;
            m_bar->setState(state);
            QCoreApplication::processEvents();
            QVERIFY2(play->width() >= play->fontMetrics().horizontalAdvance(play->text()) + play->iconSize().width(), qPrintable(play->text()));
            QCOMPARE(step->geometry(), place);
        }
        QCOMPARE(play->text(), QString("2000 more epochs"));
    }

    void namesOfNetworksAreWhole()
    {
        m_bar->resize(1020, 48);
        m_bar->setDataName("MNIST");
        const auto* box = m_bar->findChild<QComboBox*>("preset");
        for (const char* name : {"softmax", "mlp-128-64", "mlp-128-64 (edited)", "mlp-256-256-normal (edited)"}) {
            m_bar->setPreset(QLatin1String(name));
            QCoreApplication::processEvents();
            QStyleOptionComboBox option;
            option.initFrom(box);
            const QRect room = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
            QVERIFY2(box->fontMetrics().horizontalAdvance(QLatin1String(name)) <= room.width(), name);
            QVERIFY(m_bar->minimumSizeHint().width() <= 1020);
        }
    }

    void eachButtonAsksOnce_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QKeySequence>("keys");
        QTest::addColumn<int>("phase");
        QTest::addColumn<QString>("wish");

        QTest::addRow("train") << "play" << QKeySequence("Space") << int(Phase::Idle) << "train";
        QTest::addRow("pause") << "play" << QKeySequence("Space") << int(Phase::Running) << "pause";
        QTest::addRow("pause while evaluating")
            << "play" << QKeySequence("Space") << int(Phase::Evaluating) << "pause";
        QTest::addRow("resume") << "play" << QKeySequence("Space") << int(Phase::Paused) << "train";
        QTest::addRow("one step") << "step" << QKeySequence("S") << int(Phase::Paused) << "step";
        QTest::addRow("one epoch") << "epoch" << QKeySequence("Shift+S") << int(Phase::Paused) << "epoch";
        QTest::addRow("stop") << "stop" << QKeySequence() << int(Phase::Running) << "stop";
        QTest::addRow("same start") << "rewind" << QKeySequence("R") << int(Phase::Finished) << "rewind";
        QTest::addRow("new seed") << "newSeed" << QKeySequence("Ctrl+R") << int(Phase::Idle) << "newSeed";
    }

    void eachButtonAsksOnce()
    {
        QFETCH(QString, button);
        QFETCH(QKeySequence, keys);
        QFETCH(int, phase);
        QFETCH(QString, wish);
        m_bar->setState(midway(Phase(phase)));

        QTest::mouseClick(m_bar->findChild<QToolButton*>(button), Qt::LeftButton);
        QCOMPARE(wishes(), QStringList{wish});
        if (keys.isEmpty())
            return;
        QTest::keySequence(m_bar.get(), keys);
        QCOMPARE(wishes(), (QStringList{wish, wish}));
    }

    void whatMakesNoSenseIsDisabled_data()
    {
        QTest::addColumn<int>("phase");
        QTest::addColumn<QStringList>("enabled");

        QTest::addRow("running") << int(Phase::Running) << QStringList{"play", "stop", "rewind", "newSeed"};
        QTest::addRow("paused") << int(Phase::Paused)
                                << QStringList{"play", "step", "epoch", "stop", "rewind", "newSeed"};
        QTest::addRow("finished") << int(Phase::Finished)
                                  << QStringList{"play", "step", "epoch", "rewind", "newSeed"};
        QTest::addRow("failed") << int(Phase::Failed) << QStringList{"rewind", "newSeed"};
    }

    void whatMakesNoSenseIsDisabled()
    {
        QFETCH(int, phase);
        QFETCH(QStringList, enabled);
        m_bar->setState(midway(Phase(phase)));
        QStringList found;
        for (const char* name : {"play", "step", "epoch", "stop", "rewind", "newSeed"}) {
            if (m_bar->findChild<QToolButton*>(name)->isEnabled())
                found += name;
        }
        QCOMPARE(found, enabled);
    }

    void thereIsNothingToRewindBeforeTheFirstStep()
    {
        m_bar->setState({});
        QVERIFY(!m_bar->actions().rewind->isEnabled());
    }

    void theRunIsTold_data()
    {
        QTest::addColumn<int>("phase");
        QTest::addColumn<QString>("text");

        QTest::addRow("running") << int(Phase::Running)
                                 << "epoch 2 of 5 · step 1,204 of 2,345 · 118,000 img/s · 0:21 left";
        QTest::addRow("paused") << int(Phase::Paused) << "paused · epoch 2 of 5 · step 1,204 of 2,345";
        QTest::addRow("evaluating") << int(Phase::Evaluating)
                                    << "evaluating… · epoch 2 of 5 · step 1,204 of 2,345";
        QTest::addRow("finished") << int(Phase::Finished) << "finished · epoch 2 of 5 · step 1,204 of 2,345";
    }

    void theRunIsTold()
    {
        QFETCH(int, phase);
        QFETCH(QString, text);
        QCOMPARE(progressParts(midway(Phase(phase))).join(" · "), text);
    }

    void everyPresetIsExplained()
    {
        auto* presets = m_bar->findChild<QComboBox*>("preset");
        QCOMPARE(presets->count(), 2);
        QCOMPARE(presets->itemData(1, Qt::ToolTipRole).toString(), QString("Two hidden layers."));
        QVERIFY2(presets->toolTip().startsWith("No hidden layer."), qPrintable(presets->toolTip()));
    }

    void theTextFitsWhateverTheWidth_data()
    {
        QTest::addColumn<int>("width");
        QTest::addRow("smallest window") << 1024;
        QTest::addRow("usual window") << 1280;
        QTest::addRow("projector") << 1920;
    }

    void theTextFitsWhateverTheWidth()
    {
        QFETCH(int, width);
        m_bar->setDataName("Synthetic digits");
        m_bar->setState(midway(Phase::Running));
        m_bar->resize(width, 48);
        QVERIFY2(m_bar->minimumSizeHint().width() <= width,
                 qPrintable(QString::number(m_bar->minimumSizeHint().width())));
        QVERIFY(m_bar->progressText().startsWith("epoch 2 of 5"));
    }

    void aLongNameOfDataLeavesRoom()
    {
        const QString name = QStringLiteral("MNIST[test=last10000] + my.jsonl[test=23-30]*4 + synthetic:40000 + nondigits:20000");
        m_bar->setDataName(name);
        m_bar->setState(midway(Phase::Running));
        m_bar->resize(1024, 48);
        QVERIFY2(m_bar->minimumSizeHint().width() <= 1024, qPrintable(QString::number(m_bar->minimumSizeHint().width())));
        const auto* button = m_bar->findChild<QToolButton*>(QStringLiteral("data"));
        QVERIFY(button->toolTip().startsWith(name));
        QVERIFY(button->accessibleName().endsWith(name));
    }

    void typedRatesAreCheckedBeforeTheyAreSent_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<double>>("sent");

        QTest::addRow("decimal") << "0.01" << QList<double>{0.01};
        QTest::addRow("exponent") << "1e-4" << QList<double>{1e-4};
        QTest::addRow("unchanged") << "0.001" << QList<double>{};
        QTest::addRow("no number") << "fast" << QList<double>{};
        QTest::addRow("negative") << "-0.1" << QList<double>{};
        QTest::addRow("too large") << "11" << QList<double>{};
        QTest::addRow("infinite") << "inf" << QList<double>{};
        QTest::addRow("not a number") << "nan" << QList<double>{};
        QTest::addRow("empty") << "" << QList<double>{};
    }

    void typedRatesAreCheckedBeforeTheyAreSent()
    {
        QFETCH(QString, text);
        QFETCH(QList<double>, sent);
        m_bar->setLearningRate(0.001);
        QSignalSpy rates(m_bar.get(), &TransportBar::learningRateEdited);
        enter(text);

        QList<double> got;
        for (const QList<QVariant>& one : rates)
            got += one[0].toDouble();
        QCOMPARE(got, sent);
        QCOMPARE(rate()->property("invalid").toBool(), sent.isEmpty() && text != "0.001");

        m_bar->findChild<QComboBox*>("preset")->setFocus();
        QCOMPARE(rate()->text().toDouble(),
                 sent.isEmpty() ? 0.001 : sent[0]); // leaving brings the last good one back
    }

    void arrowsChangeTheRateByATenth()
    {
        m_bar->setLearningRate(0.001);
        QSignalSpy rates(m_bar.get(), &TransportBar::learningRateEdited);
        rate()->setFocus();
        QTest::keyClick(rate(), Qt::Key_Up);
        QTest::keyClick(rate(), Qt::Key_Down);
        QCOMPARE(rates.count(), 2);
        QCOMPARE(rates[0][0].toDouble(), 0.0011);
        QCOMPARE(rates[1][0].toDouble(), 0.001);
    }

    void lettersInTheRateFieldAreNoShortcuts()
    {
        m_bar->setState(midway(Phase::Paused));
        enter("s r");
        QCOMPARE(wishes(), QStringList());
    }

    void theTypedRateIsNotOverwritten()
    {
        m_bar->setLearningRate(0.001);
        rate()->setFocus();
        rate()->selectAll();
        QTest::keyClicks(rate(), "0.0");
        m_bar->setLearningRate(0.5);
        QCOMPARE(rate()->text(), QString("0.0"));
    }

    void presetAndDataAreAskedFor()
    {
        QSignalSpy presets(m_bar.get(), &TransportBar::presetChosen);
        QSignalSpy menus(m_bar.get(), &TransportBar::dataMenuRequested);
        QTest::keyClick(m_bar->findChild<QComboBox*>("preset"), Qt::Key_Down);
        QTest::mouseClick(m_bar->findChild<QToolButton*>("data"), Qt::LeftButton);
        QCOMPARE(presets.count(), 1);
        QCOMPARE(presets[0][0].toString(), QString("mlp-128-64"));
        QCOMPARE(menus.count(), 1);
    }

    /// As a key of the window that does nothing just now: S when the run is over.
    void noLetterAndNoSecondClickReplacesTheNetwork()
    {
        QSignalSpy presets(m_bar.get(), &TransportBar::presetChosen);
        auto* preset = m_bar->findChild<QComboBox*>("preset");
        QTest::keyClick(preset, Qt::Key_M); // mlp-128-64
        QCOMPARE(preset->currentText(), QString("softmax"));
        QTest::keyClick(preset, Qt::Key_Down);
        m_bar->setPreset("mlp-128-64"); // it is in use now
        preset->showPopup();
        QTRY_VERIFY(preset->view()->isVisible());
        QTest::keyClick(preset->view(), Qt::Key_Return);
        QTRY_VERIFY(!preset->view()->isVisible());
        QCOMPARE(presets.count(), 1);
    }

private:
    template<typename Signal>
    void spy(const QString& wish, const TransportActions* actions, Signal signal)
    {
        m_spies.push_back({wish, std::make_unique<QSignalSpy>(actions, signal)});
    }

    QStringList wishes() const
    {
        QStringList all;
        for (const auto& [wish, signal] : m_spies)
            all += QStringList(signal->count(), wish);
        return all;
    }

    RealField* rate() const { return m_bar->findChild<RealField*>("learningRate"); }

    void enter(const QString& text)
    {
        rate()->setFocus();
        rate()->selectAll();
        QTest::keyClick(rate(), Qt::Key_Delete);
        QTest::keyClicks(rate(), text);
        QTest::keyClick(rate(), Qt::Key_Return);
    }

    std::unique_ptr<TransportBar> m_bar;
    std::vector<std::pair<QString, std::unique_ptr<QSignalSpy>>> m_spies;
};

const RegisteredTest<TransportBarTest, QApplication> registeredTransportBarTest;
#include "tst_transport_bar.moc"
