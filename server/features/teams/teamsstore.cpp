#include "features/teams/teamsstore.h"

#include "platform/crypto/random.h"
#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString columns = u"SELECT t.id, t.org_id, t.uid, t.name, t.email,"
                        " (SELECT COUNT(*) FROM team_member c WHERE c.team_id = t.id) FROM team t"_s;

Team readTeam(const Row &row)
{
    return {row.id<TeamId>(0), row.id<OrgId>(1), row.text(2), row.text(3), row.text(4), row.integer(5)};
}

TeamPermission permissionAt(const Row &row, int column)
{
    return row.integer(column) >= static_cast<int>(TeamPermission::Administrator) ? TeamPermission::Administrator : TeamPermission::Member;
}

/// Conditions of a filter after `FROM team t`; appends their values.
QString matching(const Dialect &dialect, OrgId orgId, const TeamsStore::Filter &filter, SqlValues &values)
{
    QString sql = u" WHERE t.org_id = ?"_s;
    values.emplace_back(orgId);
    if (!filter.query.isEmpty()) {
        sql += u" AND "_s + dialect.containsIgnoringCase(u"t.name"_s);
        values.emplace_back(Dialect::likePattern(filter.query));
    }
    if (!filter.name.isEmpty()) {
        sql += u" AND t.name = ?"_s;
        values.emplace_back(filter.name);
    }
    if (filter.memberOnly.isSet()) {
        sql += u" AND EXISTS (SELECT 1 FROM team_member m WHERE m.team_id = t.id AND m.user_id = ?)"_s;
        values.emplace_back(filter.memberOnly);
    }
    return sql;
}

bool anyRow(qint64 rows)
{
    return rows > 0;
}

/// Tells the nodes in which team something has changed.
const QString topic = u"team"_s;

} // namespace

Result<std::optional<Team>> TeamsStore::find(OrgId orgId, TeamId id)
{
    return m_database.selectOne(columns + u" WHERE t.org_id = ? AND t.id = ?"_s, {orgId, id}, readTeam);
}

Result<std::optional<Team>> TeamsStore::findByUid(OrgId orgId, const QString &uid)
{
    return m_database.selectOne(columns + u" WHERE t.org_id = ? AND t.uid = ?"_s, {orgId, uid}, readTeam);
}

Result<std::vector<Team>> TeamsStore::list(OrgId orgId, const Filter &filter)
{
    SqlValues values;
    const QString where = matching(m_database.dialect(), orgId, filter, values);
    values.emplace_back(filter.limit);
    values.emplace_back(filter.offset);
    return m_database.select(columns + where + u" ORDER BY t.name LIMIT ? OFFSET ?"_s, values, readTeam);
}

Result<qint64> TeamsStore::count(OrgId orgId, const Filter &filter)
{
    SqlValues values;
    const QString where = matching(m_database.dialect(), orgId, filter, values);
    return m_database.selectOne(u"SELECT COUNT(*) FROM team t"_s + where, values, [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &count) { return count.value_or(0); });
}

Result<Team> TeamsStore::insert(OrgId orgId, const QString &name, const QString &email, UserId administrator)
{
    return m_database.transact([&](Transaction &) -> Result<Team> {
        Team team{TeamId{}, orgId, randomUid(), name, email, administrator.isSet() ? 1 : 0};
        const auto id = m_database.insert(
            u"INSERT INTO team (uid, org_id, name, email, created_at, updated_at) VALUES (?, ?, ?, ?, DBNOW, DBNOW)"_s,
            {team.uid, orgId, name, email});
        if (!id)
            return tl::unexpected(id.error());
        team.id = TeamId{*id};
        if (!administrator.isSet())
            return team;
        return insertMember(orgId, team.id, administrator, TeamPermission::Administrator).map([&] { return team; });
    });
}

Result<bool> TeamsStore::update(OrgId orgId, TeamId id, const QString &name, const QString &email)
{
    return m_database
        .execute(u"UPDATE team SET name = ?, email = ?, updated_at = DBNOW WHERE org_id = ? AND id = ?"_s, {name, email, orgId, id})
        .map(anyRow);
}

Result<bool> TeamsStore::remove(OrgId orgId, TeamId id)
{
    return m_database.transact([&](Transaction &transaction) -> Result<bool> {
        const auto gone = m_database.execute(u"DELETE FROM team WHERE org_id = ? AND id = ?"_s, {orgId, id});
        if (!gone)
            return tl::unexpected(gone.error());
        if (*gone == 0)
            return false;
        for (const QString &table : {u"team_member"_s, u"object_grant"_s, u"preference"_s}) {
            const auto done = m_database.execute(u"DELETE FROM %1 WHERE org_id = ? AND team_id = ?"_s.arg(table), {orgId, id});
            if (!done)
                return tl::unexpected(done.error());
        }
        transaction.publish(topic, QString::number(id.value));
        return true;
    });
}

Result<std::vector<TeamMember>> TeamsStore::members(OrgId orgId, TeamId id)
{
    return m_database.select(
        u"SELECT u.id, u.login, u.email, u.name, m.permission FROM team_member m JOIN user_account u ON u.id = m.user_id"
        " WHERE m.org_id = ? AND m.team_id = ? ORDER BY u.login"_s,
        {orgId, id}, [&](const Row &row) {
            return TeamMember{id, row.id<UserId>(0), row.text(1), row.text(2), row.text(3), permissionAt(row, 4)};
        });
}

Result<std::optional<TeamPermission>> TeamsStore::permissionOf(OrgId orgId, TeamId id, UserId userId)
{
    return m_database.selectOne(u"SELECT permission FROM team_member WHERE org_id = ? AND team_id = ? AND user_id = ?"_s,
                                {orgId, id, userId}, [](const Row &row) { return permissionAt(row, 0); });
}

Result<bool> TeamsStore::isInOrganisation(OrgId orgId, UserId userId)
{
    return m_database.selectOne(u"SELECT 1 FROM org_user WHERE user_id = ? AND org_id = ?"_s, {userId, orgId}, [](const Row &) { return true; })
        .map([](const auto &found) { return found.has_value(); });
}

Result<void> TeamsStore::addMember(OrgId orgId, TeamId id, UserId userId, TeamPermission permission)
{
    return m_database.transact([&](Transaction &transaction) {
        transaction.publish(topic, QString::number(id.value));
        return insertMember(orgId, id, userId, permission);
    });
}

Result<void> TeamsStore::insertMember(OrgId orgId, TeamId id, UserId userId, TeamPermission permission)
{
    return m_database
        .execute(u"INSERT INTO team_member (org_id, team_id, user_id, permission, created_at) VALUES (?, ?, ?, ?, DBNOW)"_s,
                 {orgId, id, userId, static_cast<int>(permission)})
        .map([](qint64) {});
}

Result<bool> TeamsStore::setPermission(OrgId orgId, TeamId id, UserId userId, TeamPermission permission)
{
    return m_database.transact([&](Transaction &transaction) {
        transaction.publish(topic, QString::number(id.value));
        return m_database
            .execute(u"UPDATE team_member SET permission = ? WHERE org_id = ? AND team_id = ? AND user_id = ?"_s,
                     {static_cast<int>(permission), orgId, id, userId})
            .map(anyRow);
    });
}

Result<bool> TeamsStore::removeMember(OrgId orgId, TeamId id, UserId userId)
{
    return m_database.transact([&](Transaction &transaction) {
        transaction.publish(topic, QString::number(id.value));
        return m_database.execute(u"DELETE FROM team_member WHERE org_id = ? AND team_id = ? AND user_id = ?"_s, {orgId, id, userId}).map(anyRow);
    });
}

Result<void> TeamsStore::replaceMembers(OrgId orgId, TeamId id, const std::vector<std::pair<UserId, TeamPermission>> &members)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        transaction.publish(topic, QString::number(id.value));
        const auto gone = m_database.execute(u"DELETE FROM team_member WHERE org_id = ? AND team_id = ?"_s, {orgId, id});
        if (!gone)
            return tl::unexpected(gone.error());
        for (const auto &[userId, permission] : members) {
            if (auto added = insertMember(orgId, id, userId, permission); !added)
                return added;
        }
        return {};
    });
}

} // namespace mdash
