#pragma once

#include "app/digit_tutor.h"
#include "app/workbench.h"
#include "engine/data/digit_set.h"
#include "ui/panels/learning_report.h"

#include <QObject>

class MyDigits;
class MyDigitsView;
class Selection;

/// "Learn from my digits": teaches the network in use the user's set, shows how far that is, and what it did to both sets.
class LearningPresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    LearningPresenter(MyDigitsView& view, const MyDigits& set, Selection& selection, Workbench& workbench, QObject* parent = nullptr);

    bool isActive() const { return m_isActive; }
    void learn();

signals:
    void failed(const QString& sentence);
    /// The network in use has learnt; the workbench can bring the one of before back.
    void learnt(const QString& sentence);

private:
    void begin(const NetworkState& state);
    void showProgress(const engine::FineTuningProgress& progress);
    void take(const engine::FineTuned& result);
    void onNetworkReplaced();
    void onProgress();
    void end();
    LearningOutcome outcomeOf(const engine::FineTuned& result) const;

    MyDigitsView& m_view;
    const MyDigits& m_set;
    Selection& m_selection;
    Workbench& m_workbench;
    DigitTutor m_tutor;
    NetworkState m_state; ///< that is being taught
    std::shared_ptr<const engine::DataSplits> m_data;
    bool m_isActive = false;
    bool m_isEntering = false; ///< the network that has learnt
};
