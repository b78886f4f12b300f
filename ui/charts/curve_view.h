#pragma once

#include "ui/charts/curve_history.h"

#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <optional>
#include <span>

struct CurvePage;
class CurvePlot;
class CurveReadout;
class ElidedLabel;
class QCheckBox;
class QLabel;
class QSlider;
class QToolButton;

/// Loss and accuracy of one run while it trains, and a bar of controls above. Their values are told for the step under the
/// mouse, but when it rests while the run goes on, for the newest.
class CurveView : public QWidget
{
    Q_OBJECT

public:
    /// What a person has set in the bar above the curves.
    struct Looks
    {
        bool logarithmicLoss = false;
        bool logarithmicError = false;
        bool detailed = false;
        int smoothing = 15; ///< the slider's place, from 0 for none to 30 for a mean over 1,000 steps
    };

    explicit CurveView(QWidget* parent = nullptr);

    void setLooks(const Looks& looks);
    Looks looks() const;
    void setRunTitle(const QString& title);
    /// Stands below the values, and is exported with them: what one must know to read the curves. Empty: nothing.
    /// detail: for its tooltip.
    void setNote(const QString& note, const QString& detail = {});
    /// Turns steps into epochs on the axis; 0: not known.
    void setStepsPerEpoch(std::uint64_t steps);
    /// Ready for another run: no records, no events, the whole of it in sight.
    void clear();
    /// What stands in the plots while there is nothing in them.
    void setEmptyText(const QString& text);
    /// Steps ascend over all calls.
    void append(std::span<const engine::StepRecord> records);
    /// In any order; a second one of a step replaces the first.
    void append(std::span<const engine::EvaluationRecord> records);
    /// See CurveHistory::setFirstLook(). A hollow point, with the number of its digits beside it.
    void setFirstLook(const std::optional<engine::FirstLook>& look);
    /// A vertical line: "rate 0.0005".
    void addEventMark(std::uint64_t step, const QString& text);

    const CurveHistory& history() const { return m_history; }
    CurvePlot* plot() const { return m_plot; }

    /// The file is written whole or not at all. Returns one sentence for the user when it failed.
    [[nodiscard]] std::optional<QString> savePng(const QString& path);
    [[nodiscard]] std::optional<QString> savePdf(const QString& path);
    [[nodiscard]] std::optional<QString> saveCsv(const QString& path);

signals:
    void looksChanged();
    /// By the export menu.
    void exported(const QString& path);
    void exportFailed(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using Save = std::optional<QString> (CurveView::*)(const QString&);

    QWidget* buildBar();
    void fitTitle();
    void exportAs(Save save, const QString& suffix, const QString& filter);
    void placeEmptyText();
    void onHistoryChanged();
    void onSmoothingMoved(int position);
    void showValuesAt(std::optional<double> step);
    void onHovered(std::optional<double> step);
    void onRecords(std::uint64_t lastBefore);
    void followNewest();
    CurvePage page() const;

    CurveHistory m_history;
    QString m_title;
    std::uint64_t m_stepsPerEpoch = 0;
    std::optional<double> m_hovered; ///< the step under the mouse
    QTimer m_rest; ///< runs while the mouse has moved a moment ago
    bool m_isOutrun = false; ///< records came since then
    QLabel* m_titleLabel = nullptr;
    ElidedLabel* m_smoothingLabel = nullptr;
    QLabel* m_emptyText = nullptr;
    QCheckBox* m_logarithmicLoss = nullptr;
    QCheckBox* m_logarithmicError = nullptr;
    QToolButton* m_detail = nullptr;
    QSlider* m_smoothing = nullptr;
    QToolButton* m_fitButton = nullptr;
    CurveReadout* m_readout = nullptr;
    ElidedLabel* m_note = nullptr;
    CurvePlot* m_plot = nullptr;
};
