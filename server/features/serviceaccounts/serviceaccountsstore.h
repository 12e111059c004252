#pragma once

#include "features/serviceaccounts/serviceaccount.h"
#include "platform/storage/database.h"

namespace mdash {

/// Service accounts: rows of user_account with a membership in their organisation.
class ServiceAccountsStore
{
public:
    explicit ServiceAccountsStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<std::optional<ServiceAccount>> find(OrgId orgId, UserId id);

    struct Filter
    {
        QString query{}; // part of the name or login
        bool disabledOnly = false;
        bool withExpiredTokensOnly = false;
        qint64 offset = 0;
        qint64 limit = 1'000;
    };
    /// In order of name.
    [[nodiscard]] Result<std::vector<ServiceAccount>> list(OrgId orgId, const Filter &filter);
    [[nodiscard]] Result<qint64> count(OrgId orgId, const Filter &filter);
    /// Names of the teams it belongs to.
    [[nodiscard]] Result<QStringList> teamsOf(OrgId orgId, UserId id);

    /// Fails with Conflict if the login is taken.
    Result<UserId> insert(OrgId orgId, const QString &name, const QString &login, OrgRole role, bool isDisabled);
    Result<void> update(const ServiceAccount &account);
    /// Removes it with its tokens.
    Result<void> remove(OrgId orgId, UserId id);

private:
    Database &m_database;
};

} // namespace mdash
