#include "features/panels/seensources.h"

namespace mdash {
namespace {

constexpr std::size_t most = 1'000;

} // namespace

void SeenSources::putList(OrgId orgId, const DataSourceList &list)
{
    const std::lock_guard lock(m_mutex);
    if (m_lists.size() >= most)
        m_lists.clear();
    m_lists.insert_or_assign(orgId.value, list);
}

std::optional<DataSourceList> SeenSources::list(OrgId orgId)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_lists.find(orgId.value);
    return found == m_lists.end() ? std::nullopt : std::optional(found->second);
}

void SeenSources::putSettings(OrgId orgId, const std::string &uid, const Settings &settings)
{
    const std::lock_guard lock(m_mutex);
    if (m_settings.size() >= most)
        m_settings.clear();
    m_settings.insert_or_assign({orgId.value, uid}, settings);
}

SeenSources::Settings SeenSources::settings(OrgId orgId, const std::string &uid)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_settings.find({orgId.value, uid});
    return found == m_settings.end() ? nullptr : found->second;
}

void SeenSources::clear()
{
    const std::lock_guard lock(m_mutex);
    m_lists.clear();
    m_settings.clear();
}

} // namespace mdash
