#include "features/content/titletext.h"

#include <algorithm>
#include <cstring>

namespace mdash {

void TitleText::insert(std::size_t at, const QString &title)
{
    std::string line = title.toStdString();
    std::replace(line.begin(), line.end(), '\n', ' ');
    line += '\n';
    const std::size_t begin = beginOf(at);
    m_text.insert(begin, line);
    m_ends.insert(m_ends.begin() + static_cast<std::ptrdiff_t>(at), static_cast<std::uint32_t>(begin));
    std::for_each(m_ends.begin() + static_cast<std::ptrdiff_t>(at), m_ends.end(),
                  [&](std::uint32_t &end) { end += static_cast<std::uint32_t>(line.size()); });
}

void TitleText::erase(std::size_t at)
{
    const std::size_t begin = beginOf(at), length = m_ends[at] - begin;
    m_text.erase(begin, length);
    m_ends.erase(m_ends.begin() + static_cast<std::ptrdiff_t>(at));
    std::for_each(m_ends.begin() + static_cast<std::ptrdiff_t>(at), m_ends.end(),
                  [&](std::uint32_t &end) { end -= static_cast<std::uint32_t>(length); });
}

std::size_t TitleText::find(std::size_t from, std::string_view part) const
{
    if (from >= size())
        return size();
    const std::size_t begin = beginOf(from);
    const void *found = memmem(m_text.data() + begin, m_text.size() - begin, part.data(), part.size());
    if (!found)
        return size();
    const auto place = static_cast<std::size_t>(static_cast<const char *>(found) - m_text.data());
    const auto end = std::upper_bound(m_ends.begin() + static_cast<std::ptrdiff_t>(from), m_ends.end(), place);
    return static_cast<std::size_t>(end - m_ends.begin());
}

} // namespace mdash
