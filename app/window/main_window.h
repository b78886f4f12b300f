#pragma once

#include "app/kept_session.h"
#include "app/learnt_hand.h"
#include "app/sample_reader.h"
#include "app/selection.h"
#include "app/window/window_options.h"
#include "app/workbench.h"
#include "ui/panels/message_bar.h"

#include <QMainWindow>

#include <memory>

class ActivationView;
class CurveView;
class DataFiles;
class DataFit;
class DataOffer;
class DockTitles;
class DownloadCard;
class DownloadPresenter;
class GenerateView;
class ElidedLabel;
class EnsemblePresenter;
class EnsembleView;
class InsidePresenter;
class Inspector;
class LearningPresenter;
class ModelFiles;
class ModelPanel;
class MyDigitsPresenter;
class MyDigitsView;
class NumberPresenter;
class PadPanel;
class PictureInput;
class QMenu;
class QMenuBar;
class SessionKeeper;
class StepsPresenter;
class StepsView;
class ToyPresenter;
class ToyView;
class TransportBar;
class WeightsView;

/// Wiring only: which views there are, where they stand, and which menu entry means which order.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowOptions& options, QWidget* parent = nullptr);
    ~MainWindow() override;

    // For tests and benchmarks.
    Workbench& workbench() { return m_workbench; }
    SampleReader& reader() { return m_reader; }
    Selection& selection() { return m_selection; }
    /// Every panel side by side, in windows of their own where need be.
    void showAllPanels();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildHeader();
    void buildDocks();
    QWidget* buildInside();
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    QDockWidget* dock(const QString& name) const;
    void showDock(QDockWidget* dock);
    void resetLayout();
    void buildMenus();
    void buildFileMenu();
    void buildEditMenu();
    void buildTrainMenu();
    void buildViewMenu();
    void buildHelpMenu();
    void showRecent();
    void connectNotices();
    void connectStatus();
    void showStatus();
    void showEnsemble();
    void showDataMenu(const QPoint& position);
    void connectSession();
    void begin(const WindowOptions& options);
    void tellWhatWasLeft(bool isPutAside);
    std::optional<std::string> keptData() const;
    void say(MessageBar::Level level, const QString& sentence, const QString& action = {}, std::function<void()> answer = {});
    void setDark(bool dark);
    void restorePreferences();
    void savePreferences() const;
    void showKeys();

    KeptSession m_kept;
    std::optional<NetworkState> m_left; ///< the network of the last time, until the window has begun

    // The model behind every view.
    Workbench m_workbench;
    Selection m_selection;
    SampleReader m_reader;
    LearntHand m_hand;

    // Views; Qt's parents own them.
    QMenuBar* m_menus = nullptr;
    TransportBar* m_transport = nullptr;
    MessageBar* m_message = nullptr;
    DataOffer* m_offer = nullptr;
    DownloadCard* m_downloadCard = nullptr;
    PadPanel* m_pad = nullptr;
    CurveView* m_curves = nullptr;
    ActivationView* m_activations = nullptr;
    StepsView* m_steps = nullptr;
    WeightsView* m_weights = nullptr;
    GenerateView* m_generate = nullptr;
    ModelPanel* m_model = nullptr;
    Inspector* m_inspector = nullptr;
    EnsembleView* m_ensembleView = nullptr;
    ToyView* m_toy = nullptr;
    MyDigitsView* m_myDigitsView = nullptr;
    ElidedLabel* m_status = nullptr;
    QMenu* m_recentMenu = nullptr;
    QAction* m_dark = nullptr;
    std::vector<QDockWidget*> m_docks;
    DockTitles* m_dockTitles = nullptr;
    std::function<void()> m_messageAction; ///< what the message bar's button does

    ModelFiles* m_modelFiles = nullptr;
    DataFiles* m_dataFiles = nullptr;
    DownloadPresenter* m_download = nullptr;
    DataFit* m_dataFit = nullptr;
    PictureInput* m_pictures = nullptr;
    NumberPresenter* m_number = nullptr;
    InsidePresenter* m_inside = nullptr;
    EnsemblePresenter* m_ensemble = nullptr;
    StepsPresenter* m_stepsPresenter = nullptr;
    ToyPresenter* m_toyPresenter = nullptr;
    MyDigitsPresenter* m_myDigits = nullptr;
    LearningPresenter* m_learning = nullptr;
    std::unique_ptr<SessionKeeper> m_keeper; ///< ends before what it watches, and before the session that it writes
    bool m_isClosing = false; ///< as soon as everything is kept
    bool m_mayLose = false; ///< what cannot be kept: a person said so
};
