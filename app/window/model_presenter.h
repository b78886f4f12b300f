#pragma once

#include "engine/recipe/recipe.h"

#include <QObject>

class ModelPanel;
class TransportBar;
class Workbench;

/// Lets a person choose and edit the network: presets from bar and panel, drafts checked as they are edited.
class ModelPresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    ModelPresenter(ModelPanel& panel, TransportBar& transport, Workbench& workbench, QObject* parent = nullptr);

    /// Another network, if it can be.
    void choosePreset(const QString& name);

private:
    void showNetwork();
    void showCheck(const engine::Recipe& draft);
    void apply(const engine::Recipe& draft);

    ModelPanel& m_panel;
    TransportBar& m_transport;
    Workbench& m_workbench;
};
