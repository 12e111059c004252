#pragma once

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// The titles of a sorted list, folded, in one text: a search runs through memory instead of from object to object.
class TitleText
{
public:
    /// @p title without case, as toCaseFolded() gives it.
    void insert(std::size_t at, const QString &title);
    void erase(std::size_t at);
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    /// Index of the first title from @p from on that holds @p part, folded UTF-8; size() if there is none.
    [[nodiscard]] std::size_t find(std::size_t from, std::string_view part) const;

private:
    [[nodiscard]] std::size_t beginOf(std::size_t at) const { return at == 0 ? 0 : m_ends[at - 1]; }

    std::string m_text; // a title a line
    std::vector<std::uint32_t> m_ends;
};

} // namespace mdash
