#pragma once

#include "app/session/saved_session.h"
#include "app/session/session.h"
#include "app/window/window_options.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>
#include <optional>

class DataMenu;
class FileCommands;
class MainMenus;
class SessionSaver;
class TransportBar;
class ViewDocks;

/// The shell: docks for the views, menus, tool bar, notices; how the window begins and ends. It knows no view.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowOptions& options, QWidget* parent = nullptr);
    ~MainWindow() override;

    // For tests and benchmarks.
    Session& session() { return m_session; }
    /// Every view side by side, in windows of their own where need be.
    void showAllViews();

    QMenu* createPopupMenu() override;

signals:
    /// It has closed, and everything is saved that was to be.
    void ended();

protected:
    void closeEvent(QCloseEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildHeader();
    void buildLowerEdge();
    void buildRail();
    void selectDigitBeside(int by);
    void addViewCommands();
    void addRunCommands();
    void addHelpCommands();
    void showHelpOfPage();
    void addPreferences();
    void setPresenting(bool isPresenting);
    void divideForPresenting();
    void bringBackLayout();
    void endReturn();
    void fillScreen(bool fills);
    void takeFirstSize();
    bool fitIntoScreen();
    double presentingScale() const;
    void applyScale();
    void followTitle();
    void showTitle();
    void resetLayout();
    void restorePreferences();
    void savePreferences() const;
    void begin(const WindowOptions& options);
    void beginSaving();
    void tellWhatWasLeft(bool isPutAside);
    std::optional<std::string> savedData() const;
    void say(Notice notice) { m_session.notices.say(std::move(notice)); }

    SavedSession m_saved; // before the session, whose jobs write it to the end
    std::optional<RunState> m_left; ///< the network of the last time, until the window has begun
    Session m_session;
    double m_typeSize = 1; ///< as a person has set it
    bool m_isPresenting = false;
    bool m_isAsAtFirst = false; ///< nobody has divided it yet: no layout was kept, or one for a larger screen
    struct Place
    {
        Qt::WindowStates state;
        QSize size;
        int besidePage; ///< the width of what is there
        QByteArray geometry, docks; ///< as they are kept
    };
    std::optional<Place> m_before; ///< presenting, until the window has its size again
    bool m_fillsScreen = false; ///< as the ordinary window
    QTimer m_returning; ///< to it, since presenting ended last
    std::unique_ptr<SessionSaver> m_saver;
    std::shared_ptr<const engine::Snapshot> m_savedWeights; ///< what the network's file has; null: it has none
    bool m_isClosing = false; ///< as soon as everything is saved
    bool m_mayLose = false; ///< what cannot be saved: a person said so

    // Qt's parents own them, but for the docks, which go before the session.
    TransportBar* m_transport = nullptr;
    DataMenu* m_dataMenu = nullptr;
    FileCommands* m_files = nullptr;
    MainMenus* m_menus = nullptr;
    ViewDocks* m_docks = nullptr;
};
