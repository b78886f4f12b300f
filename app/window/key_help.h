#pragma once

class QMenuBar;
class QWidget;

/// Every key of the menus in one window, by menu; made from the menus themselves, so that it is never out of date.
void showKeyHelp(QWidget* parent, const QMenuBar* menus);
