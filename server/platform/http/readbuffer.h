#pragma once

#include <cstring>
#include <memory>
#include <string_view>

namespace mdash {

/// Bytes that came and were not consumed yet, in one piece. Grows up to a limit and keeps its memory.
class ReadBuffer
{
public:
    explicit ReadBuffer(std::size_t limit) : m_limit(limit) {}

    [[nodiscard]] std::string_view bytes() const { return {m_data.get() + m_begin, m_end - m_begin}; }
    [[nodiscard]] bool isEmpty() const { return m_begin == m_end; }
    /// May be called while a read into space() is under way.
    void consume(std::size_t count) { m_begin += count; }
    void clear() { m_begin = m_end; }

    /// Makes room and says how much there is, 0 when the limit is reached. Moves bytes: no view may be held across it.
    [[nodiscard]] std::size_t prepare()
    {
        if (m_begin > 0) {
            std::memmove(m_data.get(), m_data.get() + m_begin, m_end - m_begin);
            m_end -= m_begin;
            m_begin = 0;
        }
        if (m_end == m_capacity && m_capacity < m_limit) {
            const std::size_t larger = m_capacity == 0 ? FirstBytes : std::min(m_limit, m_capacity * 4);
            std::unique_ptr<char[]> data(new char[larger]);
            if (m_end > 0)
                std::memcpy(data.get(), m_data.get(), m_end);
            m_data = std::move(data);
            m_capacity = larger;
        }
        return m_capacity - m_end;
    }
    [[nodiscard]] char *space() { return m_data.get() + m_end; }
    void commit(std::size_t count) { m_end += count; }

private:
    static constexpr std::size_t FirstBytes = 4096;

    const std::size_t m_limit;
    std::unique_ptr<char[]> m_data;
    std::size_t m_capacity = 0, m_begin = 0, m_end = 0;
};

} // namespace mdash
