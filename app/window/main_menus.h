#pragma once

#include "app/session/context.h"

#include <QMenuBar>

class DataMenu;

/// The menus: which commands stand in which, in which order.
class MainMenus : public QMenuBar
{
    Q_OBJECT

public:
    /// Both borrowed. The commands are there already.
    MainMenus(const Context& context, DataMenu& data, QWidget* parent);

private:
    QMenu* addMenuOf(const QString& title, std::initializer_list<const char*> ids);
    void addCommands(QMenu& menu, std::initializer_list<const char*> ids);
    void buildFile(DataMenu& data);
    void buildDraw();
    void buildTrain();
    void buildView();
    void showRecent(QMenu& menu);

    Context m_context;
};
