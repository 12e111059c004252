#include "platform/storage/database.h"

#include <QSqlQuery>

namespace mdash {

// MySQL gives text with a binary collation as its UTF-8 bytes, the other drivers give strings.
QString Row::text(int column) const
{
    return m_query.value(column).toString();
}

std::string Row::utf8(int column) const
{
    return bytes(column).toStdString();
}

QByteArray Row::bytes(int column) const
{
    const QVariant value = m_query.value(column);
    return value.typeId() == QMetaType::QByteArray ? value.toByteArray() : value.toString().toUtf8();
}

qint64 Row::integer(int column) const
{
    return m_query.value(column).toLongLong();
}

double Row::real(int column) const
{
    return m_query.value(column).toDouble();
}

bool Row::isNull(int column) const
{
    return m_query.isNull(column);
}

std::optional<qint64> Row::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<QString> Row::optionalText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

} // namespace mdash
