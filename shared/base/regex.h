#pragma once

#include "base/error.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// What a match found: group 0 is the whole. The views point into the subject; a group that took no part is nullopt.
struct RegexMatch
{
    std::vector<std::optional<std::string_view>> groups;
    std::size_t begin = 0; // of group 0 in the subject
    std::size_t end = 0;

    /// Text of group @p index, or empty.
    [[nodiscard]] std::string_view group(std::size_t index) const
    {
        return index < groups.size() ? groups[index].value_or("") : std::string_view();
    }
};

/// A regular expression that a person wrote, in the syntax that browsers use as far as PCRE2 agrees with it. Matching
/// costs at most 10^6 steps and 16 MiB: what would cost more does not match. Immutable; copies share the compiled form;
/// any thread.
class Regex
{
public:
    /// Bare: where any part of the subject may match. Fails with InvalidInput that says what is wrong and where.
    /// @p flags are letters: i ignores case, m and s as usual, g for replace(); others are ignored.
    [[nodiscard]] static Result<Regex> compile(std::string_view pattern, std::string_view flags = {});
    /// As dashboards write them: `/pattern/flags`, or without slashes a pattern for the whole subject.
    [[nodiscard]] static Result<Regex> fromDashboard(std::string_view text);

    [[nodiscard]] bool matches(std::string_view subject) const;
    /// The first match at or after byte @p from.
    [[nodiscard]] std::optional<RegexMatch> match(std::string_view subject, std::size_t from = 0) const;
    /// All matches from left to right, at most @p most.
    [[nodiscard]] std::vector<RegexMatch> matchAll(std::string_view subject, std::size_t most = 10'000) const;
    /// @p subject with the first match (flag g: every match) replaced; `$1`, `$&`, `$<name>`, `$$` as in browsers.
    [[nodiscard]] std::string replace(std::string_view subject, std::string_view replacement) const;
    /// The number of a named group.
    [[nodiscard]] std::optional<std::size_t> groupNamed(std::string_view name) const;
    [[nodiscard]] std::size_t groupCount() const;
    [[nodiscard]] bool isGlobal() const { return m_global; }

private:
    struct Compiled;
    explicit Regex(std::shared_ptr<const Compiled> compiled, bool global)
        : m_compiled(std::move(compiled)), m_global(global)
    {}
    void expand(std::string &out, std::string_view replacement, const RegexMatch &found) const;

    std::shared_ptr<const Compiled> m_compiled;
    bool m_global = false;
};

} // namespace mdash
