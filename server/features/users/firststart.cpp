#include "features/users/firststart.h"

#include "platform/crypto/random.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

QString mainOrganisationName()
{
    return u"Main Org."_s;
}

void FirstStart::prepare()
{
    if (!m_options.makesAdministrator || m_hash.isValid())
        return;
    if (m_options.password.isEmpty()) {
        m_options.password = Secret(QByteArray::fromStdString(randomAlphanumeric(20)));
        m_madePassword = true;
    }
    // The cheapest cost that we accept: the first start must be quick, and the first login hashes anew.
    m_hash = m_hasher.hash(m_options.password, Argon2Cost{});
}

Result<void> FirstStart::run(Database &database)
{
    const auto isSetUp = OrganisationsStore(database).hasAny();
    if (!isSetUp)
        return tl::unexpected(isSetUp.error());
    if (*isSetUp)
        return {};
    prepare();
    QString passwordHash;
    if (m_options.makesAdministrator) {
        const Result<QString> hash = m_hash.result();
        if (!hash)
            return tl::unexpected(hash.error());
        passwordHash = *hash;
    }
    const auto inserted = insert(database, passwordHash);
    if (!inserted && inserted.error().code == ErrorCode::Conflict)
        return {}; // another node was first
    if (!inserted)
        return tl::unexpected(inserted.error());
    if (m_madePassword)
        m_report(m_options.login, QString::fromUtf8(m_options.password.reveal()));
    return {};
}

Result<bool> FirstStart::insert(Database &database, const QString &passwordHash)
{
    return database.transact([&](Transaction &) -> Result<bool> {
        const auto orgId = OrganisationsStore(database).insertRow(mainOrganisationName());
        if (!orgId)
            return tl::unexpected(orgId.error());
        if (!m_options.makesAdministrator)
            return true;
        const UserProfile profile{m_options.login, m_options.email, m_options.login, QString()};
        return UsersStore(database).insertRows({profile, passwordHash, *orgId, OrgRole::Admin, true}).map([](UserId) { return true; });
    });
}

} // namespace mdash
