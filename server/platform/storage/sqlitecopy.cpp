#include "platform/storage/sqlitecopy.h"

#include "platform/storage/database.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<void> copySqliteFile(Database &database, const QString &name)
{
    const auto path = database.selectOne(u"SELECT file FROM pragma_database_list WHERE name = 'main'"_s, {},
                                         [](const Row &row) { return row.text(0); });
    if (!path)
        return tl::unexpected(path.error());
    if (!*path || (*path)->isEmpty())
        return {};
    const QString copy = **path + ".before-"_L1 + name;
    if (QFile::exists(copy))
        return {};
    const QString unfinished = copy + ".tmp"_L1;
    QFile::remove(unfinished);
    if (const auto done = database.execute(u"VACUUM INTO ?"_s, {unfinished}); !done)
        return fail(ErrorCode::Unavailable, u"the database cannot be copied to %1 before its migration: %2"_s.arg(
                                                copy, database.lastDriverText()));
    if (!QFile::setPermissions(unfinished, QFile::ReadOwner | QFile::WriteOwner) || !QFile::rename(unfinished, copy))
        return fail(ErrorCode::Unavailable, u"the copy of the database at %1 cannot be finished"_s.arg(copy));
    return {};
}

} // namespace mdash
