#pragma once

#include "features/organisations/organisationsstore.h"
#include "features/users/usersstore.h"
#include "platform/crypto/argon2hash.h"
#include "platform/http/principal.h"

#include <QTest>

namespace mdash {

/// Hashes in a millisecond; what is tested is not the cost.
inline constexpr Argon2Cost cheapHash{64, 1};

/// An organisation with people, made through the stores.
struct IdentityFixture
{
    explicit IdentityFixture(Database &given, const QString &orgName = QStringLiteral("Main Org.")) : database(given)
    {
        orgId = *OrganisationsStore(database).insert(orgName, UserId{});
    }

    UserId addUser(const QString &login, OrgRole role = OrgRole::Viewer, bool isAdmin = false, const QByteArray &password = {})
    {
        const QString hash = password.isEmpty() ? QStringLiteral("-") : *argon2Hash(Secret(password), cheapHash);
        const auto id = UsersStore(database).insert({{login, login + QStringLiteral("@example.org"), login, {}}, hash, orgId, role, isAdmin});
        if (!id)
            qFatal("%s", qPrintable(id.error().detail));
        return *id;
    }

    [[nodiscard]] Principal caller(UserId userId, OrgRole role) const
    {
        Principal who;
        who.kind = Principal::Kind::User;
        who.userId = userId;
        who.orgId = orgId;
        who.role = role;
        return who;
    }

    /// The first column of the first row.
    [[nodiscard]] qint64 number(const QString &sql, const SqlValues &values = {}) const
    {
        return database.selectOne(sql, values, [](const Row &row) { return row.integer(0); })->value_or(-1);
    }

    Database &database;
    OrgId orgId;
};

} // namespace mdash
