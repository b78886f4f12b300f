#pragma once

#include "app/views/view.h"

class Inspector;

/// The page of the selected unit.
class UnitView : public View
{
    Q_OBJECT

public:
    explicit UnitView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;

private:
    Context m_context;
    Inspector* m_inspector;
};
