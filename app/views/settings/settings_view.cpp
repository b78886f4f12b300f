#include "app/views/settings/settings_view.h"

#include "app/views/view_help.h"
#include "app/session/commands.h"
#include "app/session/preferences.h"
#include "app/views/settings/key_list.h"
#include "app/views/settings/preference_field.h"
#include "app/views/settings/setting_row.h"
#include "ui/fields/setting_fields.h"

#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace {

constexpr int widestForm = 720; ///< a line that can still be read

QLabel* headingOf(const QString& text)
{
    auto* label = new QLabel(text);
    label->setProperty("heading", true);
    label->setContentsMargins(0, 14, 0, 2);
    return label;
}

} // namespace

SettingsView::SettingsView(const Context& context)
    : m_context(context)
{
    auto* scroll = new QScrollArea;
    m_widget = scroll;
    auto* content = new QWidget(scroll);
    content->setMaximumWidth(widestForm);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(16, 4, 16, 16);
    m_column->setSpacing(2);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    for (const Preference& preference : context.preferences.all())
        addRow(preference);
    m_column->addWidget(headingOf(tr("Keys")));
    auto* keys = new KeyList(context.commands);
    m_column->addWidget(keys);
    m_column->addStretch();
    connect(&context.preferences, &Preferences::changed, this, &SettingsView::show);
    connect(keys, &KeyList::filtered, scroll, [scroll, keys] {
        // At once it would be by the places of the lines before. No farther than what is found needs.
        QTimer::singleShot(0, scroll, [scroll, keys] {
            const int foundHeight = 5 * fieldHeight(*keys);
            scroll->ensureVisible(0, keys->y() + foundHeight, 0, 0);
            scroll->ensureVisible(0, keys->y(), 0, 0);
        });
    });
}

void SettingsView::addRow(const Preference& preference)
{
    QVBoxLayout*& group = m_groups[preference.group];
    if (!group) {
        m_column->addWidget(headingOf(preference.group));
        m_column->addLayout(group = new QVBoxLayout);
    }
    auto* field = new PreferenceField(preference);
    field->setObjectName(preference.id);
    auto* row = new SettingRow(preference.title, preference.help, field);
    group->addWidget(row);
    m_rows[preference.id] = {field, row};
    Preferences& preferences = m_context.preferences;
    connect(field, &PreferenceField::edited, this, [&preferences, id = preference.id](const QVariant& value) { preferences.set(id, value); });
    connect(field, &PreferenceField::refused, row, &SettingRow::setProblem);
    connect(row, &SettingRow::resetRequested, this, [&preferences, id = preference.id] { preferences.reset(id); });
    show(preference.id);
}

void SettingsView::show(const QString& id)
{
    const auto shown = m_rows.find(id);
    if (shown == m_rows.end())
        return;
    shown->second.field->setValue(m_context.preferences.value(id));
    shown->second.row->setInitial(m_context.preferences.isInitial(id));
    shown->second.row->setProblem({});
}

QString SettingsView::help()
{
    return helpText(tr("Settings for all networks and windows. The arrow beside a setting brings its default back."),
                    {{tr("Keys"),
                      tr("Click a key and press another one. If it is taken already, you are told by what.")}});
}
