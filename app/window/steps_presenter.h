#pragma once

#include "engine/inspect/lstm_states.h"

#include <QObject>

#include <optional>

class SampleReader;
class Selection;
class StepsView;
class Workbench;

/// Shows how a network with an LSTM reads the selected sample, row by row; hides the view for any other network.
class StepsPresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    StepsPresenter(StepsView& view, SampleReader& reader, Selection& selection, const Workbench& workbench,
                   QObject* parent = nullptr);

    /// Shows the newest numbers, if the view is in sight.
    void showSteps();

private:
    void showNetwork();
    void markUnit();

    StepsView& m_view;
    SampleReader& m_reader;
    Selection& m_selection;
    const Workbench& m_workbench;
    std::optional<std::size_t> m_lstm;
    std::optional<engine::LstmStates> m_steps;
};
