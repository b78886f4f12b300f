#pragma once

#include <QString>

#include <optional>

/// Where a training run stands, as the transport bar shows it.
struct TransportState
{
    enum class Phase
    {
        Idle,
        Running,
        Paused,
        Evaluating,
        Finished,
        Failed
    };

    Phase phase = Phase::Idle;
    int layer = 0; ///< that is being pre-trained, from 1; epochs are then the layer's, steps the pre-training's. 0: all learn
    int layers = 0;
    int epoch = 0; ///< from 1 while training; 0 before the first step
    int epochs = 0;
    int moreEpochs = 0; ///< that Train adds to a finished run
    quint64 step = 0; ///< made so far, over all epochs
    quint64 steps = 0; ///< in all epochs; 0 when there is no end
    double imagesPerSecond = 0; ///< 0 while it is not known
    std::optional<double> secondsLeft{};
    QString reason{}; ///< of a failure, in a few words
};

/// "pre-training layer 1 of 2 · epoch 2 of 5 · step 1,204 of 2,345 · 118,000 img/s · 0:21 left": the parts that are known.
QStringList progressParts(const TransportState& state);
