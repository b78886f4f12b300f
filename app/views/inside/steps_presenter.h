#pragma once

#include "app/session/context.h"
#include "app/session/inspection.h"

#include "engine/inspect/lstm_states.h"

#include <optional>

class StepsView;

/// Shows how a network with an LSTM reads the sample, row by row; hides the widget for any other network.
class StepsPresenter : public QObject
{
    Q_OBJECT

public:
    /// Borrowed; it must outlive this.
    StepsPresenter(StepsView& view, const Context& context);

    /// See View.
    void refresh(Inspection::Changes what);

private:
    void showNetwork();
    void showSteps();
    void markUnit();

    StepsView& m_view;
    Context m_context;
    std::optional<std::size_t> m_lstm;
    std::optional<engine::LstmStates> m_steps;
};
