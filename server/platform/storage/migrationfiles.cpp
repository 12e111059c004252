#include "platform/storage/migrationfiles.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

/// Semicolons and comments count outside of quoted literals only.
QStringList splitStatements(const QString &text)
{
    QStringList statements;
    QString statement;
    bool quoted = false;
    const auto finish = [&] {
        if (const QString whole = std::exchange(statement, {}).trimmed(); !whole.isEmpty())
            statements += whole;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\'')
            quoted = !quoted;
        if (!quoted && QStringView(text).mid(i).startsWith("--"_L1)) {
            const qsizetype end = text.indexOf(u'\n', i);
            i = end < 0 ? text.size() : end;
            statement += u'\n';
        } else if (!quoted && text[i] == u';') {
            finish();
        } else {
            statement += text[i];
        }
    }
    finish();
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
