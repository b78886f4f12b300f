#pragma once

#include <QString>

/// A file in tests/data, or the folder.
QString testData(const QString& file = {});
