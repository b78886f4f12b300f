#include "app/class_words.h"

#include "app/network_state.h"

#include "engine/data/class_names.h"

#include <algorithm>

QStringList classNamesOf(const NetworkState& state, const engine::DataSplits* data)
{
    QStringList names;
    if (!state.namesClasses())
        return names;
    const bool asOfData = !state.isTrained() && data && data->train.sampleShape == state.network->inputShape();
    const auto& known = asOfData ? data->train.classNames : state.classNames;
    const std::size_t classes = std::max<std::size_t>(2, state.network->outputShape().elements());
    for (std::size_t i = 0; i < classes; ++i)
        names << QString::fromStdString(engine::className(known, i));
    return names;
}

engine::DrawingStyle drawingStyleOf(const NetworkState& state, const engine::DataSplits* data)
{
    const engine::Shape& input = state.network->inputShape();
    const std::size_t rows = input.rank() == 3 ? input[1] : 1;
    const std::size_t columns = input[input.rank() - 1];
    const auto suits = [&](const engine::DrawingStyle& style) { return style.rows == rows && style.columns == columns; };
    if (state.isTrained() && suits(state.drawing))
        return state.drawing;
    if (!state.isTrained() && data && data->train.sampleShape == input && suits(data->drawing))
        return data->drawing;
    return engine::drawingStyleFor(rows, columns);
}
