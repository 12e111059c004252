#pragma once

#include "base/id.h"
#include "platform/storage/statement.h"

#include <optional>

namespace mdash {

/// The present row of a result; columns count from 0. Valid inside the callback of Database::select() only. The callback
/// may run other statements on the same Database.
class Row
{
public:
    explicit Row(const Statement &statement) : m_statement(statement) {}
    [[nodiscard]] QString text(int column) const { return m_statement.text(column); }
    [[nodiscard]] std::string utf8(int column) const { return m_statement.utf8(column); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_statement.bytes(column); }
    [[nodiscard]] qint64 integer(int column) const { return m_statement.integer(column); }
    [[nodiscard]] double real(int column) const { return m_statement.real(column); }
    [[nodiscard]] bool truth(int column) const { return integer(column) != 0; }
    [[nodiscard]] bool isNull(int column) const { return m_statement.isNull(column); }
    [[nodiscard]] std::optional<qint64> optionalInteger(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(integer(column));
    }
    [[nodiscard]] std::optional<QString> optionalText(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(text(column));
    }
    template<class Id>
    [[nodiscard]] Id id(int column) const { return Id{integer(column)}; }

private:
    const Statement &m_statement;
};

} // namespace mdash
