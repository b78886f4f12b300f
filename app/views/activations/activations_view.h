#pragma once

#include "app/views/view.h"

#include <cstddef>

class ActivationsPanel;

/// How often each value occurs among the units of a layer, for the sample in sight.
class ActivationsView : public View
{
    Q_OBJECT

public:
    explicit ActivationsView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;

private:
    std::size_t layer() const;
    void showLayer();
    void showHint();
    void showNumbers();
    bool hasTestDigit() const;

    Context m_context;
    ActivationsPanel* m_panel;
    std::size_t m_layer = 0; ///< that the panel shows
};
