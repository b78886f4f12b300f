#pragma once

#include "app/views/network_pictures.h"
#include "app/views/view.h"

#include <vector>

class WeightsPanel;

/// Every layer's weights as pictures.
class WeightsView : public View
{
    Q_OBJECT

public:
    explicit WeightsView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;

private:
    void showNetwork();
    /// Brings it into sight: only when another is selected.
    void markUnit();

    Context m_context;
    WeightsPanel* m_panel;
    std::vector<LayerPictures> m_pictures;
};
