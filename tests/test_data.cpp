#include "tests/test_data.h"

// Apart, so that the folder's place stands in the command line of this file alone.
QString testData(const QString& file)
{
    return QStringLiteral(TEST_DATA "/") + file;
}
