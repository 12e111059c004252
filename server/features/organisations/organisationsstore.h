#pragma once

#include "features/organisations/organisation.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of org.
class OrganisationsStore
{
public:
    explicit OrganisationsStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<std::optional<Organisation>> find(OrgId id);
    [[nodiscard]] Result<std::optional<Organisation>> findByName(const QString &name);
    [[nodiscard]] Result<bool> hasAny();

    struct Filter
    {
        QString prefix{}; // of the name; empty: any
        QString name{};   // exact; empty: any
        qint64 offset = 0;
        qint64 limit = 1'000;
    };
    /// In order of id.
    [[nodiscard]] Result<std::vector<Organisation>> list(const Filter &filter);

    /// Makes the organisation with @p administrator as member, if set. Fails with Conflict if the name is taken.
    Result<OrgId> insert(const QString &name, UserId administrator);
    /// The row alone, for callers that have a transaction of their own.
    Result<OrgId> insertRow(const QString &name);
    /// False if there is no such organisation. Fails with Conflict if the name is taken.
    Result<bool> rename(OrgId id, const QString &name);
    Result<bool> setAddress(OrgId id, const Address &address);
    /// Removes the organisation with everything in it; people stay, and those whose active organisation it was get
    /// another one of theirs. False if there is no such organisation.
    Result<bool> remove(OrgId id);

private:
    Result<void> removeContent(OrgId id);
    Database &m_database;
};

} // namespace mdash
