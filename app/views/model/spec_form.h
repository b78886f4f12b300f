#pragma once

#include "engine/recipe/spec.h"

#include <QWidget>

#include <map>

class QFormLayout;

/// A form made from a kind's description: one field for each setting, within its range, with its help as
/// tooltip.
class SpecForm : public QWidget
{
    Q_OBJECT

public:
    explicit SpecForm(QWidget* parent = nullptr);

    /// Settings that the spec lacks show their initial values. The fields, and the focus, stay while the kind
    /// does.
    void setSpec(const engine::Spec& spec, const engine::KindInfo& kind);
    const engine::Spec& spec() const { return m_spec; }

signals:
    /// The user changed the setting of that name.
    void edited(const engine::Spec& spec, const QString& setting);

private:
    void build();
    QWidget* buildField(const engine::SettingInfo& setting);
    void showValue(const engine::SettingInfo& setting);
    void change(const engine::SettingInfo& setting, engine::SettingValue value);

    engine::Spec m_spec;
    engine::KindInfo m_kind;
    QFormLayout* m_layout;
    std::map<std::string, QWidget*> m_fields; ///< by setting
};
