#pragma once

#include "app/session/context.h"

#include <QObject>

class QMimeData;
class QWidget;

/// The commands that open and save what is in files, and what they ask a person for.
class FileCommands : public QObject
{
    Q_OBJECT

public:
    /// window: parent of the dialogs, borrowed as all of the context.
    FileCommands(const Context& context, QWidget* window);

    /// Whatever it is, judged by what is in it; what cannot be opened is named.
    void open(const QString& path);
    /// Whatever was dropped on the window.
    void openDropped(const QMimeData& content);

private:
    void addNetworks();
    void addPictures();
    void addDigits();
    void openAny();
    void save();
    void saveAs();
    void openPicture();
    void importDigits();

    Context m_context;
    QWidget* m_window;
};
