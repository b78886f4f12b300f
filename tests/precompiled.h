// What most tests include, compiled once for all programs.
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#ifdef QT_WIDGETS_LIB // not all of QtWidgets: each program would instantiate its templates again
#include "ui/precompiled.h"
#endif
