#pragma once

#include "engine/recipe/spec.h"

#include <QWidget>

#include <vector>

class QComboBox;
class SpecForm;

/// Picks one of several kinds (an optimiser, a loss) and shows the settings of the one picked.
class KindForm : public QWidget
{
    Q_OBJECT

public:
    explicit KindForm(const QString& label, QWidget* parent = nullptr);

    void setKinds(const std::vector<engine::KindInfo>& kinds);
    void setSpec(const engine::Spec& spec);

signals:
    /// setting is empty when another kind was picked; its settings then are the initial ones.
    void edited(const engine::Spec& spec, const QString& setting);

private:
    void pick(int index);
    void showSettings(const engine::Spec& spec, const engine::KindInfo& kind);

    std::vector<engine::KindInfo> m_kinds;
    QComboBox* m_choice;
    SpecForm* m_settings;
};
