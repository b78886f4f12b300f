#pragma once

#include "engine/data/straightening.h"

#include <QObject>

class Workbench;

/// Whether what is drawn is straightened as suits the hand that the network in use has learnt. It is, until somebody says
/// otherwise: when others draw, their digits stand upright already.
class LearntHand : public QObject
{
    Q_OBJECT

public:
    /// Borrowed; it must outlive this.
    explicit LearntHand(const Workbench& workbench, QObject* parent = nullptr);

    /// The network has learnt a hand that leans.
    bool isKnown() const;
    /// What it does to digits: "turned by 29° clockwise"; empty where none is known.
    QString inWords() const;

    bool isApplied() const { return m_isApplied; }
    void setApplied(bool applied);
    /// What is to be done to a drawing.
    engine::Straightening straightening() const;

signals:
    void changed();

private:
    void onNetworkReplaced();

    const Workbench& m_workbench;
    engine::Straightening m_known; ///< of the network that was in use last
    bool m_isApplied = true;
};
