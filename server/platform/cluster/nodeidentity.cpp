#include "platform/cluster/nodeidentity.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSaveFile>
#include <QSysInfo>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

Result<QString> makeNodeId(const QString &path)
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(id.toLatin1() + '\n') < 0 || !file.commit())
        return fail(ErrorCode::Internal, u"node identity %1 cannot be written: %2"_s.arg(path, file.errorString()));
    return id;
}

Result<QString> readNodeId(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return makeNodeId(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"node identity %1 cannot be read: %2"_s.arg(path, file.errorString()));
    const QUuid id(QString::fromLatin1(file.read(100)).trimmed());
    if (id.isNull())
        return fail(ErrorCode::Internal, u"node identity %1 does not hold a UUID; delete it to get a new one"_s.arg(path));
    return id.toString(QUuid::WithoutBraces);
}

QString idFile(const QString &dataFolder)
{
    return QDir(dataFolder).filePath(u"node-id"_s);
}

QString hostIdOf(const QString &dataFolder)
{
    const QByteArray host = QSysInfo::machineUniqueId() + '\0' + QDir(dataFolder).canonicalPath().toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(host, QCryptographicHash::Sha256).toHex().left(32));
}

} // namespace

Result<NodeIdentity> loadNodeIdentity(const QString &dataFolder)
{
    return readNodeId(idFile(dataFolder)).map([&](const QString &nodeId) { return NodeIdentity{nodeId, hostIdOf(dataFolder)}; });
}

Result<NodeIdentity> renewNodeIdentity(const QString &dataFolder)
{
    return makeNodeId(idFile(dataFolder)).map([&](const QString &nodeId) { return NodeIdentity{nodeId, hostIdOf(dataFolder)}; });
}

} // namespace mdash
