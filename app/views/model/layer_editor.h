#pragma once

#include "engine/recipe/spec.h"
#include "app/views/model/layer_list.h"

#include <QWidget>

#include <optional>
#include <vector>

enum class Icon;
class ElidedLabel;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;
class SpecForm;

/// What building the network found out about one layer.
struct LayerSummary
{
    QString name; ///< "conv2d_1"
    QString outputShape; ///< "32×28×28"
    quint64 parameters = 0;
};

/// The layers of a network and the settings of the selected one.
class LayerEditor : public QWidget
{
    Q_OBJECT

public:
    explicit LayerEditor(QWidget* parent = nullptr);

    void setKinds(const std::vector<engine::KindInfo>& kinds);
    void setLayers(const std::vector<engine::Spec>& layers);
    /// One for each layer.
    void setSummary(const std::vector<LayerSummary>& summary);
    /// One sentence; the layer that it is about; what is known of the layers before it.
    void setProblem(const QString& sentence, std::optional<int> layer,
                    const std::vector<LayerSummary>& before);

    /// Beside the buttons: what the outputs do not fit, and what would make them fit. Empty: nothing.
    void setOutputsNote(const QString& words, const QString& detail, const QString& remedy);

signals:
    void remedyRequested();
    /// key: edits in a row with the same key belong together, such as the digits typed into one field.
    void edited(const std::vector<engine::Spec>& layers, const QString& key);

private:
    void buildButtons();
    QToolButton* addButton(const QString& name, Icon shape, const QString& help);
    void buildAddMenu();
    void showRows();
    void showVerdict();
    void showSelected();

    void add(const engine::KindInfo& kind);
    void remove(int row);
    void duplicate(int row);
    void move(int from, int to);
    void changeSelected(const engine::Spec& spec, const QString& setting);
    void apply(int selected, const QString& key = {});
    const engine::KindInfo* kindOf(const engine::Spec& spec) const;

    std::vector<engine::KindInfo> m_kinds;
    std::vector<engine::Spec> m_layers;
    std::vector<LayerSummary> m_summary;
    QString m_problem; ///< empty when the layers fit
    std::optional<int> m_problemLayer;

    LayerList* m_list;
    QLabel* m_verdict;
    QWidget* m_buttons;
    QToolButton* m_add = nullptr;
    ElidedLabel* m_outputs;
    QPushButton* m_fit;
    QToolButton* m_duplicate = nullptr;
    QToolButton* m_up = nullptr;
    QToolButton* m_down = nullptr;
    QToolButton* m_remove = nullptr;
    QMenu* m_addMenu;
    QLabel* m_selectedTitle;
    QLabel* m_selectedHelp;
    SpecForm* m_form;
};
