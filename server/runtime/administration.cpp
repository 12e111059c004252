#include "runtime/administration.h"

#include "features/users/usersservice.h"
#include "platform/crypto/passwordhasher.h"
#include "platform/http/httpserver.h"
#include "platform/storage/migrator.h"
#include "runtime/datafolder.h"
#include "runtime/httpoptionsof.h"

#include <QFile>
#include <QTextStream>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// The database of a node that may never have run here.
Result<std::unique_ptr<Database>> openDatabase(const NodeOptions &options)
{
    if (const auto made = makeDataFolder(options.dataPath); !made)
        return tl::unexpected(made.error());
    return Database::open(options.database);
}

Result<User> wantedUser(UsersService &users, const QString &login)
{
    if (!login.isEmpty())
        return users.findByIdentifier(login);
    const auto all = users.list({});
    if (!all)
        return tl::unexpected(all.error());
    const auto admin = std::find_if(all->begin(), all->end(), [](const User &user) { return user.isAdmin; });
    if (admin == all->end())
        return fail(ErrorCode::NotFound, u"there is no server administrator; name a user with --login"_s);
    return *admin;
}

} // namespace

Result<void> checkConfiguration(const NodeOptions &options)
{
    return HttpServer::check(httpOptionsOf(options));
}

Result<void> migrateNow(const NodeOptions &options)
{
    auto database = openDatabase(options);
    if (!database)
        return tl::unexpected(database.error());
    QTextStream out(stdout);
    return migrate(**database, options.instanceName, options.migrationPatience, [&](const MigrationProgress &progress) {
        out << u"step %1 of %2 %3\n"_s.arg(progress.step).arg(progress.steps).arg(progress.waitingFor) << Qt::flush;
    });
}

Result<QStringList> pendingSteps(const NodeOptions &options)
{
    DatabaseOptions database = options.database;
    if (database.kind == DatabaseKind::Sqlite && !QFile::exists(database.path))
        database.path = u":memory:"_s; // a file that is not there is as empty, and a look must not make it
    return Database::open(database).and_then([](std::unique_ptr<Database> opened) { return pendingMigrations(*opened); });
}

Result<QString> resetPassword(const NodeOptions &options, const QString &login, const Secret &password)
{
    auto database = openDatabase(options);
    if (!database)
        return tl::unexpected(database.error());
    if (auto good = UsersService::checkPassword(password, u"the password is too short: expected at least 4 characters"_s); !good)
        return tl::unexpected(good.error());
    UsersStore usersStore(**database);
    OrganisationsStore organisations(**database);
    MembersStore members(**database);
    UsersService users(usersStore, organisations, members, {});
    const auto user = wantedUser(users, login);
    if (!user)
        return tl::unexpected(user.error());
    PasswordHasher hasher(Argon2Cost::forMemory(0)); // the floor; the next login hashes anew at the cost of its node
    const auto hash = hasher.hash(password).result();
    if (!hash)
        return tl::unexpected(hash.error());
    return users.setPassword(user->id, *hash, {}).map([&] { return user->login; });
}

} // namespace mdash
