#include "features/invitations/invitationsstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString columns = u"SELECT i.id, i.code, i.org_id, i.email, i.name, i.role, i.invited_by, u.login, u.email, u.name, i.created_at"
                        " FROM invitation i LEFT JOIN user_account u ON u.id = i.invited_by WHERE i.created_at > DBNOW - ?"_s;

Invitation readInvitation(const Row &row)
{
    const NewInvitation offer{row.id<OrgId>(2), row.text(3), row.text(4), parseRole(row.text(5)).value_or(OrgRole::None), row.id<UserId>(6)};
    return {row.integer(0), row.text(1), offer, row.text(7), row.text(8), row.text(9), row.integer(10)};
}

} // namespace

Result<void> InvitationsStore::insert(const NewInvitation &offer, const QString &code)
{
    return m_database.execute(u"DELETE FROM invitation WHERE created_at <= DBNOW - ?"_s, {m_lifetime})
        .and_then([&](qint64) {
            return m_database.execute(
                u"INSERT INTO invitation (org_id, code, email, name, role, invited_by, created_at) VALUES (?, ?, ?, ?, ?, ?, DBNOW)"_s,
                {offer.orgId, code, offer.email, offer.name, roleName(offer.role), offer.invitedBy});
        })
        .map([](qint64) {});
}

Result<std::vector<Invitation>> InvitationsStore::list(OrgId orgId)
{
    return m_database.select(columns + u" AND i.org_id = ? ORDER BY i.id"_s, {m_lifetime, orgId}, readInvitation);
}

Result<std::optional<Invitation>> InvitationsStore::find(const QString &code)
{
    return m_database.selectOne(columns + u" AND i.code = ?"_s, {m_lifetime, code}, readInvitation);
}

Result<bool> InvitationsStore::remove(OrgId orgId, const QString &code)
{
    return m_database
        .execute(u"DELETE FROM invitation WHERE org_id = ? AND code = ? AND created_at > DBNOW - ?"_s, {orgId, code, m_lifetime})
        .map([](qint64 rows) { return rows > 0; });
}

} // namespace mdash
