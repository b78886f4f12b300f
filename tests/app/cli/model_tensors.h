#pragma once

#include "engine/io/model_file.h"
#include "engine/layers/sequential.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <vector>

/// A buffer's numbers by the names that they have in a file.
inline void collect(const engine::SavedModel& model, const engine::Buffer& numbers, const QString& prefix, QMap<QString, QByteArray>& into)
{
    const engine::Sequential network(model.recipe.input, model.recipe.layers);
    for (const engine::ParameterSlice& slice : network.parameters().slices()) {
        if (slice.offset + slice.size() <= numbers.size())
            into[prefix + QString::fromStdString(slice.name)]
                = QByteArray(reinterpret_cast<const char*>(numbers.data() + slice.offset), qsizetype(slice.size() * sizeof(float)));
    }
}

/// As a file of them has them: weights, the optimizer's state, and what pre-training and early stopping keep.
inline QMap<QString, QByteArray> tensorsOf(const std::vector<engine::SavedModel>& models)
{
    QMap<QString, QByteArray> tensors;
    for (std::size_t i = 0; i < models.size(); ++i) {
        const engine::Checkpoint& checkpoint = models[i].checkpoint;
        const QString prefix = models.size() > 1 ? QStringLiteral("member_%1.").arg(i + 1) : QString();
        collect(models[i], checkpoint.parameters, prefix, tensors);
        for (std::size_t state = 0; state < checkpoint.optimizerState.size(); ++state)
            collect(models[i], checkpoint.optimizerState[state],
                    prefix + QStringLiteral("optimizer.%1.").arg(QString::fromStdString(checkpoint.optimizerStateNames[state])), tensors);
        collect(models[i], checkpoint.pretrainingVelocity, prefix + QStringLiteral("pretraining.velocity."), tensors);
        collect(models[i], checkpoint.stopping.kept, prefix + QStringLiteral("early_stopping."), tensors);
    }
    return tensors;
}
