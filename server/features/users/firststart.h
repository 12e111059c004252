#pragma once

#include "features/organisations/organisationsstore.h"
#include "features/users/usersstore.h"
#include "platform/crypto/passwordhasher.h"

#include <functional>

namespace mdash {

/// Makes the main organisation and its administrator in an empty database. Built before the migrations run, so that
/// the administrator's password is hashed meanwhile.
class FirstStart
{
public:
    struct Options
    {
        bool makesAdministrator = true; // [security] disable_initial_admin_creation
        QString login;                  // [security] admin_user
        Secret password;                // [security] admin_password; empty: one is made
        QString email;                  // [security] admin_email
    };
    /// Told a password that was made, once, after it is stored: print it, do not log it.
    using ReportPassword = std::function<void(const QString &login, const QString &password)>;

    FirstStart(PasswordHasher &hasher, Options options, ReportPassword report)
        : m_hasher(hasher), m_options(std::move(options)), m_report(std::move(report))
    {
    }

    /// Begins the hash. Call when the database is new; without it run() takes 0.1 s longer.
    void prepare();
    /// Does nothing if there is an organisation. Of several nodes that start together one makes them.
    Result<void> run(Database &database);

private:
    Result<bool> insert(Database &database, const QString &passwordHash);

    PasswordHasher &m_hasher;
    Options m_options;
    ReportPassword m_report;
    bool m_madePassword = false;
    QFuture<Result<QString>> m_hash;
};

/// Name of the organisation that the first start makes.
[[nodiscard]] QString mainOrganisationName();

} // namespace mdash
