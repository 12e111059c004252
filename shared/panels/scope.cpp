#include "panels/scope.h"

namespace mdash {

std::shared_ptr<const ScopeValue> Scope::find(std::string_view name, std::string_view path) const
{
    std::string key(name);
    if (!path.empty())
        key.append(1, '.').append(path);
    for (const Scope *scope = this; scope; scope = scope->m_outer) {
        if (const auto found = scope->m_values.find(key); found != scope->m_values.end())
            return found->second;
        if (!scope->m_lookup)
            continue;
        if (auto value = scope->m_lookup(name, path))
            return std::make_shared<const ScopeValue>(std::move(*value));
    }
    return nullptr;
}

QTimeZone Scope::zone() const
{
    for (const Scope *scope = this; scope; scope = scope->m_outer) {
        if (scope->m_zone)
            return *scope->m_zone;
    }
    return QTimeZone::utc();
}

std::map<std::string, std::shared_ptr<const ScopeValue>> Scope::variables() const
{
    std::map<std::string, std::shared_ptr<const ScopeValue>> found;
    for (const Scope *scope = this; scope; scope = scope->m_outer) {
        for (const auto &[name, value] : scope->m_values) {
            if (!name.starts_with("__"))
                found.emplace(name, value);
        }
    }
    return found;
}

} // namespace mdash
