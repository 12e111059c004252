#include "platform/http/directroutes.h"

#include <algorithm>

namespace mdash {

std::size_t DirectRoutes::labelIndex(std::string label)
{
    const auto found = std::find(m_labels.begin(), m_labels.end(), label);
    if (found != m_labels.end())
        return static_cast<std::size_t>(found - m_labels.begin());
    m_labels.push_back(std::move(label));
    return m_labels.size() - 1;
}

void DirectRoutes::add(std::string path, std::string label, DirectHandler handler)
{
    const std::size_t index = labelIndex(std::move(label));
    m_entries.insert_or_assign(std::move(path), Entry{index, false, std::move(handler)});
}

void DirectRoutes::addHealth(std::string path, DirectHandler handler)
{
    const std::size_t index = labelIndex(path);
    m_entries.insert_or_assign(std::move(path), Entry{index, true, std::move(handler)});
}

const DirectRoutes::Entry *DirectRoutes::find(std::string_view path) const
{
    const auto found = m_entries.find(path);
    return found == m_entries.end() ? nullptr : &found->second;
}

} // namespace mdash
