#pragma once

#include "ui/fields/preset_choice.h"
#include "ui/panels/transport_actions.h"
#include "ui/panels/transport_state.h"

#include <QWidget>

class ProgressLine;
class ChoiceField;
class QHBoxLayout;
class QToolButton;
class RealField;
class SteadyButton;

/// The bar on top of the window: run, rate, network, data, progress. Emits intentions only; setState() shows
/// what became of them.
class TransportBar : public QWidget
{
    Q_OBJECT

public:
    explicit TransportBar(QWidget* parent = nullptr);

    /// For the menus, and for what they emit.
    TransportActions& actions() { return *m_actions; }

    void setState(const TransportState& state);
    void setLearningRate(double rate);
    /// Of what can be typed.
    void setLearningRateRange(double smallest, double largest);
    void setPresets(const std::vector<PresetChoice>& presets);
    /// May be none of the presets: an edited network.
    void setPreset(const QString& name);
    void setDataName(const QString& name);
    QString progressText() const;

signals:
    void learningRateEdited(double rate);
    void presetChosen(const QString& name);
    /// Open the data menu with its top left corner there.
    void dataMenuRequested(const QPoint& globalPosition);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildButtons();
    void addButton(QToolButton* button, QAction* action, const QString& name);
    QToolButton* addButton(QAction* action, const QString& name);
    void addSeparator();
    void buildChoices();
    void fitButtons();
    void fitNames(bool areShort);
    int roomForRest() const;

    TransportActions* m_actions;
    QHBoxLayout* m_row;
    SteadyButton* m_play;
    QList<QToolButton*> m_buttons; ///< those that lose their text first
    RealField* m_rate;
    ChoiceField* m_preset;
    QString m_presetName; ///< in use, whether or not it is among the presets
    QString m_dataName; ///< the whole of it
    QToolButton* m_data;
    ProgressLine* m_progress;
};
