#include "platform/config/settingkeys.h"

#include "base/duration.h"
#include "platform/config/inifile.h"

#include <QFile>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

QString readable(qint64 millis)
{
    return QString::fromStdString(formatDuration(Millis(millis)));
}

Result<std::pair<QString, QString>> splitLimits(const QString &text)
{
    const qsizetype dots = text.indexOf(".."_L1);
    if (dots < 0)
        return fail(ErrorCode::Internal, u"defaults.ini: expected limits such as 1..10, got \"%1\""_s.arg(text));
    return std::pair{text.left(dots), text.mid(dots + 2)};
}

Result<void> readLimits(SettingKey &key, const QString &text)
{
    const auto limits = splitLimits(text);
    if (!limits)
        return tl::unexpected(limits.error());
    if (key.type == SettingKey::Type::Integer) {
        key.least = limits->first.toLongLong();
        key.most = limits->second.toLongLong();
        return {};
    }
    const auto least = parseDuration(limits->first.toStdString());
    const auto most = parseDuration(limits->second.toStdString());
    if (!least || !most)
        return fail(ErrorCode::Internal, u"defaults.ini: limits of %1"_s.arg(key.key));
    key.least = least->count();
    key.most = most->count();
    return {};
}

Result<void> readType(SettingKey &key, const QString &annotation)
{
    using Type = SettingKey::Type;
    static const QHash<QString, Type> types{{u"text"_s, Type::Text},         {u"secret"_s, Type::Secret},
                                            {u"path"_s, Type::Path},         {u"url"_s, Type::Url},
                                            {u"boolean"_s, Type::Boolean},   {u"integer"_s, Type::Integer},
                                            {u"duration"_s, Type::Duration}, {u"enum"_s, Type::Enum},
                                            {u"list"_s, Type::List},         {u"networks"_s, Type::Networks}};
    const QString word = annotation.section(u' ', 0, 0);
    const QString rest = annotation.section(u' ', 1);
    if (!types.contains(word))
        return fail(ErrorCode::Internal, u"defaults.ini: unknown type \"%1\" of %2"_s.arg(word, key.key));
    key.type = types.value(word);
    if (key.type == Type::Enum)
        key.choices = rest.split(u'|');
    if (key.type == Type::Integer || key.type == Type::Duration)
        return readLimits(key, rest);
    return {};
}

int distance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto column = static_cast<std::size_t>(j);
            const int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[column];
            row[column] = std::min({row[column] + 1, row[column - 1] + 1, changed});
        }
    }
    return row.back();
}

bool isNetwork(const QString &text)
{
    return text.contains(u'/') ? QHostAddress::parseSubnet(text).second >= 0 : !QHostAddress(text).isNull();
}

} // namespace

QString SettingKey::name() const
{
    return section == "DEFAULT"_L1 ? key : section + u'.' + key;
}

QString SettingKey::expectation() const
{
    switch (type) {
    case Type::Boolean: return u"true or false"_s;
    case Type::Integer: return u"a whole number from %1 to %2"_s.arg(*least).arg(*most);
    case Type::Duration: return u"a duration from %1 to %2, such as 30s or 5m"_s.arg(readable(*least), readable(*most));
    case Type::Enum: {
        QStringList named = choices;
        const bool mayBeEmpty = named.removeAll(QString()) > 0;
        return (mayBeEmpty ? u"empty or "_s : u"one of "_s) + named.join(u", "_s);
    }
    case Type::Url: return u"an address such as https://metrics.example.org/"_s;
    case Type::Networks: return u"networks such as 10.0.0.0/8, ::1"_s;
    case Type::List: return u"values separated by commas or spaces"_s;
    case Type::Text:
    case Type::Secret:
    case Type::Path: break;
    }
    return u"text"_s;
}

std::optional<QString> problemWith(const SettingKey &key, const QString &value)
{
    using Type = SettingKey::Type;
    bool good = true;
    switch (key.type) {
    case Type::Boolean: {
        static const QStringList words{u"true"_s, u"false"_s, u"1"_s, u"0"_s, u"yes"_s, u"no"_s, u"on"_s, u"off"_s};
        good = words.contains(value.toLower());
        break;
    }
    case Type::Integer: {
        const qint64 number = value.toLongLong(&good);
        good = good && number >= *key.least && number <= *key.most;
        break;
    }
    case Type::Duration: {
        const auto duration = parseDuration(value.toStdString());
        good = duration && duration->count() >= *key.least && duration->count() <= *key.most;
        break;
    }
    case Type::Enum: good = key.choices.contains(value, Qt::CaseInsensitive); break;
    case Type::Url: {
        const QUrl url(value, QUrl::StrictMode);
        good = url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
        break;
    }
    case Type::Networks: {
        const QStringList parts = value.split(QChar(u','), Qt::SkipEmptyParts);
        good = std::all_of(parts.begin(), parts.end(), [](const QString &part) { return isNetwork(part.trimmed()); });
        break;
    }
    case Type::Text:
    case Type::Secret:
    case Type::Path:
    case Type::List: break;
    }
    return good ? std::nullopt : std::optional(key.expectation());
}

QString SettingKeys::embeddedDefaults()
{
    QFile file(u":/config/defaults.ini"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Result<SettingKeys> SettingKeys::parse(const QString &defaultsIni)
{
    SettingKeys keys;
    QString section = u"DEFAULT"_s;
    for (const QString &line : defaultsIni.split(u'\n')) { // sections whose keys are free have no entry to hang this on
        if (line.startsWith(u'['))
            section = line.mid(1, line.indexOf(u']') - 1);
        else if (line.trimmed() == ";@ any"_L1)
            keys.m_freeSections.append(section);
    }
    const auto entries = parseIni(defaultsIni);
    if (!entries)
        return tl::unexpected(entries.error());
    for (const IniEntry &entry : *entries) {
        SettingKey key{.section = entry.section, .key = entry.key, .defaultValue = entry.value};
        if (entry.comments.isEmpty() || !entry.comments.last().startsWith(u'@'))
            return fail(ErrorCode::Internal, u"defaults.ini line %1: %2 has no type"_s.arg(entry.line).arg(entry.key));
        key.sentence = entry.comments.mid(0, entry.comments.size() - 1).join(u' ');
        if (auto done = readType(key, entry.comments.last().mid(1).trimmed()); !done)
            return tl::unexpected(done.error());
        keys.m_keys.push_back(std::move(key));
    }
    return keys;
}

const SettingKey *SettingKeys::find(const QString &section, const QString &key) const
{
    const auto found = std::find_if(m_keys.begin(), m_keys.end(),
                                    [&](const SettingKey &each) { return each.key == key && each.section == section; });
    return found == m_keys.end() ? nullptr : &*found;
}

QString SettingKeys::nearest(const QString &section, const QString &key) const
{
    constexpr int elsewhere = 2; // a key of another section must be that much closer
    QString best;
    int bestDistance = 1 + static_cast<int>(key.size()) / 2;
    for (const SettingKey &known : m_keys) {
        const int away = distance(key, known.key) + (known.section == section ? 0 : elsewhere);
        if (away < bestDistance) {
            bestDistance = away;
            best = known.name();
        }
    }
    return best;
}

QString SettingKeys::markdown() const
{
    QString text;
    QString section;
    for (const SettingKey &key : m_keys) {
        if (key.section != section || text.isEmpty()) {
            section = key.section;
            text += section == "DEFAULT"_L1 ? u"## Before the first section\n\n"_s : u"\n## [%1]\n\n"_s.arg(section);
            text += u"| key | default | what it does | a value is |\n| --- | --- | --- | --- |\n"_s;
        }
        const auto cell = [](QString content) { return content.replace(u'|', u"\\|"_s); };
        const QString shown = key.defaultValue.isEmpty() ? u"empty"_s : u"`%1`"_s.arg(key.defaultValue);
        text += u"| `%1` | %2 | %3 | %4 |\n"_s.arg(key.key, cell(shown), cell(key.sentence), cell(key.expectation()));
    }
    return text;
}

} // namespace mdash
