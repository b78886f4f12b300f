#include "engine/inspect/summary.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

class SummaryTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatEveryLayerGivesAndHolds()
    {
        const engine::Recipe recipe = smallCnn();
        const engine::Sequential network(recipe.input, std::span<const engine::Spec>(recipe.layers));
        const auto rows = summary(network);
        QCOMPARE(rows.size(), std::size_t{6});
        QCOMPARE(rows[0].name, std::string("conv2d_1"));
        QCOMPARE(rows[0].kind, std::string("conv2d"));
        QVERIFY(rows[0].outputShape == (engine::Shape{4, 28, 28}));
        QCOMPARE(rows[0].parameters, std::size_t{40});
        QVERIFY(rows[2].outputShape == (engine::Shape{4, 14, 14}));
        QCOMPARE(rows[2].parameters, std::size_t{0});
        QCOMPARE(rows[5].parameters, std::size_t{7'850});
    }

    void printsATable()
    {
        engine::Recipe recipe = smallCnn();
        recipe.layers[0].settings["filters"] = std::int64_t{16};
        const engine::Sequential network(recipe.input, std::span<const engine::Spec>(recipe.layers));
        QCOMPARE(QString::fromStdString(summaryText(network)),
                 QStringLiteral("layer               output shape      parameters\n"
                                "input               1×28×28                    0\n"
                                "conv2d_1            16×28×28                 160\n"
                                "relu_1              16×28×28                   0\n"
                                "max_pool2d_1        16×14×14                   0\n"
                                "dropout_1           16×14×14                   0\n"
                                "flatten_1           3136                       0\n"
                                "dense_1             10                    31,370\n"
                                "total                                     31,530\n"
                                "trainable                                 31,530\n"
                                "non-trainable                                  0\n"));
    }

    // Of four numbers a channel of BatchNormalization, gamma, beta, moving mean and variance, two are learnt.
    void countsMovingStatisticsAsNonTrainable()
    {
        const engine::Recipe recipe = smallNormalizedCnn();
        const engine::Sequential network(recipe.input, std::span<const engine::Spec>(recipe.layers));
        QCOMPARE(summary(network)[1].parameters, std::size_t{16});
        QCOMPARE(network.parameters().trainable(), std::size_t{40 + 2 * 4 + 2 * 784 + 7'850});
        const QString text = QString::fromStdString(summaryText(network));
        QVERIFY2(text.contains(QStringLiteral("batch_normalization_1  ")), qPrintable(text)); // the longest name is not run into
        QVERIFY(text.endsWith(QStringLiteral("total                                        11,042\n"
                                             "trainable                                     9,466\n"
                                             "non-trainable                                 1,576\n")));
    }
};

const RegisteredTest<SummaryTest> registeredSummaryTest;
#include "tst_summary.moc"
