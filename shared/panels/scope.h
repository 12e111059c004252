#pragma once

#include <QTimeZone>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// What a name stands for while text is interpolated.
struct ScopeValue
{
    std::vector<std::string> values{};
    std::vector<std::string> texts{}; // as shown to people; one per value, or one for all
    bool multi = false;    // declared to hold several values or All: query languages write it as a regular expression
    bool all = false;      // All is chosen
    bool verbatim = false; // the dashboard's own text for All: never escaped
    bool trusted = true;   // not typed by a viewer: among the options, or saved in the dashboard
    bool filters = false;  // ad-hoc filters: empty wherever a text is expected

    static ScopeValue single(std::string value) { return {.values = {value}, .texts = {std::move(value)}}; }
    friend bool operator==(const ScopeValue &, const ScopeValue &) = default;
};

/// Names and their values, with an outer scope behind them: built-ins, then variables, then a repeat, then a data link.
/// An inner scope must not outlive its outer one. Built once, then read from one or more threads.
class Scope
{
public:
    using Lookup = std::function<std::optional<ScopeValue>(std::string_view name, std::string_view path)>;

    explicit Scope(const Scope *outer = nullptr) : m_outer(outer) {}

    void set(std::string name, ScopeValue value) { m_values.insert_or_assign(std::move(name), std::make_shared<const ScopeValue>(std::move(value))); }
    void set(std::string name, std::shared_ptr<const ScopeValue> value) { m_values.insert_or_assign(std::move(name), std::move(value)); }
    /// Asked for names that are not set, e.g. `${__data.fields.cpu}` with name `__data` and path `fields.cpu`.
    void setLookup(Lookup lookup) { m_lookup = std::move(lookup); }
    void setZone(QTimeZone zone) { m_zone = std::move(zone); }

    /// The value of `${name}` or `${name.path}` here or further out; nullptr if nobody knows it. A value with a path is
    /// set under "name.path".
    [[nodiscard]] std::shared_ptr<const ScopeValue> find(std::string_view name, std::string_view path = {}) const;
    /// For `:date` formats; UTC unless a scope says otherwise.
    [[nodiscard]] QTimeZone zone() const;
    /// Every variable set in this scope and further out, by name, inner ones winning; without built-ins (`__…`).
    [[nodiscard]] std::map<std::string, std::shared_ptr<const ScopeValue>> variables() const;

private:
    const Scope *m_outer;
    std::map<std::string, std::shared_ptr<const ScopeValue>, std::less<>> m_values;
    Lookup m_lookup;
    std::optional<QTimeZone> m_zone;
};

} // namespace mdash
