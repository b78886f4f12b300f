#include "app/session/class_words.h"

#include "engine/model/model.h"

#include "engine/data/class_names.h"

#include <algorithm>

QStringList classNamesOf(const engine::Model& model, const engine::DataSplits* data)
{
    QStringList names;
    if (!model.namesClasses())
        return names;
    const bool asOfData = !model.isTrained() && data && data->train.sampleShape == model.network->inputShape();
    const auto& known = asOfData ? data->train.classNames : model.classes;
    const std::size_t classes = std::max<std::size_t>(2, model.network->outputShape().elements());
    for (std::size_t i = 0; i < classes; ++i)
        names << QString::fromStdString(engine::className(known, i));
    return names;
}

engine::DrawingStyle drawingStyleOf(const engine::Model& model, const engine::DataSplits* data)
{
    const engine::Shape& input = model.network->inputShape();
    const std::size_t rows = input.rank() == 3 ? input[1] : 1;
    const std::size_t columns = input[input.rank() - 1];
    const auto suits = [&](const engine::DrawingStyle& style) { return style.rows == rows && style.columns == columns; };
    if (model.isTrained() && suits(model.input.drawing))
        return model.input.drawing;
    if (!model.isTrained() && data && data->train.sampleShape == input && suits(data->drawing))
        return data->drawing;
    return engine::drawingStyleFor(rows, columns);
}
