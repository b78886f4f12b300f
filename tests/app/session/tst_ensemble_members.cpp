#include "app/session/ensemble_members.h"
#include "app/session/member_trainer.h"
#include "engine/errors.h"
#include "engine/train/complete_recipe.h"
#include "tests/app/session/run_fixture.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>

namespace {

engine::SavedModel trainedOn(const std::shared_ptr<const engine::DataSplits>& data, std::uint64_t seed)
{
    engine::SavedModel model;
    model.recipe = complete(twoEpochs());
    model.recipe.seed = seed;
    engine::Trainer trainer(model.recipe, data, 1);
    for (int i = 0; i < 10; ++i)
        trainer.step();
    model.checkpoint = trainer.checkpoint();
    return model;
}

} // namespace

class EnsembleMembersTest : public QObject
{
    Q_OBJECT

private slots:
    void measuresEachAndAllInTheBackground()
    {
        Jobs jobs;
        EnsembleMembers members(jobs);
        members.setData(m_data);
        std::vector<engine::DatasetPrediction> expected;
        for (std::uint64_t seed : {1, 2}) {
            const auto model = trainedOn(m_data, seed);
            expected.push_back(engine::predictDataset(model.recipe, model.checkpoint.parameters, m_data->test, 1));
            members.add(model);
        }
        QVERIFY(members.isMeasuring(0));
        QVERIFY(!members.jointAccuracy());
        QTRY_VERIFY(members.jointAccuracy());
        int right = 0;
        for (std::size_t i = 0; i < m_data->test.size(); ++i) {
            std::size_t best = 0;
            const auto sum = [&](std::size_t k) {
                return double(expected[0].probabilities[i * 10 + k]) + double(expected[1].probabilities[i * 10 + k]);
            };
            for (std::size_t k = 1; k < 10; ++k)
                best = sum(k) > sum(best) ? k : best;
            right += best == m_data->test.labels[i];
        }
        QCOMPARE(*members.jointAccuracy(), double(right) / double(m_data->test.size()));
        for (std::size_t i = 0; i < 2; ++i)
            QCOMPARE(*members.accuracy(i), expected[i].evaluation.accuracy);
    }

    void readsAPictureByEach()
    {
        Jobs jobs;
        EnsembleMembers members(jobs);
        members.add(trainedOn(m_data, 1));
        members.add(trainedOn(m_data, 2));
        const auto predictions = members.predict(m_data->test.sample(3));
        QCOMPARE(predictions.size(), std::size_t{2});
        for (const auto& prediction : predictions) {
            QCOMPARE(prediction.size(), std::size_t{10});
            double sum = 0;
            for (const float probability : prediction)
                sum += double(probability);
            QVERIFY(std::abs(sum - 1) < 1e-5);
        }
        QVERIFY(predictions[0] != predictions[1]);
        QVERIFY(members.predict(std::vector<std::uint8_t>(4)).front().empty());
    }

    void goesOnWithoutAMemberThatIsTakenOut()
    {
        Jobs jobs;
        EnsembleMembers members(jobs);
        members.setData(m_data);
        members.add(trainedOn(m_data, 1));
        members.add(trainedOn(m_data, 2));
        QTRY_VERIFY(members.jointAccuracy());
        members.remove(0);
        QCOMPARE(members.size(), std::size_t{1});
        QCOMPARE(members.model(0).recipe.seed, std::uint64_t{2});
        QCOMPARE(*members.jointAccuracy(), *members.accuracy(0));
    }

    void refusesAnotherTask()
    {
        Jobs jobs;
        EnsembleMembers members(jobs);
        members.add(trainedOn(m_data, 1));
        engine::SavedModel other;
        other.recipe = complete(xorRecipe());
        QVERIFY_EXCEPTION_THROWN(members.add(other), engine::ShapeError);
        QCOMPARE(members.size(), std::size_t{1});
    }

    void trainsEachAsTheEngineAloneDoes()
    {
        MemberTrainer trainer;
        std::vector<engine::SavedModel> models;
        connect(&trainer, &MemberTrainer::trained, this, [&](const engine::SavedModel& model) { models.push_back(model); });
        QSignalSpy finished(&trainer, &MemberTrainer::finished);
        std::vector<engine::Recipe> recipes(2, complete(twoEpochs()));
        recipes[1].seed = 9;
        trainer.train(recipes, m_data);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(models.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(models[i].checkpoint.parameters == weightsAfter(recipes[i], m_data, 10));
            QVERIFY(!models[i].log.evaluations.empty());
        }
    }

    void stopsWithoutHalfTrainedNetworks()
    {
        MemberTrainer trainer;
        QSignalSpy trained(&trainer, &MemberTrainer::trained);
        QSignalSpy finished(&trainer, &MemberTrainer::finished);
        QSignalSpy progressed(&trainer, &MemberTrainer::progressed);
        trainer.train({complete(endlessEpochs()), complete(endlessEpochs())}, m_data);
        QTRY_VERIFY(progressed.count() > 0);
        trainer.stop();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(trained.count(), 0);
        QVERIFY(!trainer.isActive());
    }

private:
    std::shared_ptr<const engine::DataSplits> m_data = digitSplits(100, 30);
};

const RegisteredTest<EnsembleMembersTest> registeredEnsembleMembersTest;
#include "tst_ensemble_members.moc"
