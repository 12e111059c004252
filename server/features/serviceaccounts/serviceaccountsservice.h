#pragma once

#include "features/serviceaccounts/serviceaccountsstore.h"
#include "platform/http/principal.h"

namespace mdash {

/// Accounts of programs. One per worker. Everything is within the caller's organisation.
class ServiceAccountsService
{
public:
    explicit ServiceAccountsService(ServiceAccountsStore &store) : m_store(store) {}

    /// Fails with NotFound.
    [[nodiscard]] Result<ServiceAccount> find(OrgId orgId, UserId id);
    [[nodiscard]] Result<QStringList> teamsOf(const ServiceAccount &account) { return m_store.teamsOf(account.orgId, account.id); }
    struct Page
    {
        std::vector<ServiceAccount> accounts;
        qint64 total = 0;
    };
    [[nodiscard]] Result<Page> list(OrgId orgId, const ServiceAccountsStore::Filter &filter);

    /// Fails with InvalidInput if the name is taken, Forbidden if the role is above the caller's.
    Result<ServiceAccount> create(const Principal &caller, const QString &name, OrgRole role, bool isDisabled);
    Result<ServiceAccount> change(const Principal &caller, UserId id, const ServiceAccountChange &change);
    Result<void> remove(OrgId orgId, UserId id);

private:
    ServiceAccountsStore &m_store;
};

} // namespace mdash
