#include "engine/errors.h"
#include "tests/registered_test.h"

#include <QTest>

#include <type_traits>

using engine::Error;
using engine::Message;

namespace {

QString textOf(const Message& message)
{
    return QString::fromStdString(message.text());
}

} // namespace

class MessageTest : public QObject
{
    Q_OBJECT

private slots:
    void putsTextsAndNumbersIntoTheirPlaces()
    {
        QCOMPARE(textOf(Message("the tensor %1 is %2, expected %3", std::string("weight"), 3, std::size_t{4})),
                 QString("the tensor weight is 3, expected 4"));
        QCOMPARE(textOf(Message("the split is %1", 0.95)), QString("the split is 0.950000"));
        QCOMPARE(textOf("no layers"), QString("no layers"));
    }

    void placesMayComeInAnyOrderAndTwice()
    {
        QCOMPARE(textOf(Message("%2 of %1, %2", 1, 2)), QString("2 of 1, 2"));
    }

    void anArgumentMayBeAMessageItself()
    {
        const Message cause("a kernel of %1 does not fit into maps of %2", 5, 4);
        QCOMPARE(textOf(Message("layer %1: %2", 1, cause)), QString("layer 1: a kernel of 5 does not fit into maps of 4"));
    }

    void aPlaceInAnArgumentStaysAsItIs()
    {
        QCOMPARE(textOf(Message("%1 has %2 names", std::string("100%2 names%.txt"), 3)), QString("100%2 names%.txt has 3 names"));
    }

    void aPlaceWithoutAnArgumentStaysAsItIs()
    {
        QCOMPARE(textOf(Message("%2 %0 %a 5% %1 %", 7)), QString("%2 %0 %a 5% 7 %"));
    }

    void onlyPhrasesAreToBeTranslated()
    {
        const Message message("%1, %2, %3, %4", "a folder", std::string("a folder"), 1, Message("a folder"));
        const std::vector<bool> isVerbatim{message.arguments[0].isVerbatim, message.arguments[1].isVerbatim,
                                           message.arguments[2].isVerbatim, message.arguments[3].isVerbatim};
        QCOMPARE(isVerbatim, (std::vector<bool>{false, true, true, false}));
        QVERIFY(!message.isVerbatim);
    }

    void anErrorHasAMessageAndItsEnglish()
    {
        const engine::ShapeError error("expected %1, got %2", std::string("1×28×28"), std::string("784"));
        QCOMPARE(QString(error.what()), QString("expected 1×28×28, got 784"));
        QCOMPARE(error.message().arguments.size(), std::size_t{2});
        QCOMPARE(QString(Error(error.message()).what()), QString(error.what()));
        // A text is no pattern: what was joined before cannot be translated.
        static_assert(!std::is_constructible_v<Error, std::string>);
        static_assert(std::is_nothrow_copy_constructible_v<Error>);
    }
};

const RegisteredTest<MessageTest> registeredMessageTest;
#include "tst_message.moc"
