#include "app/session/glossary.h"

#include "app/session/engine_words.h"
#include "engine/data/augmentation.h"
#include "engine/layers/layer_kinds.h"
#include "engine/loss/loss.h"
#include "engine/optim/clipping.h"
#include "engine/optim/initializer.h"
#include "engine/optim/optimizer.h"
#include "engine/optim/regularizer.h"
#include "engine/optim/schedule.h"
#include "engine/pretraining/pretraining_kinds.h"
#include "engine/train/early_stopping.h"
#include "tests/registered_test.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace {

QStringList namesIn(const QString& text)
{
    QStringList names;
    for (const Term* term : termsIn(text))
        names << term->name;
    return names;
}

const std::map<std::string, std::span<const engine::KindInfo>>& choices()
{
    static const std::map<std::string, std::span<const engine::KindInfo>> all{
        {"layer", engine::layerKinds()},           {"optimiser", engine::optimizerKinds()},
        {"loss", engine::lossKinds()},             {"initial weights", engine::initializerKinds()},
        {"schedule", engine::scheduleKinds()},     {"regulariser", engine::regularizerKinds()},
        {"clipping", engine::clippingKinds()},     {"augmentation", engine::augmentationKinds()},
        {"pre-training", engine::pretrainingKinds()}, {"early stopping", engine::earlyStoppingKinds()}};
    return all;
}

} // namespace

class GlossaryTest : public QObject
{
    Q_OBJECT

private slots:
    void explainsWhateverCanBeChosen_data()
    {
        QTest::addColumn<QString>("title");
        for (const auto& [what, kinds] : choices())
            for (const engine::KindInfo& kind : kinds)
                if (kind.kind != "none")
                    QTest::addRow("%s %s", what.c_str(), kind.kind.c_str()) << translated(kind.title);
    }

    void explainsWhateverCanBeChosen()
    {
        QFETCH(QString, title);
        const auto terms = termsIn(title);
        QCOMPARE(terms.size(), std::size_t{1}); // as a whole, not a word in it: "Glorot uniform" is not "Uniform"
        const Term& term = *terms.front();
        QVERIFY2(term.name == title || term.also.contains(title), qPrintable(term.name));
    }

    void everyTermIsFoundByEachOfItsNames()
    {
        for (const Term& term : glossary()) {
            QCOMPARE(namesIn(term.name), QStringList{term.name});
            for (const QString& name : term.also)
                QCOMPARE(namesIn(QStringLiteral("(%1)").arg(name.toLower())), QStringList{term.name});
        }
    }

    void everyTermIsExplainedInTwoSentencesAtMost()
    {
        const QRegularExpression end(QStringLiteral("[.?!](?= [A-Z]|$)"));
        for (const Term& term : glossary()) {
            QVERIFY2(term.meaning.endsWith(QLatin1Char('.')), qPrintable(term.name));
            QVERIFY2(term.meaning.count(end) <= 2, qPrintable(term.name + QStringLiteral(": ") + term.meaning));
        }
    }

    void isInOrderAndNamesNothingTwice()
    {
        QStringList names;
        for (const Term& term : glossary())
            names << term.name;
        QVERIFY(std::ranges::is_sorted(names, [](const QString& a, const QString& b) { return a.localeAwareCompare(b) < 0; }));
        QCOMPARE(names.removeDuplicates(), 0);
    }

    void coversTheWordsOfTheWindow_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::addRow("the optimiser's") << QStringLiteral("Optimiser: Adam") << QStringLiteral("Adam");
        QTest::addRow("the seed") << QStringLiteral("Seed") << QStringLiteral("Seed");
        QTest::addRow("its field") << QStringLiteral("Batch size") << QStringLiteral("Batch");
        QTest::addRow("several") << QStringLiteral("20 more epochs") << QStringLiteral("Epoch");
        QTest::addRow("with a value") << QStringLiteral("Smoothing 100") << QStringLiteral("Smoothing");
        QTest::addRow("logits") << QStringLiteral("the logits") << QStringLiteral("Logits");
        QTest::addRow("a layer") << QStringLiteral("Softmax") << QStringLiteral("Softmax");
        QTest::addRow("in a sentence") << QStringLiteral("784–512–512–10 with ReLU and dropout 0.2: wide") << QStringLiteral("Dropout");
        QTest::addRow("without its hyphen") << QStringLiteral("Autoencoders") << QStringLiteral("Auto-encoder");
        QTest::addRow("American") << QStringLiteral("Batch normalization") << QStringLiteral("BatchNormalization");
        QTest::addRow("American, too") << QStringLiteral("the optimizers") << QStringLiteral("Optimiser");
    }

    void coversTheWordsOfTheWindow()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        QVERIFY2(namesIn(text).contains(name), qPrintable(namesIn(text).join(QLatin1Char(' '))));
    }

    void takesTheLongestNameAndWholeWords()
    {
        QCOMPARE(namesIn(QStringLiteral("Label smoothing")), QStringList{QStringLiteral("Label smoothing")});
        QCOMPARE(namesIn(QStringLiteral("Step decay, then a step")), (QStringList{QStringLiteral("Step decay"), QStringLiteral("Step")}));
        QVERIFY(namesIn(QStringLiteral("stepwise, unlabelled, reseeded")).isEmpty());
        QCOMPARE(namesIn(QStringLiteral("epoch, step, epoch")), (QStringList{QStringLiteral("Epoch"), QStringLiteral("Step")}));
    }

    void doesNotSayTwiceWhatIsSaid()
    {
        const Term& adam = *termsIn(QStringLiteral("Adam")).front();
        QVERIFY(explanationOf(QStringLiteral("Adam")).contains(adam.meaning.toHtmlEscaped()));
        QCOMPARE(explanationOf(QStringLiteral("Adam"), adam.meaning), QString());
        QCOMPARE(explanationOf(QStringLiteral("I drew a:")), QString());
    }

    void explainsNoMoreThanThreeAtOnce()
    {
        const QString words = explanationOf(QStringLiteral("Adam, dropout, epoch, seed, softmax"));
        QCOMPARE(words.count(QStringLiteral("<b>")), 3);
    }
};

const RegisteredTest<GlossaryTest> registeredGlossaryTest;
#include "tst_glossary.moc"
