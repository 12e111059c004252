#include "features/permissions/permissionsstore.h"

#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

QString kindText(SecuredObject::Kind kind)
{
    return kind == SecuredObject::Kind::Folder ? u"folder"_s : u"dashboard"_s;
}

SecuredObject::Kind kindOf(const QString &text)
{
    return text == "folder"_L1 ? SecuredObject::Kind::Folder : SecuredObject::Kind::Dashboard;
}

/// A condition for the object and the folders that hold it; appends its values to @p values.
QString onTheWayTo(const SecuredObject &object, SqlValues &values)
{
    QString condition = u"(g.kind = ? AND g.object_id = ?)"_s;
    values.emplace_back(kindText(object.kind));
    values.emplace_back(object.id);
    if (!object.folders.empty()) {
        QStringList marks;
        values.emplace_back(kindText(SecuredObject::Kind::Folder));
        for (const FolderId folder : object.folders) {
            marks += u"?"_s;
            values.emplace_back(folder);
        }
        condition += u" OR (g.kind = ? AND g.object_id IN (%1))"_s.arg(marks.join(u", "_s));
    }
    return u"(%1)"_s.arg(condition);
}

const QString applied = u"SELECT g.kind, g.object_id, g.role, g.granted FROM object_grant g"
                        " LEFT JOIN team_member t ON t.team_id = g.team_id AND t.user_id = ?"
                        " WHERE g.org_id = ? AND (g.role <> '' OR g.user_id = ? OR t.user_id IS NOT NULL)"_s;

/// Nobody has this id, so a caller without user matches no user's and no team's row.
qint64 idOrNobody(UserId userId)
{
    return userId.isSet() ? userId.value : -1;
}

AppliedGrant readApplied(const Row &row)
{
    return {kindOf(row.text(0)), row.integer(1), parseRole(row.text(2)).value_or(OrgRole::None),
            rightOfNumber(row.integer(3)).value_or(Right::None)};
}

QString roleText(OrgRole role)
{
    return role == OrgRole::None ? u""_s : roleName(role);
}

/// Tells the nodes which object's grants have changed.
const QString topic = u"permission"_s;

QString payloadOf(SecuredObject::Kind kind, qint64 id)
{
    return kindText(kind) + u' ' + QString::number(id);
}

} // namespace

Result<std::vector<AppliedGrant>> PermissionsStore::appliedTo(OrgId orgId, UserId userId, const SecuredObject &object)
{
    SqlValues values{idOrNobody(userId), orgId, idOrNobody(userId)};
    const QString condition = onTheWayTo(object, values);
    return m_database.select(applied + u" AND "_s + condition, values, readApplied);
}

Result<std::vector<AppliedGrant>> PermissionsStore::appliedTo(OrgId orgId, UserId userId)
{
    return m_database.select(applied, {idOrNobody(userId), orgId, idOrNobody(userId)}, readApplied);
}

Result<Reach> PermissionsStore::reachOf(OrgId orgId, UserId userId)
{
    if (!userId.isSet())
        return Reach{};
    const auto highest = m_database.selectOne(
        u"SELECT COALESCE(MAX(g.granted), 0) FROM object_grant g"
        " LEFT JOIN team_member t ON t.team_id = g.team_id AND t.user_id = ?"
        " WHERE g.org_id = ? AND (g.user_id = ? OR t.user_id IS NOT NULL)"_s,
        {userId, orgId, userId}, [](const Row &row) { return rightOfNumber(row.integer(0)).value_or(Right::None); });
    if (!highest)
        return tl::unexpected(highest.error());
    const auto inTeam = m_database.selectOne(
        u"SELECT COUNT(*), COALESCE(MAX(permission), 0) FROM team_member WHERE user_id = ? AND org_id = ?"_s, {userId, orgId},
        [](const Row &row) { return std::pair(row.integer(0) > 0, row.integer(1) >= 4); });
    if (!inTeam)
        return tl::unexpected(inTeam.error());
    const auto [member, administrator] = inTeam->value_or(std::pair(false, false));
    return Reach{highest->value_or(Right::None), member, administrator};
}

Result<std::vector<ObjectGrant>> PermissionsStore::grantsOn(OrgId orgId, const SecuredObject &object)
{
    SqlValues values{orgId};
    const QString condition = onTheWayTo(object, values);
    auto grants = m_database.select(
        u"SELECT g.id, g.kind, g.object_id, g.user_id, g.team_id, g.role, g.granted, g.created_at, g.updated_at,"
        " u.login, u.email, t.name, t.email FROM object_grant g"
        " LEFT JOIN user_account u ON u.id = g.user_id LEFT JOIN team t ON t.id = g.team_id"
        " WHERE g.org_id = ? AND %1 ORDER BY g.id"_s.arg(condition),
        values, [&](const Row &row) {
            ObjectGrant grant{row.integer(0), {row.id<UserId>(3), row.id<TeamId>(4), parseRole(row.text(5)).value_or(OrgRole::None)},
                              rightOfNumber(row.integer(6)).value_or(Right::None)};
            grant.holderKind = kindOf(row.text(1));
            grant.holderId = row.integer(2);
            grant.isInherited = grant.holderKind != object.kind || grant.holderId != object.id;
            grant.createdAt = row.integer(7);
            grant.updatedAt = row.integer(8);
            grant.userLogin = row.text(9);
            grant.userEmail = row.text(10);
            grant.teamName = row.text(11);
            grant.teamEmail = row.text(12);
            return grant;
        });
    if (grants)
        std::ranges::stable_partition(*grants, [](const ObjectGrant &grant) { return !grant.isInherited; });
    return grants;
}

Result<std::vector<ObjectGrant>> PermissionsStore::ownGrants(OrgId orgId, SecuredObject::Kind kind, qint64 id)
{
    return m_database.select(
        u"SELECT id, user_id, team_id, role, granted FROM object_grant WHERE org_id = ? AND kind = ? AND object_id = ?"_s,
        {orgId, kindText(kind), id}, [&](const Row &row) {
            return ObjectGrant{row.integer(0), {row.id<UserId>(1), row.id<TeamId>(2), parseRole(row.text(3)).value_or(OrgRole::None)},
                               rightOfNumber(row.integer(4)).value_or(Right::None), false, kind, id};
        });
}

Result<void> PermissionsStore::insert(OrgId orgId, SecuredObject::Kind kind, qint64 id, const Grantee &grantee, Right right)
{
    return m_database
        .insert(u"INSERT INTO object_grant (org_id, kind, object_id, user_id, team_id, role, granted, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, DBNOW, DBNOW)"_s,
                {orgId, kindText(kind), id, grantee.userId, grantee.teamId, roleText(grantee.role), static_cast<int>(right)})
        .map([](qint64) {});
}

Result<void> PermissionsStore::put(OrgId orgId, SecuredObject::Kind kind, qint64 id, const Grantee &grantee, Right right)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        transaction.publish(topic, payloadOf(kind, id));
        const auto changed = m_database.execute(
            u"UPDATE object_grant SET granted = ?, updated_at = DBNOW"
            " WHERE org_id = ? AND kind = ? AND object_id = ? AND user_id = ? AND team_id = ? AND role = ?"_s,
            {static_cast<int>(right), orgId, kindText(kind), id, grantee.userId, grantee.teamId, roleText(grantee.role)});
        if (!changed)
            return tl::unexpected(changed.error());
        if (*changed > 0)
            return {};
        return insert(orgId, kind, id, grantee, right);
    });
}

Result<void> PermissionsStore::remove(OrgId orgId, SecuredObject::Kind kind, qint64 id, const Grantee &grantee)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        transaction.publish(topic, payloadOf(kind, id));
        return m_database
            .execute(u"DELETE FROM object_grant WHERE org_id = ? AND kind = ? AND object_id = ? AND user_id = ? AND team_id = ? AND role = ?"_s,
                     {orgId, kindText(kind), id, grantee.userId, grantee.teamId, roleText(grantee.role)})
            .map([](qint64) {});
    });
}

Result<void> PermissionsStore::removeAll(OrgId orgId, SecuredObject::Kind kind, qint64 id)
{
    return m_database
        .execute(u"DELETE FROM object_grant WHERE org_id = ? AND kind = ? AND object_id = ?"_s, {orgId, kindText(kind), id})
        .map([](qint64) {});
}

Result<void> PermissionsStore::replace(OrgId orgId, SecuredObject::Kind kind, qint64 id,
                                       const std::vector<std::pair<Grantee, Right>> &grants)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        transaction.publish(topic, payloadOf(kind, id));
        if (auto removed = removeAll(orgId, kind, id); !removed)
            return removed;
        for (const auto &[grantee, right] : grants) {
            if (auto inserted = insert(orgId, kind, id, grantee, right); !inserted)
                return inserted;
        }
        return {};
    });
}

Result<bool> PermissionsStore::isMember(OrgId orgId, const Grantee &grantee)
{
    const QString sql = grantee.userId.isSet() ? u"SELECT 1 FROM org_user WHERE org_id = ? AND user_id = ?"_s
                                               : u"SELECT 1 FROM team WHERE org_id = ? AND id = ?"_s;
    const qint64 id = grantee.userId.isSet() ? grantee.userId.value : grantee.teamId.value;
    return m_database.selectOne(sql, {orgId, id}, [](const Row &) { return true; }).map([](const auto &found) {
        return found.has_value();
    });
}

} // namespace mdash
