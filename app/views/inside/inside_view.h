#pragma once

#include "app/views/inside/steps_presenter.h"
#include "app/views/view.h"

#include <QStringList>

class ActivationView;
class QSplitter;

/// What every layer of the network makes of the sample; beneath it, where the network reads row by row, its states on the way.
class InsideView : public View
{
    Q_OBJECT

public:
    explicit InsideView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;

private:
    void select(int column, int unit);
    void showColumns();
    void showActivations();
    void showConnections();
    /// Brings it into sight: only when another is selected.
    void markUnit();

    Context m_context;
    QSplitter* m_widget;
    ActivationView* m_activations;
    StepsPresenter m_steps;
    QStringList m_classNames; ///< as the columns show them
    bool m_isGraph = false; ///< so small that weights are lines
};
