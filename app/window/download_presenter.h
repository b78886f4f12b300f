#pragma once

#include "app/download/downloader.h"

#include <QObject>

class DataLibrary;
class DataMenu;
class DownloadCard;
class Notices;
class Preferences;
class QWidget;

/// Fetches MNIST when it is asked for, shows how that goes, and opens what has come. Offers it where there are no real
/// digits.
class DownloadPresenter : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Notices& notices;
        DownloadCard& card;
        DataLibrary& files;
        DataMenu& menu;
        Preferences& preferences;
    };

    /// All borrowed; they must outlive it. window: parent of the dialog.
    DownloadPresenter(const Parts& parts, QWidget* window);

    bool isActive() const { return m_downloader.isActive(); }
    /// From the mirrors that the settings name.
    void begin();
    /// From where? Then begins.
    void askForAddress();

private:
    void offer(const QString& description, const QString& reason);
    void showProgress();

    Parts m_parts;
    QWidget* m_window;
    Downloader m_downloader;
};
