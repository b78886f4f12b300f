#include "app/session/data_mismatch.h"

#include "app/session/engine_words.h"
#include "app/session/network_check.h"
#include "engine/errors.h"
#include "engine/train/compatibility.h"

namespace {

/// What differs in the recipe that fits.
QString changesOf(const engine::Recipe& recipe, const engine::Recipe& adapted, std::size_t classes)
{
    const bool isOtherSize = recipe.input != adapted.input;
    const bool isOtherEnd = recipe.layers != adapted.layers;
    const QString size = QString::fromStdString(adapted.input.text());
    if (isOtherSize && isOtherEnd)
        return DataMismatch::tr("Read %1, tell %2 apart").arg(size).arg(classes);
    if (isOtherSize)
        return DataMismatch::tr("Read pictures of %1").arg(size);
    return DataMismatch::tr("Set the last layer to %1").arg(classes);
}

} // namespace

DataMismatch::DataMismatch(Runs& runs, QObject* parent)
    : QObject(parent)
    , m_runs(runs)
{
}

void DataMismatch::check()
{
    const auto data = m_runs.data();
    if (!data || m_runs.state().readsPoints())
        return;
    const engine::Recipe& recipe = m_runs.state().recipe;
    try {
        engine::requireCompatible(*m_runs.state().network, recipe, data->train);
    } catch (const engine::Error& error) {
        const engine::Recipe adapted = engine::adaptedTo(recipe, data->train);
        const bool helps = adapted != recipe && checkNetwork(adapted, data.get()).problem.isEmpty();
        emit found(tr("%1 cannot learn %2 as it is: %3.")
                       .arg(QString::fromStdString(recipe.name), QString::fromStdString(data->name),
                            sentenceOf(error)),
                   helps ? changesOf(recipe, adapted, data->train.classNames.size()) : QString());
    }
}

void DataMismatch::adaptNetwork()
{
    const auto data = m_runs.data();
    if (!data)
        return;
    m_runs.replace(freshNetwork(engine::adaptedTo(m_runs.state().recipe, data->train)),
                   tr("A new network for %1 is in use.").arg(QString::fromStdString(data->name)));
}
