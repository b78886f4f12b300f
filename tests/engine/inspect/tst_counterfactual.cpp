#include "engine/inspect/counterfactual.h"

#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/imaging/picture_of.h"
#include "engine/inspect/predictor.h"
#include "engine/io/model_file.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/engine/inspect/model_of.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"
#include "tests/test_data.h"

#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using engine::Counterfactual;
using engine::InkChange;
using engine::Model;
using engine::Stroke;

namespace {

/// What the network says of a drawing, by nothing that the search uses.
struct Said
{
    std::size_t likeliest = 0;
    std::size_t next = 0;
    bool isAccepted = false;
    std::vector<float> probabilities{};
};

Said said(const Model& model, const std::vector<Stroke>& drawing)
{
    const auto picture
        = engine::pictureOfStrokes(engine::transformed(drawing, model.input.writer), model.input.drawing);
    if (!picture)
        return {};
    engine::Predictor predictor(model.network, model.recipe.loss);
    predictor.setTemperature(model.calibration.temperature);
    const auto row = predictor.predict(model.weights->parameters, *picture);
    Said result{.isAccepted = engine::isOfSomeClass(row, model.calibration.threshold),
                .probabilities = {row.begin(), row.end()}};
    std::vector<std::size_t> order(row.size());
    std::ranges::generate(order, [i = std::size_t{0}]() mutable { return i++; });
    std::ranges::sort(order, std::greater{}, [&](std::size_t i) { return row[i]; });
    result.likeliest = order[0];
    result.next = order[1];
    return result;
}

bool isReadAs(std::size_t digit, const Model& model, const std::vector<Stroke>& drawing)
{
    const Said what = said(model, drawing);
    return what.likeliest == digit && what.isAccepted;
}

QString counterfactualRefusal(const Model& model, const std::vector<Stroke>& drawing,
                              std::optional<std::size_t> to = {})
{
    try {
        engine::counterfactualInk(model, drawing, to);
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

/// Softmax regression that says 0 whatever it is shown.
Model stubborn()
{
    std::vector<float> parameters(std::size_t{785} * 10);
    parameters[7840] = 20;
    return modelOf(recipeOf({{"flatten", {}}, {"dense", {{"units", std::int64_t{10}}}}}), parameters);
}

} // namespace

class CounterfactualTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const auto saved
            = engine::loadModel(testData(QStringLiteral("../../resources/models/reader.safetensors")).toStdString());
        m_reader = modelOf(saved.recipe, saved.checkpoint.parameters);
        m_reader.calibration = saved.calibration;
        m_reader.input = saved.input;
    }

    void reachesTheClassWithNoChangeTooMany_data()
    {
        QTest::addColumn<int>("digit");
        QTest::addColumn<int>("to");
        for (int digit = 0; digit < 10; ++digit)
            QTest::addRow("%d to the likeliest other", digit) << digit << -1;
        for (int digit = 0; digit < 10; ++digit)
            QTest::addRow("%d to %d", digit, (digit + 3) % 10) << digit << (digit + 3) % 10;
    }

    void reachesTheClassWithNoChangeTooMany()
    {
        QFETCH(int, digit);
        QFETCH(int, to);
        const auto drawing = engine::syntheticStrokes(digit, 7, std::uint64_t(digit));
        const Said before = said(m_reader, drawing);
        const auto found
            = *engine::counterfactualInk(m_reader, drawing, to < 0 ? std::nullopt : std::optional(std::size_t(to)));
        QCOMPARE(found.from, before.likeliest);
        QCOMPARE(found.to, to < 0 ? before.next : std::size_t(to));
        QVERIFY(found.isReached);
        QVERIFY(isReadAs(found.to, m_reader, found.strokes));
        QVERIFY(std::abs(found.probability - double(said(m_reader, found.strokes).probabilities[found.to])) < 1e-4);
        QCOMPARE(found.strokes, engine::changed(drawing, found.changes));

        QVERIFY(!found.changes.empty());
        for (std::size_t i = 0; i < found.changes.size(); ++i) {
            std::vector<InkChange> others = found.changes;
            others.erase(others.begin() + std::ptrdiff_t(i));
            QVERIFY(!isReadAs(found.to, m_reader, engine::changed(drawing, others)));
            QCOMPARE(found.parts[i], engine::inkOf(found.changes[i], drawing));
        }
        const auto areAll = [&](auto isKind) { return std::ranges::all_of(found.changes, isKind, &InkChange::kind); };
        QVERIFY(found.ink.sum() > 1);
        if (areAll([](InkChange::Kind kind) { return kind == InkChange::Kind::Erase; }))
            QVERIFY(found.ink.added < 0.5);
        if (areAll([](InkChange::Kind kind) { return kind != InkChange::Kind::Erase; }))
            QVERIFY(found.ink.removed < 0.5);
    }

    void changesNothingWhereTheNetworkSaysSoAlready()
    {
        const auto drawing = engine::syntheticStrokes(3, 7, 3);
        QCOMPARE(said(m_reader, drawing).likeliest, std::size_t{3});
        const auto found = *engine::counterfactualInk(m_reader, drawing, 3);
        QVERIFY(found.isReached && found.changes.empty());
        QCOMPARE(found.strokes, drawing);
        QCOMPARE(found.ink.sum(), 0.0);
    }

    void findsTheSameAgain()
    {
        const auto drawing = engine::syntheticStrokes(8, 7, 8);
        QCOMPARE(engine::counterfactualInk(m_reader, drawing, 5)->changes,
                 engine::counterfactualInk(m_reader, drawing, 5)->changes);
    }

    void answersInTheWritersOwnHand()
    {
        Model leaning = m_reader;
        leaning.input.writer = {.xx = 0, .xy = 2, .yx = -1, .yy = 0}; // who turns the paper and squeezes
        auto drawing = engine::syntheticStrokes(5, 7, 5);
        for (Stroke& stroke : drawing)
            for (engine::PenPoint& point : stroke)
                point = {-point.y, point.x / 2};
        const auto found = *engine::counterfactualInk(leaning, drawing);
        QCOMPARE(found.from, std::size_t{5});
        QVERIFY(found.isReached);
        QVERIFY(isReadAs(found.to, leaning, found.strokes));
    }

    void copesWithAnyDrawing_data()
    {
        QTest::addColumn<std::vector<Stroke>>("drawing");
        using Drawing = std::vector<Stroke>;
        QTest::newRow("a dot") << Drawing{{{5, 5}}};
        QTest::newRow("a dot twice") << Drawing{{{5, 5}, {5, 5}}, {}};
        QTest::newRow("a level line") << Drawing{{{0, 5}, {400, 5}}};
        QTest::newRow("points that are none")
            << Drawing{{{notANumber, 1}}, {{0, 0}, {notANumber, notANumber}, {10, 90}}};
        QTest::newRow("far away and tiny") << Drawing{{{1e6f, 1e6f}, {1e6f + 1, 1e6f + 3}}};
        QTest::newRow("a scribble of a thousand points") << [] {
            Drawing scribble(1);
            const auto x = randomNumbers(1000, 1, 0, 300), y = randomNumbers(1000, 2, 0, 300);
            for (std::size_t i = 0; i < x.size(); ++i)
                scribble.front().push_back({x[i], y[i]});
            return scribble;
        }();
    }

    void copesWithAnyDrawing()
    {
        QFETCH(std::vector<Stroke>, drawing);
        const auto found = *engine::counterfactualInk(m_reader, drawing, 4);
        QCOMPARE(found.isReached, isReadAs(4, m_reader, found.strokes));
        QVERIFY(std::isfinite(found.ink.sum()));
    }

    void saysWhereItIsNotReached()
    {
        const auto found = *engine::counterfactualInk(stubborn(), engine::syntheticStrokes(3, 7, 3), 3);
        QCOMPARE(found.from, std::size_t{0});
        QVERIFY(!found.isReached);
        QVERIFY(found.probability < 0.1);
    }

    void readsDrawingsByAnyKindOfNetwork()
    {
        for (const char* name : {"softmax", "cnn-2", "lstm-rows", "dbn"}) {
            const auto found
                = engine::counterfactualInk(initialModel(engine::findPreset(name)), engine::syntheticStrokes(3, 7, 3));
            QVERIFY2(found && found->to != found->from, name);
        }
    }

    void stops()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY(!engine::counterfactualInk(m_reader, engine::syntheticStrokes(3, 7, 3), 8, source.get_token()));
    }

    void saysWhatItCannotDo()
    {
        const auto drawing = engine::syntheticStrokes(3, 7, 3);
        QCOMPARE(counterfactualRefusal(m_reader, drawing, 10),
                 QStringLiteral("the network has no class 10, expected 0 to 9"));
        QVERIFY(counterfactualRefusal(m_reader, {{{notANumber, 0}}}).contains(QStringLiteral("no ink")));
        QVERIFY(counterfactualRefusal(initialModel(engine::findPreset("xor")), drawing)
                    .contains(QStringLiteral("expected grey pictures")));
        QVERIFY(counterfactualRefusal(initialModel(engine::findPreset("autoencoder")), drawing)
                    .contains(QStringLiteral("names no class")));
    }

private:
    Model m_reader;
};

const RegisteredTest<CounterfactualTest> registeredCounterfactualTest;
#include "tst_counterfactual.moc"
