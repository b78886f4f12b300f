#include "app/session/builtin_models.h"

#include "app/session/file_kind.h"
#include "engine/errors.h"
#include "engine/io/ensemble_file.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace {

constexpr std::string_view builtin = "builtin";
constexpr std::string_view firstModel = "reader";

const QString folder = QStringLiteral(":/models");
const QString ending = QStringLiteral(".safetensors");

/// What follows "builtin:", if that is what it is.
std::optional<std::string> builtinName(std::string_view file)
{
    if (file == builtin)
        return std::string(firstModel);
    if (!file.starts_with(builtin) || file.substr(builtin.size(), 1) != ":")
        return {};
    return std::string(file.substr(builtin.size() + 1));
}

std::string listOf(const std::vector<std::string>& names)
{
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + name;
    return list.empty() ? "none" : list;
}

engine::SavedModel openBuiltin(const std::string& name)
{
    QFile file(folder + QLatin1Char('/') + QString::fromStdString(name) + ending);
    const auto known = builtinModels();
    if (std::ranges::find(known, name) == known.end() || !file.open(QIODevice::ReadOnly))
        throw engine::FileError("builtin:%1 is not in this program, which has %2", name, listOf(known));
    const QByteArray content = file.readAll();
    return engine::parseModel(std::as_bytes(std::span(content.constData(), std::size_t(content.size()))),
                              "builtin:" + name);
}

} // namespace

std::vector<std::string> builtinModels()
{
    std::vector<std::string> names;
    for (const QString& entry : QDir(folder).entryList({QLatin1Char('*') + ending}, QDir::Files, QDir::Name))
        names.push_back(entry.chopped(ending.size()).toStdString());
    return names;
}

engine::SavedModel openModel(const std::string& file)
{
    if (const auto name = builtinName(file))
        return openBuiltin(*name);
    return engine::loadModel(file);
}

std::vector<engine::SavedModel> openModels(const std::string& file)
{
    if (const auto name = builtinName(file))
        return {openBuiltin(*name)};
    if (fileKindOf(QString::fromLocal8Bit(file.data(), qsizetype(file.size()))).what == FileKind::What::Picture)
        throw engine::FileError("%1 is a picture: the network's file comes first, then the pictures that it is to read", file);
    return engine::loadEnsemble(file);
}
