#pragma once

#include "app/session/data_location.h"
#include "app/session/jobs.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class Runs;

/// Finds and reads the data sets that the network in use learns from, without making the window wait.
class DataLibrary : public QObject
{
    Q_OBJECT

public:
    /// Something to learn from that can be chosen by name.
    struct Choice
    {
        QString title; ///< as a menu shows it, with its letter
        std::string where; ///< for open()
        bool readsPoints = false; ///< for networks that do; else for those that read pictures
    };

    /// Both borrowed; they must outlive it.
    DataLibrary(Runs& runs, Jobs& jobs, QObject* parent = nullptr);

    static std::vector<Choice> choices();

    enum class Telling { OfWhatWasReplaced, Nothing };

    /// where: as on the command line; nothing: what the network in use is for. Data that it cannot read are refused, or
    /// kept for one that can. Those in use before can be had back, which replaced() tells of.
    void open(const std::optional<std::string>& where, Telling telling = Telling::OfWhatWasReplaced);
    /// After replaced(): the former data again, and those in use now are the former ones.
    void bringBack();
    /// Looked into first where nobody asks for other data; empty: no such folder.
    void setUsualFolder(std::string folder) { m_usualFolder = std::move(folder); }
    bool isLoading() const { return m_isLoading; }
    /// What a person asked for last, and got; nothing: what the program finds by itself.
    const std::optional<std::string>& chosen() const { return m_chosen; }

signals:
    void loadingChanged();
    /// isSynthetic: nothing real was found, or it was asked for.
    void opened(const QString& description, const QString& reason, bool isSynthetic);
    /// Other data than before are in use because somebody asked for them; bringBack() brings the former.
    void replaced(const QString& description, const QString& former);
    /// They were read, and wait for another network.
    void kept(const QString& sentence);
    /// Some of it was left out.
    void noted(const QString& sentences);
    void failed(const QString& sentence);

private:
    /// What a person asked for; nothing where the network asks.
    using Asked = std::optional<std::string>;
    using Data = std::shared_ptr<const engine::DataSplits>;
    struct Used
    {
        Data data;
        Asked chosen;
    };

    void openTable(const std::string& name);
    void openDefault();
    DataLocation usualLocation();
    void read(const DataLocation& location, const Asked& asked, Telling telling = Telling::Nothing);
    void take(const Data& data, const DataLocation& location, const Asked& asked, Telling telling);
    void use(const Used& next, Telling telling);
    void tellOf(const Used& former);

    Runs& m_runs;
    Jobs& m_jobs;
    Jobs::Slot m_prediction;
    std::optional<std::string> m_chosen;
    Used m_former; ///< for bringBack()
    std::string m_usualFolder;
    bool m_isLoading = false;
};
