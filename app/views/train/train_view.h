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
    void showPlan();
    /// When the curves tell of other data than those that one would train on now.
    void tellOfOtherData();

    Context m_context;
    CurveView* m_curves;
    std::size_t m_steps = 0; ///< records that are shown; the run's log has these and more
    std::size_t m_evaluations = 0;
    std::size_t m_events = 0;
};
