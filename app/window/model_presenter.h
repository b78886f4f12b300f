#pragma once

#include "engine/data/dataset.h"
#include "engine/recipe/recipe.h"

#include <QObject>
#include "app/workbench.h"

#include <cstdint>
#include <memory>

class ModelPanel;
struct NetworkCheck;
class TransportBar;

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
    void show(const NetworkCheck& check);
    /// Some of the training digits as the draft's augmentation has them.
    void showAugmentation();
    void apply(const engine::Recipe& draft);
    /// Says so where a trained network goes.
    void enter(NetworkState state, void (Workbench::*order)(NetworkState));

    /// What the preview shows.
    struct Preview
    {
        engine::Spec augmentation{};
        std::shared_ptr<const engine::DataSplits> data{};
        std::uint64_t seed = 0;
    };

    ModelPanel& m_panel;
    TransportBar& m_transport;
    Workbench& m_workbench;
    Preview m_preview;
    std::uint64_t m_previewSeed = 1;
};
