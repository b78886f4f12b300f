#pragma once

#include "app/session/jobs.h"
#include "app/views/view.h"

#include "engine/recipe/recipe.h"

#include <QStringList>

#include <vector>

class EnsemblePanel;

/// The networks that predict together: each one's probabilities for the sample and theirs as one; what can be added, trained
/// and saved.
class EnsembleView : public View
{
    Q_OBJECT

public:
    explicit EnsembleView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;
    void setInSight(bool isInSight) override;

    /// Its networks, one after the other.
    void addFiles(const QStringList& files);
    void save(const QString& file);

private:
    void connectOrders();
    void addCurrent();
    void openNext();
    void add(const std::vector<engine::SavedModel>& models);
    void trainMembers(int count);
    std::vector<engine::Recipe> otherSeeds(int count) const;
    void askForFiles();
    void askWhereToSave();
    void follow();
    void showLines();
    void showProgress();
    void complain(const QString& sentence);

    /// Of members that are being trained.
    struct Progress
    {
        QString text;
        double share = 0;
    };

    Context m_context;
    EnsemblePanel* m_panel;
    QStringList m_files; ///< that wait to be opened
    Jobs::Slot m_opening;
    Progress m_progress;
    bool m_isInSight = false;
    bool m_isStale = true; ///< members, figures or progress changed out of sight
};
