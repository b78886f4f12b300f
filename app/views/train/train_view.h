#pragma once

#include "app/views/view.h"

class CurveView;

/// Loss and accuracy of the run.
class TrainView : public View
{
    Q_OBJECT

public:
    explicit TrainView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;

private:
    void startOver();
    void appendRecords();
    /// Index in the run's log of those that the curves do not show, or not as they are now.
    std::size_t firstNewEvaluation() const;
    void showPlan();
    /// What stands in place of the curves while there are none.
    static QString emptyText(const Run& run);
    /// When the curves tell of other data than those that one would train on now.
    void tellOfOtherData();

    Context m_context;
    CurveView* m_curves;
    std::size_t m_steps = 0; ///< records that are shown; the run's log has these and more
    std::size_t m_evaluations = 0;
    std::size_t m_events = 0;
};
