#pragma once

#include "app/background_jobs.h"
#include "app/ensemble_members.h"
#include "app/member_trainer.h"

#include <QObject>

class EnsembleView;
class SampleReader;
class Workbench;

/// Keeps the ensemble's view true to its members, the drawing and the data, and carries out what is asked for there.
class EnsemblePresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it. The view is the parent of file dialogs too.
    EnsemblePresenter(EnsembleView& view, SampleReader& reader, Workbench& workbench, QObject* parent = nullptr);

    /// Puts these in; those that cannot read together with the others are told of by failed().
    void add(const std::vector<engine::SavedModel>& models);
    void addFile(const QString& file);
    void save(const QString& file);
    /// Shows what has changed while nobody looked.
    void refresh();

    EnsembleMembers& members() { return m_members; }

signals:
    void failed(const QString& sentence);
    void saved(const QString& file);

private:
    void connectOrders();
    void addCurrent();
    void trainMembers(int count);
    void askForFile();
    void askWhereToSave();
    void showLines();
    void showTrainHelp();
    void showProgress();
    std::vector<engine::Recipe> otherSeeds(int count) const;

    EnsembleView& m_view;
    SampleReader& m_reader;
    Workbench& m_workbench;
    EnsembleMembers m_members;
    MemberTrainer m_trainer;
    BackgroundJobs m_jobs;
};
