#include "platform/storage/drivers/driver.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

tl::expected<std::vector<QStringList>, ConnectFailure> ask(QSqlDatabase &connection, DatabaseKind kind, const QString &sql)
{
    QSqlQuery query(connection);
    if (!query.exec(sql))
        return tl::unexpected(ConnectFailure{classify(kind, query.lastError()), driverText(query.lastError())});
    std::vector<QStringList> rows;
    const int columns = query.record().count();
    while (query.next()) {
        QStringList row;
        for (int column = 0; column < columns; ++column)
            row += query.value(column).toString();
        rows.push_back(row);
    }
    return rows;
}

tl::unexpected<ConnectFailure> refused(QString sentence)
{
    return tl::unexpected(ConnectFailure{SqlFailure::Refused, std::move(sentence)});
}

int wholeSeconds(std::chrono::milliseconds duration)
{
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(duration).count());
}

} // namespace mdash
