#include "engine/tensor/shape.h"
#include "engine/tensor/tensor.h"
#include "tests/registered_test.h"

#include <QTest>

#include <stdexcept>

using engine::Shape;

class ShapeTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAsPeopleWriteIt_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::size_t>("elements");
        QTest::addRow("a number alone") << Shape{} << QString() << std::size_t{1};
        QTest::addRow("features") << Shape{784} << QStringLiteral("784") << std::size_t{784};
        QTest::addRow("maps") << Shape{32, 28, 27} << QStringLiteral("32×28×27") << std::size_t{24'192};
        QTest::addRow("kernels") << Shape{64, 32, 3, 3} << QStringLiteral("64×32×3×3") << std::size_t{18'432};
        QTest::addRow("nothing") << Shape{3, 0} << QStringLiteral("3×0") << std::size_t{0};
    }

    void readsAsPeopleWriteIt()
    {
        QFETCH(Shape, shape);
        QTEST(QString::fromStdString(shape.text()), "text");
        QTEST(shape.elements(), "elements");
    }

    void isAValue()
    {
        const Shape maps{32, 14, 7};
        QCOMPARE(maps.rank(), std::size_t{3});
        QCOMPARE(maps[0], std::size_t{32});
        QCOMPARE(maps[2], std::size_t{7});
        QVERIFY(maps == (Shape{32, 14, 7}));
        QVERIFY(maps != (Shape{32, 7, 14}));
        QVERIFY(maps != (Shape{32, 14, 7, 1}));
        QVERIFY((Shape{7, 0}) != (Shape{7})); // the rank counts, not only the extents
    }

    void hasAtMostFourExtents()
    {
        QVERIFY_EXCEPTION_THROWN((Shape{1, 2, 3, 4, 5}), std::length_error);
    }

    void makesTensorsOfZeros()
    {
        const auto tensor = engine::Tensor::zeros({2, 3});
        QCOMPARE(tensor.values, engine::Buffer(6, 0.0f));
        QCOMPARE(std::uintptr_t(tensor.values.data()) % 64, std::uintptr_t{0});
    }
};

const RegisteredTest<ShapeTest> registeredShapeTest;
#include "tst_shape.moc"
