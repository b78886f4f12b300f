#include "app/session/data_library.h"
#include "app/session/model_files.h"
#include "engine/gallery/gallery.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/charts/activation_canvas.h"
#include "ui/charts/curve_readout.h"
#include "ui/charts/curve_view.h"
#include "ui/charts/number_text.h"
#include "ui/charts/steps_view.h"
#include "ui/charts/weights_grid.h"
#include "ui/charts/weights_panel.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/probability_bars.h"
#include "ui/pad/sample_bar.h"
#include "app/views/unit/inspector.h"
#include "app/views/toy/toy_panel.h"
#include "ui/panels/transport_bar.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStatusBar>
#include <QToolButton>

using Phase = Run::Phase;

namespace {

QString allText(const QWidget& window)
{
    QStringList texts;
    for (const auto* label : window.findChildren<QLabel*>())
        texts << label->text();
    return texts.join(QLatin1Char('\n'));
}

} // namespace

/// Every network of the gallery in the window: its data, its views.
class WindowPresetsTest : public WindowTest
{
    Q_OBJECT

private slots:
    void allPresetsAreOfferedAndExplained()
    {
        const auto& presets = *m_open->part<TransportBar>().findChild<QComboBox*>(QStringLiteral("preset"));
        QCOMPARE(std::size_t(presets.count()), engine::presets().size());
        for (int i = 0; i < presets.count(); ++i) {
            const engine::Recipe& preset = engine::presets()[std::size_t(i)];
            QCOMPARE(presets.itemText(i), QString::fromStdString(preset.name));
            QCOMPARE(presets.itemData(i, Qt::ToolTipRole).toString(), QString::fromStdString(preset.description));
        }
    }

    void everyPresetTrainsAStepWithEveryPanelOpen_data()
    {
        QTest::addColumn<QString>("preset");
        for (const engine::Recipe& preset : engine::presets())
            QTest::addRow("%s", preset.name.c_str()) << QString::fromStdString(preset.name);
    }

    void everyPresetTrainsAStepWithEveryPanelOpen()
    {
        QFETCH(QString, preset);
        m_open->window.showAllViews();
        choose(preset);
        QCOMPARE(m_open->state().recipe.name, preset.toStdString());
        const engine::Recipe& recipe = m_open->state().recipe;
        QCOMPARE(m_open->session().runs.data()->name, recipe.data == "digits" ? folderName() : recipe.data);
        m_open->press(Qt::Key_Right); // a test digit, or a point
        m_open->run().runSteps(1);
        const auto isAtFirst = [this] { // be it of the pre-training
            const engine::Snapshot& weights = *m_open->state().weights;
            return m_open->phase() == Run::Phase::Paused && weights.step + weights.pretrainingStep == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isAtFirst(), 60'000);
        QVERIFY(m_open->session().inspection.prediction());
        QVERIFY(!m_open->notice().isVisible());
        for (std::size_t layer = 0; layer < m_open->state().network->size(); ++layer) {
            m_open->session().selection.selectUnit(Selection::Unit{layer, 0});
            QCoreApplication::processEvents(); // paints
        }
        const QString text = allText(m_open->window) + m_open->part<CurveReadout>().accessibleText();
        QVERIFY2(!text.contains(QStringLiteral("nan")) && !text.contains(QStringLiteral("not a number")), qPrintable(text));
    }

    // Data that follow the network.

    void theDataFollowTheNetwork()
    {
        const auto digits = m_open->session().runs.data();
        choose(QStringLiteral("xor"));
        QCOMPARE(m_open->session().runs.data()->name, std::string("xor"));
        QVERIFY2(status().contains(QStringLiteral("xor (4 + 4)")), qPrintable(status()));
        QCOMPARE(m_open->part<QToolButton>(QStringLiteral("data")).text(), QStringLiteral("xor ▾"));
        m_open->press(Qt::Key_S);
        QTRY_VERIFY(m_open->isPausedAt(1));
        choose(QStringLiteral("softmax"));
        QTRY_COMPARE(m_open->state().recipe.name, std::string("softmax")); // when the run is over
        QCOMPARE(m_open->session().runs.data(), digits); // kept, not read again
        m_open->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier); // the last network back
        QTRY_COMPARE(m_open->state().recipe.name, std::string("xor"));
        QCOMPARE(m_open->session().runs.data()->name, std::string("xor"));
        QCOMPARE(m_open->state().weights->step, std::uint64_t{1});
    }

    void anOpenedFileBringsItsDataAlong()
    {
        choose(QStringLiteral("neuron"));
        auto& files = m_open->session().models;
        QSignalSpy saved(&files, &ModelFiles::saved);
        files.save(m_place.file("neuron.safetensors"));
        QTRY_COMPARE(saved.count(), 1);
        choose(QStringLiteral("softmax"));
        files.open(m_place.file("neuron.safetensors"));
        QTRY_COMPARE(m_open->state().recipe.name, std::string("neuron"));
        QCOMPARE(m_open->session().runs.data()->name, std::string("and"));
    }

    void digitsAreReadWhenTheyAreFirstWanted()
    {
        WindowOptions options = m_place.options();
        const QByteArray before = qgetenv("DIGITSCOPE_DATA");
        qputenv("DIGITSCOPE_DATA", QByteArray::fromStdString(*options.data));
        const auto restore = qScopeGuard([&] { before.isNull() ? qunsetenv("DIGITSCOPE_DATA") : qputenv("DIGITSCOPE_DATA", before); });
        m_open.reset();
        m_open = std::make_unique<OpenWindow>(WindowOptions{.preset = "xor", .data = {}, .model = {}});
        QVERIFY(m_open->isReady());
        QCOMPARE(m_open->session().runs.data()->name, std::string("xor"));
        QVERIFY(!m_open->session().data.isLoading());
        choose(QStringLiteral("mlp-16-16"));
        QTRY_VERIFY(m_open->session().runs.data());
        QCOMPARE(m_open->session().runs.data()->train.size(), std::size_t{300});
    }

    void aNetworkForPointsNeverWantsForThem()
    {
        WindowOptions options = m_place.options(); // a folder of digits
        options.preset = "xor";
        m_open = std::make_unique<OpenWindow>(options);
        QVERIFY(m_open->isReady());
        QCOMPARE(m_open->session().runs.data()->name, std::string("xor"));
        choose(QStringLiteral("mlp-16-16"));
        QCOMPARE(m_open->session().runs.data()->train.size(), std::size_t{300}); // that folder
    }

    void dataThatTheNetworkCannotReadAreRefusedOrKept()
    {
        auto& files = m_open->session().data;
        const auto message = m_open->notice();
        const auto digits = m_open->session().runs.data();
        files.open("xor");
        QTRY_VERIFY(message.isVisible());
        QVERIFY2(message.message().contains(QStringLiteral("mlp-16-16 reads pictures")), qPrintable(message.message()));
        QCOMPARE(m_open->session().runs.data(), digits);
        m_open->session().notices.dismiss(); // an error stays until it is seen
        choose(QStringLiteral("xor"));
        files.open("synthetic");
        QTRY_VERIFY_WITH_TIMEOUT(message.message().contains(QStringLiteral("needs a network")), 60'000);
        QCOMPARE(m_open->session().runs.data()->name, std::string("xor"));
        choose(QStringLiteral("softmax"));
        QCOMPARE(m_open->session().runs.data()->train.size(), std::size_t{60'000});
    }

    // Networks that name no class.

    void anAutoencoderGivesThePictureBack()
    {
        choose(QStringLiteral("autoencoder"));
        m_open->press(Qt::Key_Right);
        QVERIFY(!m_open->part<ProbabilityBars>().isVisible());
        auto& text = m_open->part<QLabel>(QStringLiteral("givenText"));
        QTRY_VERIFY(text.isVisible());
        QVERIFY2(text.text().contains(QStringLiteral("mean squared error of 0.")), qPrintable(text.text()));
        m_open->show("inside");
        auto& inside = m_open->part<ActivationCanvas>();
        QTRY_VERIFY(inside.isVisible());
        const ActivationColumn& answer = inside.layout().columns.back();
        QVERIFY(answer.isMaps);
        QTest::mouseClick(&inside, Qt::LeftButton, {}, answer.block.center()); // a picture is no unit
        QVERIFY(!m_open->session().selection.unit());
        choose(QStringLiteral("softmax"));
        QTRY_VERIFY(m_open->part<ProbabilityBars>().isVisible());
    }

    // Networks that read points.

    void arrowsWalkThroughThePoints()
    {
        choose(QStringLiteral("xor"));
        auto& notice = m_open->part<QLabel>(QStringLiteral("notice"));
        QTRY_VERIFY(notice.isVisible());
        QVERIFY(!m_open->part<DigitPad>().isVisible());
        const auto name = [this] { return m_open->part<SampleBar>().findChild<QLabel*>()->text(); };
        QCOMPARE(name(), QStringLiteral("(0, 0) → 0"));
        m_open->press(Qt::Key_Right);
        QCOMPARE(name(), QStringLiteral("(0, 1) → 1"));
        QVERIFY(std::ranges::equal(m_open->session().inspection.input()->pixels, std::vector<std::uint8_t>{0, 255}));
        const auto& shown = m_open->part<ProbabilityBars>().prediction().probabilities;
        QCOMPARE(shown.size(), std::size_t{2});
        QCOMPARE(shown[1], m_open->session().inspection.prediction()->probabilities()[0]);
        m_open->press(Qt::Key_Left);
        m_open->press(Qt::Key_Left);
        QCOMPARE(name(), QStringLiteral("(1, 1) → 0"));
        m_open->press(Qt::Key_Home); // there is no drawing to go back to
        QCOMPARE(name(), QStringLiteral("(1, 1) → 0"));
        choose(QStringLiteral("softmax"));
        QTRY_VERIFY(m_open->part<DigitPad>().isVisible());
        QCOMPARE(name(), QStringLiteral("your drawing"));
    }

    void aUnitsPageNamesItsInputs()
    {
        choose(QStringLiteral("xor"));
        m_open->press(Qt::Key_Left); // (1, 1)
        m_open->show("inspector");
        m_open->session().selection.selectUnit(Selection::Unit{0, 1});
        auto* sum = m_open->part<Inspector>().findChild<QLabel*>(QStringLiteral("sum"));
        QTRY_VERIFY(sum->isVisible());
        QVERIFY2(sum->text().contains(QStringLiteral("x1")) && sum->text().contains(QStringLiteral("x2")), qPrintable(sum->text()));
    }

    void theToyShowsXorBeingLearnt()
    {
        m_open->show("toy");
        auto& toy = m_open->part<ToyPanel>();
        auto* start = toy.findChild<QPushButton*>(QStringLiteral("startToy"));
        QTRY_VERIFY(start->isVisible()); // nothing to be seen of a network for digits
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE(m_open->state().recipe.name, std::string("xor"));
        QCOMPARE(m_open->run().pace(), std::optional<double>(200)); // slow enough to be watched
        QTRY_VERIFY(m_open->state().isTrained());
        QVERIFY(m_open->phase() == Phase::Running || m_open->phase() == Phase::Evaluating);
        const QImage early = toy.surface().grab().toImage();
        choosePace(toy, QStringLiteral("as fast as possible"));
        QTRY_COMPARE(m_open->phase(), Phase::Finished);
        QVERIFY(toy.surface().grab().toImage() != early);
        QTRY_COMPARE(toy.findChild<QLabel*>(QStringLiteral("toyVerdict"))->text(), QStringLiteral("All 4 right"));
        QVERIFY(!toy.surface().border().isEmpty());

        UnitMaps& units = toy.units();
        QTest::mouseClick(&units, Qt::LeftButton, {}, units.mapRect(0, 1).center());
        QVERIFY((m_open->session().selection.unit() == Selection::Unit{0, 1}));
        QTest::mouseClick(&toy.surface(), Qt::LeftButton, {}, toy.surface().placeOf({1, 0}).toPoint());
        QCOMPARE(m_open->session().selection.testDigit(), std::optional<std::size_t>(2));
    }

    void oneNeuronLearnsAndAndOrButNotXor_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<bool>("isLearnt");
        QTest::addRow("or") << QStringLiteral("or") << true;
        QTest::addRow("xor") << QStringLiteral("xor") << false;
        QTest::addRow("and") << QStringLiteral("and") << true;
    }

    void oneNeuronLearnsAndAndOrButNotXor()
    {
        QFETCH(QString, table);
        QFETCH(bool, isLearnt);
        choose(QStringLiteral("neuron"));
        m_open->show("toy");
        auto& toy = m_open->part<ToyPanel>();
        auto* button = toy.findChild<QToolButton*>(table);
        QTRY_VERIFY(button->isVisible());
        choosePace(toy, QStringLiteral("as fast as possible"));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(m_open->session().runs.data()->name, table.toStdString());
        QVERIFY(button->isChecked());
        m_open->press(Qt::Key_Space);
        QTRY_COMPARE(m_open->phase(), Phase::Finished);
        const auto* verdict = toy.findChild<QLabel*>(QStringLiteral("toyVerdict"));
        if (isLearnt)
            QTRY_COMPARE(verdict->text(), QStringLiteral("All 4 right"));
        else
            QTRY_VERIFY2(verdict->text().contains(QStringLiteral("of 4 right: (")), qPrintable(verdict->text()));
    }

    void anotherTableStartsOverAndCanBeUndone()
    {
        choose(QStringLiteral("neuron"));
        m_open->show("toy");
        m_open->press(Qt::Key_S);
        QTRY_VERIFY(m_open->isPausedAt(1));
        auto* button = m_open->part<ToyPanel>().findChild<QToolButton*>(QStringLiteral("or"));
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(m_open->session().runs.data()->name, std::string("or"));
        QVERIFY(!m_open->state().isTrained());
        auto& undo = m_open->part<QPushButton>(QStringLiteral("action"));
        QTRY_VERIFY(undo.isVisible());
        QTest::mouseClick(&undo, Qt::LeftButton);
        QCOMPARE(m_open->session().runs.data()->name, std::string("and"));
        QCOMPARE(m_open->state().weights->step, std::uint64_t{1});
    }

    void thePadPointsAtTheToy()
    {
        choose(QStringLiteral("xor-deep"));
        auto& open = m_open->part<QPushButton>(QStringLiteral("openToy"));
        QTRY_VERIFY(open.isVisible());
        QTest::mouseClick(&open, Qt::LeftButton);
        auto& toy = m_open->part<ToyPanel>();
        QTRY_VERIFY(toy.surface().isVisible());
        QVERIFY(toy.units().rect().contains(toy.units().mapRect(8, 7))); // nine layers of eight
    }

    // A network that reads row by row.

    void anLstmShowsItsStates()
    {
        choose(QStringLiteral("lstm-rows"));
        m_open->show("inside");
        auto& steps = m_open->part<StepsView>();
        QTRY_VERIFY(steps.isVisible());
        m_open->press(Qt::Key_Right);
        QTest::mouseClick(&steps, Qt::LeftButton, {}, steps.lineOf(StepsView::Part::Hidden, 3).center());
        const auto unit = m_open->session().selection.unit();
        QVERIFY(unit && unit->layer == 0 && unit->index >= 60 && unit->index <= 68);
        const auto hidden = m_open->session().inspection.prediction()->activation(1);
        const QString last = steps.wordsOn(27); // after the last row the hidden state is what goes on
        QVERIFY2(last.contains(numberText(double(hidden[unit->index]))), qPrintable(last));
        QVERIFY2(last.contains(QStringLiteral("it would answer")), qPrintable(last));
        choose(QStringLiteral("softmax"));
        QVERIFY(!steps.isVisible());
    }

    void anLstmShowsItsWeights()
    {
        choose(QStringLiteral("lstm-rows"));
        m_open->show("weights");
        auto& weights = m_open->part<WeightsPanel>();
        QTRY_VERIFY(weights.isVisible());
        QTRY_VERIFY(weights.grid(0)->pictureRect(127).isValid());
        QTest::mouseClick(weights.grid(1), Qt::LeftButton, {}, weights.grid(1)->pictureRect(5).center());
        QVERIFY((m_open->session().selection.unit() == Selection::Unit{0, 5}));
    }

private:
    void choose(const QString& preset)
    {
        auto* presets = m_open->part<TransportBar>().findChild<QComboBox*>(QStringLiteral("preset"));
        presets->setCurrentText(preset);
        emit presets->textActivated(preset);
    }

    static void choosePace(ToyPanel& toy, const QString& pace)
    {
        auto* box = toy.findChild<QComboBox*>(QStringLiteral("pace"));
        box->setCurrentText(pace);
        emit box->activated(box->currentIndex());
    }

    QString status() { return m_open->window.statusBar()->findChild<QLabel*>()->text(); }
    std::string folderName() { return std::filesystem::path(*m_place.options().data).filename().string(); }
};

const RegisteredTest<WindowPresetsTest, QApplication> registeredWindowPresetsTest;
#include "tst_window_presets.moc"
