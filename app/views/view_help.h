#pragma once

#include <QString>

#include <initializer_list>

/// One thing on a page, and what it is.
struct HelpEntry
{
    QString thing;
    QString meaning;
};

/// As F1 shows it: a sentence on what the page is for, then each thing on it.
QString helpText(const QString& purpose, std::initializer_list<HelpEntry> things);
