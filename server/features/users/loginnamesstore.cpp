#include "features/users/loginnamesstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::chrono::seconds longestAge{10};
constexpr std::size_t mostHeld = 1'000;

} // namespace

Result<QString> LoginNamesStore::loginOf(UserId id)
{
    if (!id.isSet())
        return QString();
    const auto now = std::chrono::steady_clock::now();
    if (const auto known = m_held.find(id); known != m_held.end() && now - known->second.readAt < longestAge)
        return known->second.login;
    const auto login = m_database.selectOne(u"SELECT login FROM user_account WHERE id = ?"_s, {id}, [](const Row &row) { return row.text(0); });
    if (!login)
        return tl::unexpected(login.error());
    if (m_held.size() >= mostHeld)
        m_held.clear();
    return (m_held[id] = {login->value_or(QString()), now}).login;
}

} // namespace mdash
