#include "features/organisations/organisationsstore.h"

#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString columns = u"SELECT id, name, address1, address2, city, zip_code, state, country FROM org"_s;

Organisation readOrganisation(const Row &row)
{
    return {row.id<OrgId>(0), row.text(1), {row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7)}};
}

/// `prefix%` with the wildcards of @p text escaped by `!`.
QString prefixPattern(QString text)
{
    for (const QChar special : u"!%_"_s)
        text.replace(special, u"!"_s + special);
    return text + u'%';
}

/// Statements that remove what belongs to an organisation, those that need other tables first.
const QStringList contentStatements{
    u"DELETE FROM dashboard_version WHERE dashboard_id IN (SELECT id FROM dashboard WHERE org_id = ?)"_s,
    u"DELETE FROM dashboard_provisioning WHERE dashboard_id IN (SELECT id FROM dashboard WHERE org_id = ?)"_s,
    u"DELETE FROM data_source_secret WHERE data_source_id IN (SELECT id FROM data_source WHERE org_id = ?)"_s,
    u"DELETE FROM user_account WHERE is_service_account = 1 AND id IN (SELECT user_id FROM org_user WHERE org_id = ?)"_s,
};

/// Tables with a column org_id whose rows go with the organisation.
const QStringList contentTables{
    u"dashboard"_s,    u"folder"_s,    u"content_deleted"_s, u"content_seq"_s, u"data_source"_s, u"object_grant"_s, u"star"_s,
    u"preference"_s,   u"api_token"_s, u"team_member"_s,     u"team"_s,        u"data_key"_s,    u"org_user"_s,
    u"invitation"_s,
};

} // namespace

Result<std::optional<Organisation>> OrganisationsStore::find(OrgId id)
{
    return m_database.selectOne(columns + u" WHERE id = ?"_s, {id}, readOrganisation);
}

Result<std::optional<Organisation>> OrganisationsStore::findByName(const QString &name)
{
    return m_database.selectOne(columns + u" WHERE name = ?"_s, {name}, readOrganisation);
}

Result<bool> OrganisationsStore::hasAny()
{
    return m_database.selectOne(u"SELECT id FROM org LIMIT 1"_s, {}, [](const Row &) { return true; }).map([](const auto &found) {
        return found.has_value();
    });
}

Result<std::vector<Organisation>> OrganisationsStore::list(const Filter &filter)
{
    QString sql = columns + u" WHERE name LIKE ? ESCAPE '!'"_s;
    SqlValues values{prefixPattern(filter.prefix)};
    if (!filter.name.isEmpty()) {
        sql += u" AND name = ?"_s;
        values.emplace_back(filter.name);
    }
    values.emplace_back(filter.limit);
    values.emplace_back(filter.offset);
    return m_database.select(sql + u" ORDER BY id LIMIT ? OFFSET ?"_s, values, readOrganisation);
}

Result<OrgId> OrganisationsStore::insertRow(const QString &name)
{
    return m_database
        .insert(u"INSERT INTO org (name, address1, address2, city, zip_code, state, country, created_at, updated_at)"
                " VALUES (?, '', '', '', '', '', '', DBNOW, DBNOW)"_s,
                {name})
        .map([](qint64 id) { return OrgId{id}; });
}

Result<OrgId> OrganisationsStore::insert(const QString &name, UserId administrator)
{
    return m_database.transact([&](Transaction &) -> Result<OrgId> {
        const auto id = insertRow(name);
        if (!id || !administrator.isSet())
            return id;
        const auto member = m_database.execute(
            u"INSERT INTO org_user (org_id, user_id, role, created_at, updated_at) VALUES (?, ?, ?, DBNOW, DBNOW)"_s,
            {*id, administrator, roleName(OrgRole::Admin)});
        if (!member)
            return tl::unexpected(member.error());
        return id;
    });
}

Result<bool> OrganisationsStore::rename(OrgId id, const QString &name)
{
    return m_database.execute(u"UPDATE org SET name = ?, updated_at = DBNOW WHERE id = ?"_s, {name, id}).map([](qint64 rows) {
        return rows > 0;
    });
}

Result<bool> OrganisationsStore::setAddress(OrgId id, const Address &address)
{
    return m_database
        .execute(u"UPDATE org SET address1 = ?, address2 = ?, city = ?, zip_code = ?, state = ?, country = ?, updated_at = DBNOW"
                 " WHERE id = ?"_s,
                 {address.address1, address.address2, address.city, address.zipCode, address.state, address.country, id})
        .map([](qint64 rows) { return rows > 0; });
}

Result<bool> OrganisationsStore::remove(OrgId id)
{
    return m_database.transact([&](Transaction &transaction) -> Result<bool> {
        const auto gone = m_database.execute(u"DELETE FROM org WHERE id = ?"_s, {id});
        if (!gone)
            return tl::unexpected(gone.error());
        if (*gone == 0)
            return false;
        if (const auto done = removeContent(id); !done)
            return tl::unexpected(done.error());
        const auto moved = m_database.execute(
            u"UPDATE user_account SET org_id = COALESCE((SELECT MIN(m.org_id) FROM org_user m WHERE m.user_id = user_account.id), 0)"
            " WHERE org_id = ?"_s,
            {id});
        if (!moved)
            return tl::unexpected(moved.error());
        transaction.publish(u"org"_s, QString::number(id.value));
        return true;
    });
}

Result<void> OrganisationsStore::removeContent(OrgId id)
{
    QStringList statements = contentStatements;
    for (const QString &table : contentTables)
        statements += u"DELETE FROM %1 WHERE org_id = ?"_s.arg(table);
    for (const QString &statement : statements) {
        if (const auto done = m_database.execute(statement, {id}); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace mdash
