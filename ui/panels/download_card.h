#pragma once

#include "ui/panels/file_bars.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

/// A download: how far it has come, or why it ended and what can be done; LowerEdge places it.
class DownloadCard : public QFrame
{
    Q_OBJECT

public:
    explicit DownloadCard(QWidget* parent = nullptr);

    /// heading: "Fetching MNIST"; sentence: "4.2 MB of 11.6 MB · 1.2 MB/s".
    void showProgress(const QString& heading, const QString& sentence, const std::vector<FileBar>& bars);
    /// It was stopped, and can go on.
    void showStopped(const QString& sentence);
    void showProblem(const QString& sentence);

signals:
    void stopRequested();
    void retryRequested();
    /// Another address is to be given.
    void addressRequested();
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showEnd(const QString& heading, const QString& sentence, const QString& retry);
    void setText(const QString& heading, const QString& sentence);
    void paintCard();
    QPushButton* addButton(const QString& name, const QString& text, const QString& tip, void (DownloadCard::*intention)());

    QLabel* m_picture;
    QLabel* m_heading;
    QLabel* m_sentence;
    FileBars* m_bars;
    QPushButton* m_stop;
    QPushButton* m_retry;
    QPushButton* m_address;
    QToolButton* m_close;
    bool m_isProblem = false;
};
