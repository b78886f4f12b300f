#include "engine/data/logic_tables.h"
#include "engine/errors.h"
#include "tests/registered_test.h"

#include <QTest>

#include <functional>
#include <set>
#include <utility>

using engine::logicTable;

class LogicTablesTest : public QObject
{
    Q_OBJECT

private slots:
    void holdsWhatTheFunctionGives_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<std::function<bool(bool, bool)>>("function");
        using Function = std::function<bool(bool, bool)>;
        QTest::addRow("xor") << QStringLiteral("xor") << Function([](bool a, bool b) { return a != b; });
        QTest::addRow("and") << QStringLiteral("and") << Function([](bool a, bool b) { return a && b; });
        QTest::addRow("or") << QStringLiteral("or") << Function([](bool a, bool b) { return a || b; });
    }

    void holdsWhatTheFunctionGives()
    {
        QFETCH(QString, name);
        using Function = std::function<bool(bool, bool)>;
        QFETCH(Function, function);
        const engine::DataSplits splits = logicTable(name.toStdString());
        QCOMPARE(QString::fromStdString(splits.name), name);
        const engine::Dataset& points = splits.train;
        QVERIFY(points.sampleShape == engine::Shape{2});
        QCOMPARE(points.classNames, (std::vector<std::string>{"0", "1"}));
        std::set<std::pair<int, int>> seen;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto point = points.sample(i);
            QVERIFY((point[0] == 0 || point[0] == 255) && (point[1] == 0 || point[1] == 255));
            QCOMPARE(points.labels[i] == 1, function(point[0] == 255, point[1] == 255));
            seen.insert({point[0], point[1]});
        }
        QCOMPARE(seen.size(), std::size_t{4});
        QCOMPARE(points.size(), std::size_t{4});
        QVERIFY(splits.test.pixels == points.pixels && splits.test.labels == points.labels);
    }

    void knowsAllOfItsNames()
    {
        for (const std::string_view name : engine::logicTables)
            QCOMPARE(logicTable(name).train.size(), std::size_t{4});
        QVERIFY_EXCEPTION_THROWN(logicTable("nand"), engine::SettingError);
    }
};

const RegisteredTest<LogicTablesTest> registeredLogicTablesTest;
#include "tst_logic_tables.moc"
