#pragma once

#include "app/session/context.h"
#include "ui/panels/join_dialog.h"

#include <QObject>

#include <vector>

class QMenu;
class QWidget;

/// The commands that choose what is learnt from, and what they ask a person for.
class DataMenu : public QObject
{
    Q_OBJECT

public:
    /// window: parent of the dialogs, borrowed as all of the context.
    DataMenu(const Context& context, QWidget* window);

    /// With all data that there are to choose from; those that the network in use cannot read are greyed.
    void fill(QMenu& menu);
    void openFolder();

signals:
    void downloadRequested();

private:
    void openDrawings();
    void openSum();

    Context m_context;
    QWidget* m_window;
    /// The last time.
    std::vector<JoinedPart> m_joined{{.title = tr("MNIST"), .source = QStringLiteral("mnist")}};
};
