#pragma once

#include <QString>

/// What a file is, judged by what is in it and not by its name.
struct FileKind
{
    enum class What {
        Network, ///< of ours, or an ensemble
        Picture,
        Drawings, ///< a drawing a line
        Data, ///< a folder, or one of the files that a data set has in it
        Missing,
        Unknown, ///< nothing that the program can open
    };

    What what = What::Unknown;
    QString name = {}; ///< of what cannot be opened, for people: "a Keras file (HDF5)"; empty: nobody knows
};

/// Reads a few kilobytes of it.
FileKind fileKindOf(const QString& path);

/// Subject of a notice on a file that could not be opened: until one can be, and of several the last.
inline const QString unopenedFile = QStringLiteral("unopened");

/// One sentence for a file that cannot be opened: what it is, and what can be.
QString whyNotOpened(const QString& path, const FileKind& kind);
