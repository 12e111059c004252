#pragma once

#include "features/queries/datasourcequery.h"

#include <initializer_list>
#include <memory>

namespace mdash {

/// The backends by type of data source. Filled before the first query, read only after it.
class QueryBackends
{
public:
    void add(std::initializer_list<std::string_view> types, std::shared_ptr<DataSourceBackend> backend)
    {
        for (const std::string_view type : types)
            m_backends.insert_or_assign(std::string(type), backend);
    }
    /// nullptr for a type that this server cannot ask.
    [[nodiscard]] DataSourceBackend *find(std::string_view type) const
    {
        const auto found = m_backends.find(type);
        return found == m_backends.end() ? nullptr : found->second.get();
    }

    [[nodiscard]] std::vector<std::string> types() const
    {
        std::vector<std::string> types;
        for (const auto &[type, backend] : m_backends)
            types.push_back(type);
        return types;
    }

private:
    std::map<std::string, std::shared_ptr<DataSourceBackend>, std::less<>> m_backends;
};

} // namespace mdash
