#include "app/session/engine_words.h"

#include "engine/errors.h"
#include "engine/layers/sequential.h"
#include "tests/registered_test.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

#include <map>
#include <new>

namespace {

/// Knows a few of the engine's sentences in German, where the places come in another order.
class German : public QTranslator
{
public:
    German() { QCoreApplication::installTranslator(this); }
    ~German() override { QCoreApplication::removeTranslator(this); }

    bool isEmpty() const override { return false; }

    QString translate(const char* context, const char* english, const char*, int) const override
    {
        const auto found = m_words.find(english);
        return QString(context) == u"engine" && found != m_words.end() ? found->second : QString();
    }

private:
    const std::map<std::string, QString> m_words{
        {"layer %1, %2: %3", "%2, Schicht %1: %3"},
        {"a kernel of %1 does not fit into maps of %2", "in Karten von %2 passt kein Kern von %1"},
        {"cannot write %1: %2", "%1 lässt sich nicht schreiben: %2"},
        {"it is a folder", "es ist ein Ordner"},
        {"Dense", "Dicht"},
    };
};

QString sentenceOfAKernelThatIsTooLarge()
{
    const engine::Spec kernel{"conv2d", {{"kernel_size", std::int64_t{5}}, {"padding", std::string("valid")}}};
    try {
        engine::Sequential({1, 4, 4}, std::span(&kernel, 1));
    } catch (const engine::ShapeError& error) {
        return sentenceOf(error);
    }
    return {};
}

} // namespace

class EngineWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void aShapeErrorIsSaidInTheUsersLanguageWithBothShapes()
    {
        const German german;
        QCOMPARE(sentenceOfAKernelThatIsTooLarge(), QString("conv2d_1, Schicht 1: in Karten von 4×4 passt kein Kern von 5×5"));
    }

    void whatNoTranslationIsKnownForIsEnglish()
    {
        QCOMPARE(sentenceOfAKernelThatIsTooLarge(), QString("layer 1, conv2d_1: a kernel of 5×5 does not fit into maps of 4×4"));
        const German german;
        QCOMPARE(inWords(engine::Message("%1 cannot be opened.", std::string("a.gz"))), QString("a.gz cannot be opened."));
        QCOMPARE(translated("Flatten"), QString("Flatten"));
    }

    void phrasesInASentenceAreTranslatedAndNamesAreNot()
    {
        const German german;
        const engine::FileError error("cannot write %1: %2", std::string("it is a folder"), "it is a folder");
        QCOMPARE(sentenceOf(error), QString("it is a folder lässt sich nicht schreiben: es ist ein Ordner"));
        QCOMPARE(translated("Dense"), QString("Dicht"));
    }

    void whatIsNotOfTheEngineIsSaidAsWell()
    {
        QCOMPARE(sentenceOf(std::runtime_error("no such plugin")), QString("no such plugin"));
        QVERIFY(sentenceOf(std::bad_alloc()).contains("memory"));
        QCOMPARE(sentenceOf(std::make_exception_ptr(engine::Error("no layers"))), QString("no layers"));
        QVERIFY(sentenceOf(std::make_exception_ptr(7)).contains("unknown reason"));
    }
};

const RegisteredTest<EngineWordsTest> registeredEngineWordsTest;
#include "tst_engine_words.moc"
