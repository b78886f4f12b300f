#pragma once

#include "app/workbench.h"

class ModelPanel;
class TransportBar;

/// Lets a person choose and edit the network: presets from bar and panel, drafts checked as they are edited.
class ModelPresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    ModelPresenter(ModelPanel& panel, TransportBar& transport, Workbench& workbench, QObject* parent = nullptr);

private:
    void choosePreset(const QString& name);
    void showNetwork();
    void showCheck(const engine::Recipe& draft);
    void apply(const engine::Recipe& draft);
    /// Says so where a trained network goes.
    void enter(NetworkState state, void (Workbench::*order)(NetworkState));

    ModelPanel& m_panel;
    TransportBar& m_transport;
    Workbench& m_workbench;
};
