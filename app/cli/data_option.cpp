#include "app/cli/data_option.h"

#include "app/data_location.h"

#include <ostream>

namespace cli {

std::shared_ptr<const engine::DataSplits> openData(const std::optional<std::string>& where, const engine::Recipe& recipe,
                                                   std::optional<std::size_t> limit, const Console& console)
{
    const DataLocation location = findData(where ? where : dataFor(recipe));
    auto splits = std::make_shared<engine::DataSplits>(readData(location));
    if (limit && *limit < splits->train.size())
        splits->train = splits->train.first(*limit);
    console.err << "data: " << describe(*splits) << ", " << location.reason << std::endl;
    for (const std::string& note : splits->notes)
        console.err << "note: " << note << std::endl;
    return splits;
}

} // namespace cli
