#pragma once

#include <QString>

class QMenuBar;
class QWidget;

/// What is asked about.
struct HelpSubject
{
    QString title; ///< of the page in sight
    QString text; ///< what each thing on it is, as HTML; empty: nothing to say
};

/// Opens a window beside the work: the page in sight, the words of the field, and every key as menus has it.
void showHelp(QWidget* parent, const QMenuBar* menus, const HelpSubject& page, const HelpSubject& pad);
