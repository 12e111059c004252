#include "features/organisations/membersstore.h"

#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

QString matching(const Dialect &dialect)
{
    return u" FROM org_user m JOIN user_account u ON u.id = m.user_id WHERE m.org_id = ? AND u.is_service_account = 0 AND (%1 OR %2 OR %3)"_s
        .arg(dialect.containsIgnoringCase(u"u.login"_s), dialect.containsIgnoringCase(u"u.email"_s),
             dialect.containsIgnoringCase(u"u.name"_s));
}

SqlValues valuesFor(OrgId orgId, const QString &query)
{
    const QString pattern = Dialect::likePattern(query);
    return {orgId, pattern, pattern, pattern};
}

} // namespace

Result<std::vector<OrgMember>> MembersStore::list(OrgId orgId, const Filter &filter)
{
    SqlValues values = valuesFor(orgId, filter.query);
    values.emplace_back(filter.limit);
    values.emplace_back(filter.offset);
    return m_database.select(
        u"SELECT u.id, u.uid, u.login, u.email, u.name, m.role, u.is_disabled, u.last_seen_at"_s + matching(m_database.dialect())
            + u" ORDER BY u.login, u.email LIMIT ? OFFSET ?"_s,
        values, [&](const Row &row) {
            return OrgMember{orgId, row.id<UserId>(0), row.text(1), row.text(2), row.text(3), row.text(4),
                             parseRole(row.text(5)).value_or(OrgRole::None), row.truth(6), row.optionalInteger(7)};
        });
}

Result<qint64> MembersStore::count(OrgId orgId, const QString &query)
{
    return m_database
        .selectOne(u"SELECT COUNT(*)"_s + matching(m_database.dialect()), valuesFor(orgId, query),
                   [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &count) { return count.value_or(0); });
}

Result<std::optional<OrgRole>> MembersStore::roleOf(OrgId orgId, UserId userId)
{
    return m_database.selectOne(u"SELECT role FROM org_user WHERE user_id = ? AND org_id = ?"_s, {userId, orgId},
                                [](const Row &row) { return parseRole(row.text(0)).value_or(OrgRole::None); });
}

Result<std::vector<Membership>> MembersStore::membershipsOf(UserId userId)
{
    return m_database.select(
        u"SELECT o.id, o.name, m.role FROM org_user m JOIN org o ON o.id = m.org_id WHERE m.user_id = ? ORDER BY o.name"_s, {userId},
        [](const Row &row) { return Membership{row.id<OrgId>(0), row.text(1), parseRole(row.text(2)).value_or(OrgRole::None)}; });
}

Result<void> MembersStore::add(OrgId orgId, UserId userId, OrgRole role)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        const auto inserted = m_database.execute(
            u"INSERT INTO org_user (org_id, user_id, role, created_at, updated_at) VALUES (?, ?, ?, DBNOW, DBNOW)"_s,
            {orgId, userId, roleName(role)});
        if (!inserted)
            return tl::unexpected(inserted.error());
        const auto activated = m_database.execute(
            u"UPDATE user_account SET org_id = ? WHERE id = ?"
            " AND NOT EXISTS (SELECT 1 FROM org_user m WHERE m.user_id = user_account.id AND m.org_id = user_account.org_id)"_s,
            {orgId, userId});
        if (!activated)
            return tl::unexpected(activated.error());
        transaction.publish(u"permission"_s, u"user %1"_s.arg(userId.value));
        return {};
    });
}

Result<std::optional<MembersStore::Change>> MembersStore::wouldNotLeaveAnAdministrator(OrgId orgId, UserId userId)
{
    const auto members = m_database.select(
        u"SELECT m.user_id, m.role FROM org_user m JOIN user_account u ON u.id = m.user_id"
        " WHERE m.org_id = ? AND u.is_service_account = 0 AND (m.role = ? OR m.user_id = ?) {forupdate}"_s,
        {orgId, roleName(OrgRole::Admin), userId}, [](const Row &row) { return std::pair(row.id<UserId>(0), row.text(1)); });
    if (!members)
        return tl::unexpected(members.error());
    const QString admin = roleName(OrgRole::Admin);
    const bool isMember = std::ranges::any_of(*members, [&](const auto &one) { return one.first == userId; });
    if (!isMember)
        return Change::NoMember;
    const bool another = std::ranges::any_of(*members, [&](const auto &one) { return one.first != userId && one.second == admin; });
    const bool isAdministrator = std::ranges::any_of(*members, [&](const auto &one) { return one.first == userId && one.second == admin; });
    return isAdministrator && !another ? std::optional(Change::LastAdministrator) : std::nullopt;
}

Result<MembersStore::Change> MembersStore::setRole(OrgId orgId, UserId userId, OrgRole role)
{
    return m_database.transact([&](Transaction &transaction) -> Result<Change> {
        const auto refused = wouldNotLeaveAnAdministrator(orgId, userId);
        if (!refused)
            return tl::unexpected(refused.error());
        const bool keepsAdministrator = role == OrgRole::Admin && *refused == Change::LastAdministrator;
        if (*refused && !keepsAdministrator)
            return **refused;
        const auto changed = m_database.execute(u"UPDATE org_user SET role = ?, updated_at = DBNOW WHERE user_id = ? AND org_id = ?"_s,
                                                {roleName(role), userId, orgId});
        if (!changed)
            return tl::unexpected(changed.error());
        transaction.publish(u"permission"_s, u"user %1"_s.arg(userId.value));
        return Change::Done;
    });
}

Result<MembersStore::Change> MembersStore::remove(OrgId orgId, UserId userId)
{
    return m_database.transact([&](Transaction &transaction) -> Result<Change> {
        const auto refused = wouldNotLeaveAnAdministrator(orgId, userId);
        if (!refused)
            return tl::unexpected(refused.error());
        if (*refused)
            return **refused;
        for (const char16_t *sql : {u"DELETE FROM org_user WHERE org_id = ? AND user_id = ?",
                                    u"DELETE FROM team_member WHERE org_id = ? AND user_id = ?",
                                    u"DELETE FROM object_grant WHERE org_id = ? AND user_id = ?",
                                    u"DELETE FROM star WHERE org_id = ? AND user_id = ?",
                                    u"DELETE FROM preference WHERE org_id = ? AND user_id = ?",
                                    u"UPDATE user_account SET org_id = COALESCE((SELECT MIN(m.org_id) FROM org_user m"
                                    " WHERE m.user_id = user_account.id), 0) WHERE org_id = ? AND id = ?"}) {
            if (const auto done = m_database.execute(QString::fromUtf16(sql), {orgId, userId}); !done)
                return tl::unexpected(done.error());
        }
        transaction.publish(u"permission"_s, u"user %1"_s.arg(userId.value));
        return Change::Done;
    });
}

} // namespace mdash
