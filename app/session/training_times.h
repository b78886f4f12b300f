#pragma once

#include "app/session/jobs.h"

#include "engine/recipe/recipe.h"

#include <QObject>

#include <map>
#include <optional>
#include <string>

class Runs;

/// How long each preset's training takes on this machine. Measured when first asked for, one preset after the other while
/// nothing trains, and remembered in the settings.
class TrainingTimes : public QObject
{
    Q_OBJECT

public:
    /// Both borrowed; they must outlive it.
    TrainingTimes(Runs& runs, Jobs& jobs, QObject* parent = nullptr);

    /// Of the whole training with the data in use, in seconds. Nothing where it is not known (yet).
    std::optional<double> secondsOf(const std::string& preset) const;
    /// Goes on until all are known; nothing where they are.
    void measure();

signals:
    void changed();

private:
    void measureNext();
    /// The same for the same machine, program, preset and amount of data. Empty where there are no data for it.
    QString keyOf(const engine::Recipe& preset) const;

    Runs& m_runs;
    Jobs& m_jobs;
    Jobs::Slot m_measuring;
    bool m_isWanted = false;
    std::map<QString, double> m_seconds; ///< by key; not above 0: it cannot be measured
};
