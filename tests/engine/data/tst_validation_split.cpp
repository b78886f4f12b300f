#include "engine/data/validation_split.h"
#include "engine/errors.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

class ValidationSplitTest : public QObject
{
    Q_OBJECT

private slots:
    // floor(n · (1 − share)) by hand.
    void learnsFromWhatKerasWould_data()
    {
        QTest::addColumn<std::size_t>("samples");
        QTest::addColumn<double>("share");
        QTest::addColumn<std::size_t>("learnt");
        QTest::addRow("MNIST") << std::size_t{60'000} << 0.1 << std::size_t{54'000};
        QTest::addRow("rounded down") << std::size_t{5} << 0.25 << std::size_t{3};
        QTest::addRow("nothing held out") << std::size_t{5} << 0.0 << std::size_t{5};
    }

    void learnsFromWhatKerasWould()
    {
        QFETCH(std::size_t, samples);
        QFETCH(double, share);
        QTEST(engine::trainingSamples(samples, share), "learnt");
    }

    void holdsTheLastSamplesOut()
    {
        const auto data = digitSplits(10, 4);
        const auto split = engine::withValidation(data, 0.25);
        QCOMPARE(split->train.size(), std::size_t{7});
        QCOMPARE(split->validation.size(), std::size_t{3});
        for (std::size_t i = 0; i < 10; ++i) {
            const auto [part, index] = i < 7 ? std::pair(&split->train, i) : std::pair(&split->validation, i - 7);
            QVERIFY(std::ranges::equal(part->sample(index), data->train.sample(i)));
            QCOMPARE(part->labels[index], data->train.labels[i]);
        }
        QVERIFY(split->test.pixels == data->test.pixels);
        QVERIFY(split->validation.classNames == data->train.classNames);
    }

    void addsToWhatTheDataHoldOutThemselves()
    {
        const auto plain = digitSplits(10, 4);
        engine::DataSplits own = *plain;
        own.validation = own.test;
        const auto split = engine::withValidation(std::make_shared<const engine::DataSplits>(own), 0.25);
        QCOMPARE(split->train.size(), std::size_t{7});
        QCOMPARE(split->validation.size(), std::size_t{3 + 4});
        QVERIFY(std::ranges::equal(split->validation.sample(6), own.test.sample(3)));
    }

    void copiesNothingWhereNothingIsHeldOut()
    {
        const auto data = digitSplits(10, 4);
        QCOMPARE(engine::withValidation(data, 0), data);
    }

    void refusesAnEmptyPart()
    {
        QVERIFY_EXCEPTION_THROWN(engine::withValidation(digitSplits(1, 1), 0.5), engine::Error);
    }
};

const RegisteredTest<ValidationSplitTest> registeredValidationSplitTest;
#include "tst_validation_split.moc"
