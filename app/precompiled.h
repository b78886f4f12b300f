#pragma once

// What many sources of the program include, read once for all its libraries; see engine/precompiled.h.
#include "ui/precompiled.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMessageBox>
#include <QSettings>

#include <nlohmann/json.hpp>
