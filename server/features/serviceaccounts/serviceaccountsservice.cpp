#include "features/serviceaccounts/serviceaccountsservice.h"

#include "features/organisations/organisationsservice.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qsizetype longestName = 150; // the login made of it must fit too

Result<void> checkName(const QString &name)
{
    if (name.isEmpty() || name.size() > longestName)
        return fail(ErrorCode::InvalidInput, u"name must have 1 to %1 characters"_s.arg(longestName));
    return {};
}

QString loginFor(OrgId orgId, const QString &name)
{
    return u"sa-%1-%2"_s.arg(orgId.value).arg(name.toLower().replace(u' ', u'-'));
}

} // namespace

Result<ServiceAccount> ServiceAccountsService::find(OrgId orgId, UserId id)
{
    return m_store.find(orgId, id).and_then([](const std::optional<ServiceAccount> &found) -> Result<ServiceAccount> {
        if (!found)
            return fail(ErrorCode::NotFound, u"Failed to retrieve service account"_s);
        return *found;
    });
}

Result<ServiceAccountsService::Page> ServiceAccountsService::list(OrgId orgId, const ServiceAccountsStore::Filter &filter)
{
    const auto total = m_store.count(orgId, filter);
    if (!total)
        return tl::unexpected(total.error());
    return m_store.list(orgId, filter).map([&](std::vector<ServiceAccount> found) { return Page{std::move(found), *total}; });
}

Result<ServiceAccount> ServiceAccountsService::create(const Principal &caller, const QString &name, OrgRole role, bool isDisabled)
{
    if (const auto good = checkName(name); !good)
        return tl::unexpected(good.error());
    if (const auto allowed = mayAssign(caller, role); !allowed)
        return tl::unexpected(allowed.error());
    const auto id = m_store.insert(caller.orgId, name, loginFor(caller.orgId, name), role, isDisabled);
    if (!id && id.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::InvalidInput, u"Failed to create service account: service account already exists"_s);
    return id.and_then([&](UserId made) { return find(caller.orgId, made); });
}

Result<ServiceAccount> ServiceAccountsService::change(const Principal &caller, UserId id, const ServiceAccountChange &change)
{
    auto account = find(caller.orgId, id);
    if (!account)
        return account;
    if (change.role) {
        if (const auto allowed = mayAssign(caller, *change.role); !allowed)
            return tl::unexpected(allowed.error());
    }
    account->name = change.name.value_or(account->name);
    account->role = change.role.value_or(account->role);
    account->isDisabled = change.isDisabled.value_or(account->isDisabled);
    if (const auto good = checkName(account->name); !good)
        return tl::unexpected(good.error());
    return m_store.update(*account).map([&] { return *account; });
}

Result<void> ServiceAccountsService::remove(OrgId orgId, UserId id)
{
    return find(orgId, id).and_then([&](const ServiceAccount &) { return m_store.remove(orgId, id); });
}

} // namespace mdash
