#pragma once

#include <QByteArray>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStringList>

namespace mdash {

/// Folder of published dashboards: all of them where they lie beside the repository or MDASH_CORPUS says where, else the
/// few that are kept with the tests.
inline QString corpusFolder()
{
    const QString source = QString::fromUtf8(MDASH_SOURCE_DIR);
    QStringList candidates = {qEnvironmentVariable("MDASH_CORPUS")};
    for (const char *up : {"/../shared", "/../../shared"})
        candidates << source + QString::fromLatin1(up) + QStringLiteral("/corpus/dashboards");
    for (const QString &candidate : candidates) {
        if (!candidate.isEmpty() && QDir(candidate).exists())
            return QDir(candidate).canonicalPath();
    }
    return source + QStringLiteral("/tests/corpus/dashboards");
}

/// Paths of the dashboards, relative to the folder, sorted.
inline QStringList corpusFiles()
{
    const QDir folder(corpusFolder());
    QStringList files;
    QDirIterator found(folder.path(), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext())
        files << folder.relativeFilePath(found.next());
    files.sort();
    return files;
}

inline QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace mdash
