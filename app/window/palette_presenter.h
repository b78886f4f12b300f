#pragma once

#include <QObject>

class Commands;
class QMainWindow;

/// Ctrl+K: finds every command, preset, view, data set and recent file by a few letters, and runs it.
class PalettePresenter : public QObject
{
    Q_OBJECT

public:
    /// Both borrowed; they must outlive it.
    PalettePresenter(Commands& commands, QMainWindow& window);
};
