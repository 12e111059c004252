#pragma once

#include "features/invitations/invitation.h"
#include "platform/storage/database.h"

namespace mdash {

/// Table invitation. Whatever is older than the lifetime is not there.
class InvitationsStore
{
public:
    InvitationsStore(Database &database, std::chrono::milliseconds lifetime) : m_database(database), m_lifetime(lifetime.count()) {}

    /// Also deletes the ones that are too old.
    Result<void> insert(const NewInvitation &offer, const QString &code);
    [[nodiscard]] Result<std::vector<Invitation>> list(OrgId orgId);
    [[nodiscard]] Result<std::optional<Invitation>> find(const QString &code);
    /// True if it was there: of several who try, one.
    Result<bool> remove(OrgId orgId, const QString &code);

private:
    Database &m_database;
    qint64 m_lifetime; // ms
};

} // namespace mdash
