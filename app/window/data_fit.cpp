#include "app/window/data_fit.h"

#include "app/network_check.h"
#include "engine/errors.h"
#include "engine/train/fit.h"

namespace {

/// What is different of the recipe that fits.
QString changesOf(const engine::Recipe& recipe, const engine::Recipe& fitting, std::size_t classes)
{
    const bool isOtherSize = recipe.input != fitting.input;
    const bool isOtherEnd = recipe.layers != fitting.layers;
    const QString size = QString::fromStdString(fitting.input.text());
    if (isOtherSize && isOtherEnd)
        return DataFit::tr("Read %1, tell %2 apart").arg(size).arg(classes);
    if (isOtherSize)
        return DataFit::tr("Read pictures of %1").arg(size);
    return DataFit::tr("Set the last layer to %1").arg(classes);
}

} // namespace

DataFit::DataFit(Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_workbench(workbench)
{
    connect(&workbench, &Workbench::dataChanged, this, &DataFit::check);
}

void DataFit::check()
{
    const auto data = m_workbench.data();
    if (!data || m_workbench.state().readsPoints())
        return;
    const engine::Recipe& recipe = m_workbench.state().recipe;
    try {
        engine::requireFit(*m_workbench.state().network, recipe, data->train);
    } catch (const engine::Error& error) {
        const engine::Recipe fitting = engine::fittedTo(recipe, data->train);
        const bool helps = fitting != recipe && checkNetwork(fitting, data.get()).problem.isEmpty();
        emit misfit(tr("%1 cannot learn %2 as it is: %3.")
                        .arg(QString::fromStdString(recipe.name), QString::fromStdString(data->name),
                             QString::fromUtf8(error.what())),
                    helps ? changesOf(recipe, fitting, data->train.classNames.size()) : QString());
    }
}

void DataFit::fit()
{
    const auto data = m_workbench.data();
    if (!data)
        return;
    const bool wasTrained = m_workbench.state().isTrained();
    m_workbench.replaceNetwork(freshNetwork(engine::fittedTo(m_workbench.state().recipe, data->train)));
    if (wasTrained)
        emit m_workbench.replacementUndoable(tr("An untrained network for %1 is in use.").arg(QString::fromStdString(data->name)));
}
