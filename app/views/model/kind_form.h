#pragma once

#include "engine/recipe/spec.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class SpecForm;

/// Picks one of several kinds (an optimiser, a loss) and shows the settings of the one picked.
class KindForm : public QWidget
{
    Q_OBJECT

public:
    /// help: what the choice is about, for the tooltip of its name.
    explicit KindForm(const QString& label, const QString& help, QWidget* parent = nullptr);

    void setKinds(const std::vector<engine::KindInfo>& kinds);
    void setSpec(const engine::Spec& spec);
    /// "Distort, shift 2 · rotation 10"; empty before there is a spec.
    QString words() const;
    /// One sentence beneath the fields; empty: nothing is wrong.
    void setProblem(const QString& sentence);

signals:
    /// setting is empty when another kind was picked; its settings then are the initial ones.
    void edited(const engine::Spec& spec, const QString& setting);

private:
    void pick(int index);
    void showSettings(const engine::Spec& spec, const engine::KindInfo& kind);

    std::vector<engine::KindInfo> m_kinds;
    QComboBox* m_choice;
    SpecForm* m_settings;
    QLabel* m_problem;
};
