#pragma once

#include "engine/drawing/writer_transform.h"

#include <QObject>

class Runs;

/// Whether drawings go through the transform of the writer that the network in use has learnt. They do, until the user
/// turns it off: when others draw, their digits stand upright already.
class WriterAdaptation : public QObject
{
    Q_OBJECT

public:
    /// Borrowed; it must outlive this.
    explicit WriterAdaptation(const Runs& runs, QObject* parent = nullptr);

    /// The network has learnt a writer's transform.
    bool isKnown() const;
    /// What the writer does to digits: "turned by 29° clockwise"; empty where none is known.
    QString inWords() const;

    bool isApplied() const { return m_isApplied; }
    void setApplied(bool applied);
    /// What is to be done to a drawing.
    engine::WriterTransform writerTransform() const;

signals:
    void changed();

private:
    void onNetworkReplaced();

    const Runs& m_runs;
    engine::WriterTransform m_known; ///< of the network that was in use last
    bool m_isApplied = true;
};
