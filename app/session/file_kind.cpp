#include "app/session/file_kind.h"

#include "app/session/picture_input.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QtEndian>

#include <algorithm>

namespace {

using What = FileKind::What;

constexpr qint64 lookedAt = 4096;

/// A context for the translators.
struct Kinds
{
    Q_DECLARE_TR_FUNCTIONS(FileKind)
};

FileKind unknown(const QString& name)
{
    return {What::Unknown, name};
}

/// The four files of MNIST and what is like it begin with two zeros, the kind of number, and how many dimensions follow.
bool isIdx(const QByteArray& head)
{
    return head.size() >= 4 && head[0] == 0 && head[1] == 0 && head[2] == 8 && head[3] >= 1 && head[3] <= 3;
}

/// A header in JSON behind its length.
bool isSafetensors(const QByteArray& head, qint64 fileSize)
{
    return head.size() > 8 && head[8] == '{' && qFromLittleEndian<quint64>(head.constData()) < quint64(fileSize);
}

/// Of a zip archive its first entry tells most of what people have.
FileKind kindOfZip(const QByteArray& head)
{
    const quint16 length = head.size() >= 30 ? qFromLittleEndian<quint16>(head.constData() + 26) : quint16(0);
    const QByteArray first = head.mid(30, length);
    if (first.endsWith(".npy"))
        return unknown(Kinds::tr("NumPy's arrays (.npz)"));
    if (first.endsWith("data.pkl") || first.endsWith("/byteorder"))
        return unknown(Kinds::tr("a PyTorch file"));
    if (first == "metadata.json" || first == "config.json" || first.endsWith("model.weights.h5"))
        return unknown(Kinds::tr("a Keras file"));
    return unknown(Kinds::tr("a zip archive"));
}

/// One or more numbers and commas.
bool isTable(const QByteArray& head)
{
    const QByteArray line = head.left(head.indexOf('\n'));
    return line.count(',') >= 4 && std::ranges::none_of(line, [](char c) { return c != '\t' && c != '\r' && c >= 0 && c < ' '; });
}

} // namespace

FileKind fileKindOf(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return {What::Missing};
    if (info.isDir())
        return {What::Data};
    QImageReader picture(path);
    picture.setDecideFormatFromContent(true);
    if (picture.canRead())
        return {What::Picture};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unknown(Kinds::tr("a file that cannot be read (%1)").arg(file.errorString()));
    const QByteArray head = file.read(lookedAt);
    if (head.isEmpty() && info.suffix() != QStringLiteral("safetensors"))
        return unknown(Kinds::tr("an empty file"));
    if (isSafetensors(head, info.size()))
        return {What::Network};
    if (isIdx(head) || (head.startsWith("\x1f\x8b") && path.endsWith(QStringLiteral("ubyte.gz"))))
        return {What::Data};
    if (head.trimmed().startsWith('{') && head.contains("\"strokes\""))
        return {What::Drawings};
    if (head.startsWith("\x89HDF"))
        return unknown(Kinds::tr("a Keras file, or other data in HDF5"));
    if (head.startsWith("PK\x03\x04"))
        return kindOfZip(head);
    if (head.startsWith("\x93NUMPY"))
        return unknown(Kinds::tr("a NumPy array (.npy)"));
    if (head.mid(4, 4) == "TFL3")
        return unknown(Kinds::tr("a TensorFlow Lite model"));
    if (head.mid(4, 8) == "ftypheic" || head.mid(4, 8) == "ftypmif1" || head.mid(4, 8) == "ftypheix")
        return unknown(Kinds::tr("a HEIC picture, which most programs export as JPEG"));
    if (head.startsWith("%PDF"))
        return unknown(Kinds::tr("a PDF document"));
    if (head.startsWith("\x80\x02") || head.startsWith("\x80\x04"))
        return unknown(Kinds::tr("a Python pickle, as old PyTorch files are"));
    if (head.startsWith("\x1f\x8b"))
        return unknown(Kinds::tr("a gzip archive"));
    if (head.startsWith('\x08') && (head.left(200).contains("onnx") || info.suffix() == QStringLiteral("onnx")))
        return unknown(Kinds::tr("an ONNX model"));
    if (isTable(head))
        return unknown(Kinds::tr("a table (CSV)"));
    // Damaged, perhaps: whoever reads such files says best what is wrong with it.
    if (info.suffix() == QStringLiteral("safetensors"))
        return {What::Network};
    if (info.suffix() == QStringLiteral("jsonl"))
        return {What::Drawings};
    if (PictureInput::isPicture(path))
        return {What::Picture};
    return {};
}

QString whyNotOpened(const QString& path, const FileKind& kind)
{
    const QString name = QFileInfo(path).fileName();
    if (kind.what == What::Missing)
        return Kinds::tr("%1 is not there any more.").arg(path);
    const QString what = kind.name.isEmpty() ? Kinds::tr("of no kind that is known here") : kind.name;
    return Kinds::tr("%1 is %2. What can be opened: networks that this program has saved (.safetensors), pictures, drawings "
                     "(.jsonl), and folders of data like MNIST's.")
        .arg(name, what);
}
