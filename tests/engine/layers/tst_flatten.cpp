#include "engine/layers/flatten.h"
#include "tests/engine/layers/layer_run.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::PassMode;

class FlattenTest : public QObject
{
    Q_OBJECT

private slots:
    void changesTheShapeAndNothingElse()
    {
        const engine::Flatten layer;
        QVERIFY(layer.outputShape({2, 3, 4}) == (engine::Shape{24}));
        QVERIFY(layer.outputShape({7}) == (engine::Shape{7}));
        const auto numbers = randomNumbers(48, 1);
        LayerRun run(layer, {2, 3, 4}, 2);
        QCOMPARE(run.forward(numbers, PassMode::Training), numbers);
        const auto slopes = randomNumbers(48, 2);
        QCOMPARE(run.backward(slopes).input, slopes);
    }
};

const RegisteredTest<FlattenTest> registeredFlattenTest;
#include "tst_flatten.moc"
