#include "engine/data/logic_tables.h"

#include "engine/errors.h"

namespace engine {

DataSplits logicTable(std::string_view name)
{
    Dataset points;
    points.sampleShape = {2};
    points.pixels = {0, 0, 0, 255, 255, 0, 255, 255};
    points.classNames = {"0", "1"};
    if (name == "xor")
        points.labels = {0, 1, 1, 0};
    else if (name == "and")
        points.labels = {0, 0, 0, 1};
    else if (name == "or")
        points.labels = {0, 1, 1, 1};
    else
        throw SettingError("there is no logic table \"%1\", expected one of xor, and, or", name);
    return {.name = std::string(name), .train = points, .test = points};
}

} // namespace engine
