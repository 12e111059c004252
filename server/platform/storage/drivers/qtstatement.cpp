#include "platform/storage/drivers/qtstatement.h"

namespace mdash {

namespace {

/// The value as Qt's drivers bind it. A null QString or QByteArray would become NULL.
struct ToVariant
{
    QVariant operator()(std::monostate) const { return QVariant(QMetaType::fromType<QString>()); }
    QVariant operator()(qint64 number) const { return QVariant::fromValue<qlonglong>(number); }
    QVariant operator()(double number) const { return number; }
    QVariant operator()(const QString &text) const { return text.isNull() ? QString(QLatin1StringView("")) : text; }
    QVariant operator()(const SqlValue::Utf8 &text) const { return (*this)(QString::fromUtf8(text.bytes)); }
    QVariant operator()(const QByteArray &bytes) const { return bytes.isNull() ? QByteArray("") : bytes; }
};

} // namespace

QtStatement::QtStatement(const QSqlDatabase &connection) : m_query(connection)
{
    m_query.setForwardOnly(true); // rows are read once, so no copy of them is kept
}

bool QtStatement::prepare(const QString &sql)
{
    const bool isPrepared = m_query.prepare(sql);
    if (!isPrepared)
        m_error = m_query.lastError();
    return isPrepared;
}

bool QtStatement::execute(const SqlValues &values)
{
    m_error = {};
    for (std::size_t i = 0; i < values.size(); ++i)
        m_query.bindValue(static_cast<int>(i), std::visit(ToVariant(), values[i].content()));
    const bool isDone = m_query.exec();
    if (!isDone)
        m_error = m_query.lastError();
    return isDone;
}

bool QtStatement::next()
{
    const bool hasRow = m_query.next();
    if (!hasRow)
        m_error = m_query.lastError();
    return hasRow;
}

// MySQL gives text with a binary collation as its UTF-8 bytes.
QByteArray QtStatement::bytes(int column) const
{
    const QVariant value = m_query.value(column);
    return value.typeId() == QMetaType::QByteArray ? value.toByteArray() : value.toString().toUtf8();
}

} // namespace mdash
