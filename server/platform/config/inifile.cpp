#include "platform/config/inifile.h"

#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

tl::unexpected<Error> atLine(int line, const QString &problem)
{
    return fail(ErrorCode::InvalidInput, u"line %1: %2"_s.arg(line).arg(problem));
}

QString withoutComment(const QString &value)
{
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == u'\\' && i + 1 < value.size() && (value[i + 1] == u'#' || value[i + 1] == u';'))
            ++i;
        else if (value[i] == u'#' || value[i] == u';')
            return QString(value.left(i)).replace(u"\\#"_s, u"#"_s).replace(u"\\;"_s, u";"_s).trimmed();
    }
    return QString(value).replace(u"\\#"_s, u"#"_s).replace(u"\\;"_s, u";"_s).trimmed();
}

Result<QString> valueOf(const QString &raw, int line)
{
    for (const QString &quote : {u"\"\"\""_s, u"`"_s}) {
        if (!raw.startsWith(quote))
            continue;
        const qsizetype end = raw.indexOf(quote, quote.size());
        if (end < 0)
            return atLine(line, u"expected the closing %1 on the same line"_s.arg(quote));
        return raw.mid(quote.size(), end - quote.size());
    }
    QString value = withoutComment(raw);
    if (value.size() >= 2 && value.startsWith(u'"') && value.endsWith(u'"'))
        value = value.mid(1, value.size() - 2);
    return value;
}

} // namespace

Result<std::vector<IniEntry>> parseIni(const QString &text)
{
    std::vector<IniEntry> entries;
    QString section = u"DEFAULT"_s;
    QStringList comments;
    int number = 0;
    for (const QStringView part : QStringView(text).split(u'\n')) {
        ++number;
        const QString line = part.trimmed().toString();
        if (line.isEmpty()) {
            comments.clear();
        } else if (line.startsWith(u';') || line.startsWith(u'#')) {
            comments.append(line.mid(1).trimmed());
        } else if (line.startsWith(u'[')) {
            if (!line.contains(u']') || line.indexOf(u']') == 1)
                return atLine(number, u"expected a section such as [server]"_s);
            section = line.mid(1, line.indexOf(u']') - 1).trimmed();
            comments.clear();
        } else {
            const qsizetype equals = line.indexOf(u'=');
            if (equals <= 0)
                return atLine(number, u"expected key = value"_s);
            auto value = valueOf(line.mid(equals + 1).trimmed(), number);
            if (!value)
                return tl::unexpected(value.error());
            entries.push_back({section, line.left(equals).trimmed(), *value, number, comments});
            comments.clear();
        }
    }
    return entries;
}

} // namespace mdash
