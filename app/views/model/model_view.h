#pragma once

#include "app/views/view.h"

#include "engine/data/dataset.h"
#include "engine/recipe/recipe.h"

#include <cstdint>
#include <memory>
#include <optional>

class ModelPanel;
struct NetworkCheck;

/// Lets a person choose and edit the network: presets and drafts, checked as they are edited.
class ModelView : public View
{
    Q_OBJECT

public:
    explicit ModelView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;

private:
    void connectPanel();
    void showNetwork();
    void showRate();
    void showCheck(const engine::Recipe& draft);
    void show(const NetworkCheck& check);
    void showOutputs(const NetworkCheck& check);
    void fitOutputs();
    void showTrainingSamples();
    /// Some of the training digits as the draft's augmentation has them.
    void showAugmentation();

    /// What the preview shows.
    struct Preview
    {
        engine::Spec augmentation{};
        std::shared_ptr<const engine::DataSplits> data{};
        std::uint64_t seed = 0;
    };

    Context m_context;
    ModelPanel* m_panel;
    std::optional<double> m_rate; ///< that is shown; a person may be typing another
    Preview m_preview;
    std::uint64_t m_previewSeed = 1;
};
