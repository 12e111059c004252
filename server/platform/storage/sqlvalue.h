#pragma once

#include "base/id.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace mdash {

/// A parameter of a statement. Always bound, never pasted into SQL.
class SqlValue
{
public:
    /// UTF-8, checked by whoever made it.
    struct Utf8
    {
        QByteArray bytes;
    };
    using Content = std::variant<std::monostate, qint64, double, QString, Utf8, QByteArray>; // monostate is NULL

    SqlValue(std::nullopt_t) {}
    SqlValue(const char *) = delete; // would become a bool
    /// Text; U+0000 is refused when it is bound, since PostgreSQL cannot store it. A null string is stored as ''.
    SqlValue(const QString &text) : m_content(text) {}
    SqlValue(const QByteArray &bytes) : m_content(bytes) {}
    SqlValue(qint64 number) : m_content(number) {}
    SqlValue(int number) : SqlValue(static_cast<qint64>(number)) {}
    SqlValue(double number) : m_content(number) {}
    SqlValue(bool truth) : SqlValue(static_cast<qint64>(truth ? 1 : 0)) {} // stored as SMALLINT 0 or 1 everywhere
    template<class Tag>
    SqlValue(Id<Tag> id) : SqlValue(id.value) {}
    template<class T>
    SqlValue(const std::optional<T> &value) : SqlValue(std::nullopt)
    {
        if (value)
            *this = SqlValue(*value);
    }
    /// UTF-8 text.
    static SqlValue text(std::string_view utf8)
    {
        SqlValue value(std::nullopt);
        value.m_content = Utf8{QByteArray(utf8.data(), static_cast<qsizetype>(utf8.size()))};
        return value;
    }

    [[nodiscard]] const Content &content() const { return m_content; }

private:
    Content m_content;
};

using SqlValues = std::vector<SqlValue>;

} // namespace mdash
