#include "platform/storage/migrationfiles.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

/// The line up to a comment that begins outside of a quoted literal.
QStringView withoutComment(QStringView line)
{
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == u'\'')
            quoted = !quoted;
        else if (!quoted && line.mid(i).startsWith("--"_L1))
            return line.left(i);
    }
    return line;
}

QStringList splitStatements(const QString &text)
{
    QStringList statements;
    QString statement;
    for (const QStringView wholeLine : QStringView(text).split(u'\n')) {
        QStringView line = withoutComment(wholeLine).trimmed();
        const bool isLast = line.endsWith(u';');
        if (isLast)
            line.chop(1);
        if (!line.isEmpty())
            statement += (statement.isEmpty() ? ""_L1 : "\n"_L1) + line.toString();
        if (isLast && !statement.isEmpty())
            statements += std::exchange(statement, {});
    }
    if (!statement.isEmpty())
        statements += statement;
    return statements;
}

Result<MigrationStep> readFile(const QString &folder, const QString &name)
{
    static const QRegularExpression form(u"^(\\d+)_(\\d{3})_([a-z0-9_]+)\\.(expand|backfill|contract)\\.sql$"_s);
    const auto match = form.match(name);
    if (!match.hasMatch())
        return fail(ErrorCode::Internal, u"migration %1 is not named <release>_<step>_<name>.<phase>.sql"_s.arg(name));
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"migration %1 cannot be read: %2"_s.arg(name, file.errorString()));
    const QByteArray bytes = file.readAll();
    MigrationStep step;
    step.release = match.captured(1).toInt();
    step.step = match.captured(2).toInt();
    step.name = match.captured(3);
    step.phase = match.captured(4);
    step.checksum = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    step.statements = splitStatements(QString::fromUtf8(bytes));
    return step;
}

} // namespace

QString MigrationStep::fileName() const
{
    return u"%1_%2_%3.%4.sql"_s.arg(release).arg(step, 3, 10, QChar(u'0')).arg(name, phase);
}

Result<std::vector<MigrationStep>> readMigrations(const QString &folder)
{
    std::vector<MigrationStep> steps;
    for (const QString &name : QDir(folder).entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        auto step = readFile(folder, name);
        if (!step)
            return tl::unexpected(step.error());
        steps.push_back(*std::move(step));
    }
    const auto order = [](const MigrationStep &step) { return std::tuple(step.release, step.step); };
    std::sort(steps.begin(), steps.end(), [&](const auto &a, const auto &b) { return order(a) < order(b); });
    const auto twin = std::adjacent_find(steps.begin(), steps.end(),
                                         [&](const auto &a, const auto &b) { return order(a) == order(b); });
    if (twin != steps.end())
        return fail(ErrorCode::Internal, u"migrations %1 and %2 have the same number"_s.arg(twin->fileName(),
                                                                                            (twin + 1)->fileName()));
    return steps;
}

} // namespace mdash
