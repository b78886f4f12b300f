#pragma once

#include <QPicture>
#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class CurveHistory;
class CurveMarks;
class CurvePanel;
class QCPRange;
class QCustomPlot;

/// Two plots above one another, loss and accuracy, over one axis of steps. Shows the whole history and follows
/// it while it grows, until somebody zooms (wheel) or pans (drag); a double click fits it again.
class CurvePlot : public QWidget
{
    Q_OBJECT

public:
    /// history is borrowed; it must live longer.
    explicit CurvePlot(const CurveHistory& history, QWidget* parent = nullptr);
    ~CurvePlot() override;

    /// For a screen reader: what the readout shows.
    void setSpokenValues(const QString& values);

    /// The history has changed: draws soon, at most every 33 ms, and never while hidden.
    void refresh();
    /// 0: not known, the axis then counts steps alone.
    void setStepsPerEpoch(std::uint64_t steps);
    void setLogarithmicLoss(bool logarithmic);
    /// In place of the accuracy, what it lacks to 100 %.
    void setLogarithmicError(bool logarithmic);
    /// The vertical axes fit the right half of what is in sight: the end of a run, which its beginning leaves no room for.
    void setDetailed(bool detailed);
    /// Until the mouse moves again, no step is hovered.
    void hideCrosshair();
    void fit();
    bool isFollowing() const { return m_isFollowing; }
    /// The least and greatest step in sight; a little beyond the records, so that no marker is cut.
    std::pair<double, double> visibleSteps() const;
    std::pair<double, double> visibleLoss() const;
    std::pair<double, double> visibleAccuracy() const; ///< in %
    /// The steps at which a mark at the edge tells of a loss beyond the visible ones.
    std::vector<double> lossMarks() const;
    /// As it looks now, in the given size, for exports.
    QPicture picture(QSize size);

signals:
    /// The step under the mouse; nothing when it has left.
    void hovered(std::optional<double> step);
    void followingChanged(bool isFollowing);
    void drawn();

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildPanels();
    void applyTheme();
    void draw();
    void prepare();
    void setVisibleSteps(const QCPRange& range);
    void onRangeChanged(const QCPRange& range);
    void moveCrosshair(std::optional<double> step);
    QCPRange wholeRun() const;

    const CurveHistory& m_history;
    QCustomPlot* m_plot = nullptr;
    std::unique_ptr<CurvePanel> m_loss;
    std::unique_ptr<CurvePanel> m_accuracy;
    std::unique_ptr<CurveMarks> m_marks;
    bool m_isFollowing = true;
    bool m_isSettingRange = false;
    bool m_isOutdated = false;
    QTimer m_pause;
};
