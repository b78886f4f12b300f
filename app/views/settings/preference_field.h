#pragma once

#include "app/session/preferences.h"

#include <QWidget>

/// A field for a preference of any kind.
class PreferenceField : public QWidget
{
    Q_OBJECT

public:
    explicit PreferenceField(const Preference& preference, QWidget* parent = nullptr);

    void setValue(const QVariant& value);

signals:
    void edited(const QVariant& value);
    /// It cannot be: one sentence; empty once it can.
    void refused(const QString& sentence);

private:
    void build(const Preference::Choice& choice);
    void build(const Preference::Number& number);
    void build(const Preference::Folder& folder);
    void build(const Preference::Line& line);
    void add(QWidget* field, int stretch = 0);
    void describe(const QString& title, const QString& help);

    std::function<void(const QVariant&)> m_show;
};
