#include "tests/registered_test.h"
#include "tests/app/views/model/panel_kinds.h"
#include "ui/fields/foldable_group.h"
#include "app/views/model/kind_form.h"
#include "app/views/model/layer_list.h"
#include "app/views/model/model_panel.h"
#include "app/views/model/picture_row.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <memory>

namespace {

using Kinds = std::vector<std::string>;

Kinds kindsOf(const engine::Recipe& recipe)
{
    Kinds kinds;
    for (const engine::Spec& layer : recipe.layers)
        kinds.push_back(layer.kind);
    return kinds;
}

const Kinds untouched{"flatten", "dense", "relu", "dense"};

} // namespace

class ModelPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_panel = std::make_unique<ModelPanel>();
        m_panel->setKinds(panelKinds());
        m_panel->setPresets({{"mlp-small", "One hidden layer."}, {"softmax", "No hidden layer."}});
        m_panel->setRecipe(smallRecipe());
        m_panel->resize(320, 900);
        m_panel->show();
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        m_edits = std::make_unique<QSignalSpy>(m_panel.get(), &ModelPanel::recipeEdited);
    }

    void listsLayersInWords_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("words");

        QTest::addRow("what is off goes without saying") << "lstm"
                                                         << "LSTM 64";
        QTest::addRow("units stand bare") << "dense"
                                          << "Dense 128";
        QTest::addRow("windows are squares, a stride of 1 goes without saying") << "conv2d"
                                                                                << "Conv2D 32 · 3×3 · same";
        QTest::addRow("nothing to set") << "relu"
                                        << "ReLU";
        QTest::addRow("a share") << "dropout"
                                 << "Dropout 0.5";
    }

    void listsLayersInWords()
    {
        QFETCH(QString, kind);
        QFETCH(QString, words);
        engine::Recipe recipe = smallRecipe();
        recipe.layers = {{kind.toStdString(), {}}};
        m_panel->setRecipe(recipe);
        QCOMPARE(list()->item(0)->text(), words);
    }

    void typedUnitsReachTheRecipe()
    {
        list()->setCurrentRow(1);
        type(field<QSpinBox>("units"), "256");
        QCOMPARE(lastEdit().layers[1].integer("units"), 256);
        QCOMPARE(lastEdit().layers[3].integer("units"), 10);
        QCOMPARE(list()->item(1)->text(), QString("Dense 256"));
    }

    void unitsOutOfRangeCannotBeTyped()
    {
        list()->setCurrentRow(1);
        auto* units = field<QSpinBox>("units");
        type(units, "99999"); // at most 4096: the fifth digit is refused, and so is the fourth
        QTest::keyClick(units, Qt::Key_Return);
        QVERIFY(m_panel->draft().layers[1].integer("units") <= 4096);
        QCOMPARE(m_panel->draft().layers[1].integer("units"), 999);
    }

    void aShareOutOfRangeIsNotSent()
    {
        m_panel->setRecipe(withLayer("dropout"));
        list()->setCurrentRow(0);
        auto* rate = field<QLineEdit>("rate");
        rate->selectAll();
        QTest::keyClicks(rate, "1.5");
        QTest::keyClick(rate, Qt::Key_Return);
        QCOMPARE(m_edits->count(), 0);
        QVERIFY(rate->property("invalid").toBool());
        rate->selectAll();
        QTest::keyClicks(rate, "0.25");
        QTest::keyClick(rate, Qt::Key_Return);
        QCOMPARE(lastEdit().layers[0].real("rate"), 0.25);
        QVERIFY(!rate->property("invalid").toBool());
    }

    void aChoiceReachesTheRecipe()
    {
        m_panel->setRecipe(withLayer("conv2d"));
        list()->setCurrentRow(0);
        QTest::keyClick(field<QComboBox>("padding"), Qt::Key_Down);
        QCOMPARE(lastEdit().layers[0].text("padding"), std::string("valid"));
    }

    void buttonsEditTheLayers_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("button");
        QTest::addColumn<Kinds>("expected");
        QTest::addColumn<int>("selected");

        QTest::addRow("remove") << 2 << "remove" << Kinds{"flatten", "dense", "dense"} << 2;
        QTest::addRow("remove the last") << 3 << "remove" << Kinds{"flatten", "dense", "relu"} << 2;
        QTest::addRow("duplicate") << 2 << "duplicate" << Kinds{"flatten", "dense", "relu", "relu", "dense"}
                                   << 3;
        QTest::addRow("up") << 2 << "moveUp" << Kinds{"flatten", "relu", "dense", "dense"} << 1;
        QTest::addRow("down") << 0 << "moveDown" << Kinds{"dense", "flatten", "relu", "dense"} << 1;
    }

    void buttonsEditTheLayers()
    {
        QFETCH(int, row);
        QFETCH(QString, button);
        QFETCH(Kinds, expected);
        QFETCH(int, selected);
        list()->setCurrentRow(row);
        QTest::mouseClick(m_panel->findChild<QToolButton*>(button), Qt::LeftButton);
        QCOMPARE(m_edits->count(), 1);
        QCOMPARE(kindsOf(lastEdit()), expected);
        QCOMPARE(list()->currentRow(), selected);
    }

    void keysEditTheLayers_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifier");
        QTest::addColumn<Kinds>("expected");

        QTest::addRow("Alt+Up") << int(Qt::Key_Up) << int(Qt::AltModifier)
                                << Kinds{"flatten", "relu", "dense", "dense"};
        QTest::addRow("Alt+Down") << int(Qt::Key_Down) << int(Qt::AltModifier)
                                  << Kinds{"flatten", "dense", "dense", "relu"};
        QTest::addRow("Delete") << int(Qt::Key_Delete) << 0 << Kinds{"flatten", "dense", "dense"};
        QTest::addRow("Ctrl+D") << int(Qt::Key_D) << int(Qt::ControlModifier)
                                << Kinds{"flatten", "dense", "relu", "relu", "dense"};
    }

    void keysEditTheLayers()
    {
        QFETCH(int, key);
        QFETCH(int, modifier);
        QFETCH(Kinds, expected);
        list()->setCurrentRow(2);
        QTest::keyClick(list(), Qt::Key(key), Qt::KeyboardModifiers(modifier));
        QCOMPARE(m_edits->count(), 1);
        QCOMPARE(kindsOf(lastEdit()), expected);
    }

    void theFirstLayerCannotMoveUp()
    {
        list()->setCurrentRow(0);
        QVERIFY(!m_panel->findChild<QToolButton*>("moveUp")->isEnabled());
        QTest::keyClick(list(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_edits->count(), 0);
    }

    void aLayerMovesAcrossSeveralOthers()
    {
        // What a drop at the end asks for; Qt's own drag loop needs a window system.
        emit list()->moveRequested(0, 3);
        QCOMPARE(kindsOf(lastEdit()), (Kinds{"dense", "relu", "dense", "flatten"}));
        emit list()->moveRequested(3, 1);
        QCOMPARE(kindsOf(lastEdit()), (Kinds{"dense", "flatten", "relu", "dense"}));
    }

    void theMenuAddsALayerWithItsInitialSettings()
    {
        list()->setCurrentRow(0);
        QMenu* menu = m_panel->findChild<QToolButton*>("addLayer")->menu();
        menu->popup({0, 0});
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions()[1]).center());
        QCOMPARE(kindsOf(lastEdit()), (Kinds{"flatten", "conv2d", "dense", "relu", "dense"}));
        QCOMPARE(lastEdit().layers[1].integer("kernel"), 3);
        QCOMPARE(list()->currentRow(), 1);
    }

    void anotherOptimizerComesWithItsInitialSettings()
    {
        auto* optimizer = m_panel->findChild<QWidget*>("optimizer");
        QTest::keyClick(optimizer->findChild<QComboBox*>(), Qt::Key_Down);
        QCOMPARE(lastEdit().optimizer, (engine::Spec{"sgd", {{"learning_rate", 0.1}}}));
    }

    void batchSizeReachesTheRecipe()
    {
        type(field<QSpinBox>("batchSize"), "64");
        QCOMPARE(lastEdit().batchSize, 64);
        QVERIFY(draftState()->text().contains("new run"));
    }

    void theLearningRateIsLive()
    {
        QSignalSpy rates(m_panel.get(), &ModelPanel::learningRateEdited);
        auto* rate = field<QLineEdit>("learning_rate");
        rate->setFocus();
        rate->selectAll();
        QTest::keyClicks(rate, "2e-3");
        QTest::keyClick(rate, Qt::Key_Return);
        QCOMPARE(rates.count(), 1);
        QCOMPARE(rates[0][0].toDouble(), 0.002);
        QVERIFY2(!button("apply")->isEnabled(), "a live setting leaves nothing to apply");
    }

    void theRateOfAnotherOptimizerIsNotLive()
    {
        QSignalSpy rates(m_panel.get(), &ModelPanel::learningRateEdited);
        QTest::keyClick(m_panel->findChild<QWidget*>("optimizer")->findChild<QComboBox*>(), Qt::Key_Down);
        QCOMPARE(rates.count(), 0);
        QVERIFY(button("apply")->isEnabled());
    }

    void theDraftIsAppliedOnRequestOnly()
    {
        QSignalSpy applied(m_panel.get(), &ModelPanel::applyRequested);
        QVERIFY(!button("apply")->isEnabled());
        list()->setCurrentRow(2);
        QTest::keyClick(list(), Qt::Key_Delete);
        QVERIFY(draftState()->text().contains("new network"));
        QTest::mouseClick(button("apply"), Qt::LeftButton);
        QCOMPARE(applied.count(), 1);
        const auto recipe = applied[0][0].value<engine::Recipe>();
        QCOMPARE(kindsOf(recipe), (Kinds{"flatten", "dense", "dense"}));
        m_panel->setRecipe(recipe);
        QVERIFY(!button("apply")->isEnabled());
    }

    void revertIsAskedForAndCanBeUndone()
    {
        QSignalSpy reverts(m_panel.get(), &ModelPanel::revertRequested);
        list()->setCurrentRow(2);
        QTest::keyClick(list(), Qt::Key_Delete);
        QTest::mouseClick(button("revert"), Qt::LeftButton);
        QCOMPARE(reverts.count(), 1);
        m_panel->setRecipe(smallRecipe());
        QCOMPARE(kindsOf(m_panel->draft()), untouched);
        QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(kindsOf(m_panel->draft()), (Kinds{"flatten", "dense", "dense"}));
    }

    void undoAndRedoWalkThroughTheEdits()
    {
        list()->setCurrentRow(2);
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_Delete);
        QTest::keyClick(list(), Qt::Key_D, Qt::ControlModifier);
        QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(kindsOf(lastEdit()), (Kinds{"flatten", "dense", "dense"}));
        QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(kindsOf(lastEdit()), untouched);
        QTest::keySequence(list(), QKeySequence(QKeySequence::Redo));
        QCOMPARE(kindsOf(lastEdit()), (Kinds{"flatten", "dense", "dense"}));
    }

    void typingIsOneStepForUndo()
    {
        list()->setCurrentRow(1);
        auto* units = field<QSpinBox>("units");
        type(units, "64");
        QTest::keyClick(units, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(lastEdit(), smallRecipe());
        QCOMPARE(units->value(), 128);
    }

    void shapesAndParametersAreShown()
    {
        m_panel->setSummary({{"flatten_1", "784", 0},
                             {"dense_1", "128", 100480},
                             {"relu_1", "128", 0},
                             {"dense_2", "10", 1290}});
        const QString spoken = list()->item(1)->data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.contains("output 128") && spoken.contains("100,480 parameters"), qPrintable(spoken));
        QCOMPARE(verdict()->text(), QString("101,770 parameters in all")); // 784·128+128 + 128·10+10
    }

    void aProblemIsShownAtItsLayerAndBlocksApplying()
    {
        list()->setCurrentRow(2);
        QTest::keyClick(list(), Qt::Key_Delete);
        m_panel->setProblem("Layer 2 (Dense) takes a row of numbers, but gets 1×28×28.", 1);
        QCOMPARE(verdict()->text(), QString("Layer 2 (Dense) takes a row of numbers, but gets 1×28×28."));
        QVERIFY(list()->item(1)->data(Qt::UserRole).value<LayerRow>().hasProblem);
        QVERIFY(!list()->item(0)->data(Qt::UserRole).value<LayerRow>().hasProblem);
        QVERIFY(!button("apply")->isEnabled());
        QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(kindsOf(m_panel->draft()), untouched);
    }

    void aSummaryClearsTheProblem()
    {
        list()->setCurrentRow(2);
        QTest::keyClick(list(), Qt::Key_Delete);
        m_panel->setProblem("It does not fit.", 1);
        m_panel->setSummary({{"flatten_1", "784", 0}, {"dense_1", "128", 100480}, {"dense_2", "10", 1290}});
        QVERIFY(!list()->item(1)->data(Qt::UserRole).value<LayerRow>().hasProblem);
        QVERIFY(button("apply")->isEnabled());
    }

    void aPresetIsAskedForByName()
    {
        QSignalSpy chosen(m_panel.get(), &ModelPanel::presetChosen);
        QTest::keyClick(field<QComboBox>("preset"), Qt::Key_Down);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), QString("softmax"));
        QCOMPARE(m_edits->count(), 0);
    }

    // Groups of further settings.

    void furtherSettingsAreFoldedAndSaidInWords()
    {
        FoldableGroup* group = groupOf("clipping");
        QVERIFY(!group->isOpen());
        QVERIFY(!field<KindForm>("clipping")->isVisible());
        auto* heading = group->findChild<QToolButton*>();
        QVERIFY(heading->text().contains("Regularisation"));
        QTest::mouseClick(heading, Qt::LeftButton);
        QVERIFY(field<KindForm>("clipping")->isVisible());
        m_panel->setRecipe(clipped());
        QCOMPARE(heading->accessibleDescription(), QString("By norm, limit 2"));
        QTest::keyClick(heading, Qt::Key_Space);
        QVERIFY(!field<KindForm>("clipping")->isVisible());
    }

    void anyRegisteredKindCanBeChosen()
    {
        auto* choice = field<KindForm>("clipping")->findChild<QComboBox*>();
        QTest::keyClick(choice, Qt::Key_Down);
        QCOMPARE(lastEdit().clipping, (engine::Spec{"clipnorm", {{"limit", 1.0}}}));
        auto* limit = field<KindForm>("clipping")->findChild<QLineEdit*>("limit");
        limit->selectAll();
        QTest::keyClicks(limit, "2.5");
        QTest::keyClick(limit, Qt::Key_Return);
        QCOMPARE(lastEdit().clipping.real("limit"), 2.5);
    }

    void aPartWithoutKindsIsNotOffered()
    {
        groupOf("regularizer")->setOpen(true);
        QVERIFY(field<KindForm>("regularizer")->isHidden());
    }

    void theTargetReachesTheRecipe()
    {
        QTest::keyClick(field<QComboBox>("target"), Qt::Key_Down);
        QCOMPARE(lastEdit().target, engine::Target::Input);
        QVERIFY(groupOf("loss")->findChild<QToolButton*>()->accessibleDescription().startsWith("of the picture itself"));
    }

    void pixelsAreScaledByTheFirstLayer()
    {
        auto* pixels = field<QComboBox>("inputNormalization");
        QCOMPARE(pixels->currentText(), QString("[0, 1]"));
        QTest::keyClick(pixels, Qt::Key_Down);
        QCOMPARE(kindsOf(lastEdit()), (Kinds{"normalization", "flatten", "dense", "relu", "dense"}));
        QCOMPARE(pixels->currentText(), QString("Standardised"));
        QTest::keyClick(pixels, Qt::Key_Up);
        QCOMPARE(kindsOf(lastEdit()), untouched);
    }

    void earlyStoppingGetsSomethingToWatch()
    {
        QTest::keyClick(field<KindForm>("earlyStopping")->findChild<QComboBox*>(), Qt::Key_Down);
        QCOMPARE(lastEdit().earlyStopping.kind, std::string("early_stopping"));
        QCOMPARE(lastEdit().validationSplit, 0.1);
        QTest::keyClick(field<QComboBox>("monitor"), Qt::Key_Down);
        QCOMPARE(lastEdit().earlyStopping.text("monitor"), std::string("train_loss"));
        auto* share = field<QLineEdit>("validationSplit");
        share->selectAll();
        QTest::keyClicks(share, "0.25");
        QTest::keyClick(share, Qt::Key_Return);
        QCOMPARE(lastEdit().validationSplit, 0.25);
    }

    void aProblemOfTheTrainingStandsNextToItsSetting()
    {
        QTest::keyClick(field<QComboBox>("target"), Qt::Key_Down);
        m_panel->setTrainingProblem("loss", "The softmax cannot tell how well an input is reconstructed.", {});
        auto* problem = field<KindForm>("loss")->findChild<QLabel*>("problem");
        QVERIFY(problem->isVisible()); // the group has opened
        QVERIFY(problem->text().contains("softmax"));
        QVERIFY(!button("apply")->isEnabled());
        QVERIFY(field<KindForm>("clipping")->findChild<QLabel*>("problem")->text().isEmpty());
        m_panel->setSummary({});
        QVERIFY(!problem->isVisible());
        QVERIFY(button("apply")->isEnabled());
    }

    void augmentedPicturesAreShown()
    {
        groupOf("augmentation")->setOpen(true);
        auto* preview = field<PictureRow>("");
        QVERIFY(!preview->isVisible());
        std::vector<std::uint8_t> picture(784, 0);
        picture[0] = 255;
        m_panel->setAugmentationPreview({picture, picture}, 28, 28);
        QVERIFY(preview->isVisible());
        QCOMPARE(preview->count(), 2);
        QVERIFY(preview->picture(0).pixel(0, 0) != preview->picture(0).pixel(1, 0));
        QSignalSpy wanted(m_panel.get(), &ModelPanel::augmentationPreviewRequested);
        QTest::mouseClick(preview->findChild<QToolButton*>("others"), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        m_panel->setAugmentationPreview({}, 0, 0);
        QVERIFY(!preview->isVisible());
    }

    void settingTheRecipeSendsNothing()
    {
        QSignalSpy rates(m_panel.get(), &ModelPanel::learningRateEdited);
        m_panel->setRecipe(withLayer("conv2d"));
        m_panel->setLearningRate(0.5);
        QCOMPARE(m_edits->count(), 0);
        QCOMPARE(rates.count(), 0);
        QCOMPARE(m_panel->draft().optimizer.real("learning_rate"), 0.5);
    }

private:
    LayerList* list() const { return m_panel->findChild<LayerList*>("layers"); }
    QLabel* verdict() const { return m_panel->findChild<QLabel*>("verdict"); }
    QLabel* draftState() const { return m_panel->findChild<QLabel*>("draftState"); }
    QPushButton* button(const char* name) const { return m_panel->findChild<QPushButton*>(name); }
    template<typename Field>
    Field* field(const char* name) const
    {
        return m_panel->findChild<Field*>(QLatin1String(name));
    }
    /// The group that a part of the training's settings is in.
    FoldableGroup* groupOf(const char* part) const
    {
        QWidget* widget = field<KindForm>(part);
        while (!qobject_cast<FoldableGroup*>(widget))
            widget = widget->parentWidget();
        return qobject_cast<FoldableGroup*>(widget);
    }
    engine::Recipe lastEdit() const { return m_edits->last()[0].value<engine::Recipe>(); }

    static engine::Recipe clipped()
    {
        engine::Recipe recipe = smallRecipe();
        recipe.clipping = {"clipnorm", {{"limit", 2.0}}};
        return recipe;
    }

    static engine::Recipe withLayer(const std::string& kind)
    {
        engine::Recipe recipe = smallRecipe();
        recipe.layers.insert(recipe.layers.begin(), engine::Spec{kind, {}});
        return recipe;
    }

    static void type(QSpinBox* field, const char* digits)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, digits);
    }

    std::unique_ptr<ModelPanel> m_panel;
    std::unique_ptr<QSignalSpy> m_edits;
};

const RegisteredTest<ModelPanelTest, QApplication> registeredModelPanelTest;
#include "tst_model_panel.moc"
