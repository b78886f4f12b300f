#pragma once

#include "app/views/view.h"

#include <map>
#include <vector>

class KeyList;
class PreferenceField;
class QVBoxLayout;
class SettingRow;
struct Preference;

/// Everything that is set once and for all, each with its default one click away; and the keys.
class SettingsView : public View
{
    Q_OBJECT

public:
    explicit SettingsView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override { return m_widget; }
    void refresh(Inspection::Changes) override {}

private:
    void addRow(const Preference& preference);
    void show(const QString& id);

    struct Shown
    {
        PreferenceField* field;
        SettingRow* row;
    };

    Context m_context;
    QWidget* m_widget;
    QVBoxLayout* m_column;
    std::map<QString, QVBoxLayout*> m_groups;
    std::map<QString, Shown> m_rows; ///< by the preference's id
};
