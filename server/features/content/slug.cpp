#include "features/content/slug.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

QString slugOf(const QString &title)
{
    QString slug;
    const QString plain = QString(title).replace(u'&', u" and "_s).normalized(QString::NormalizationForm_KD).toLower();
    for (const QChar c : plain) {
        const bool isWord = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_';
        if (isWord)
            slug += c;
        else if (c.category() != QChar::Mark_NonSpacing && !slug.isEmpty() && !slug.endsWith(u'-'))
            slug += u'-';
    }
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug;
}

std::optional<QString> problemWithUid(const QString &uid)
{
    constexpr qsizetype longest = 40;
    if (uid.size() > longest)
        return u"uid too long, max 40 characters"_s;
    for (const QChar c : uid) {
        if (!(c >= u'a' && c <= u'z') && !(c >= u'A' && c <= u'Z') && !(c >= u'0' && c <= u'9') && c != u'_' && c != u'-')
            return u"uid contains illegal characters"_s;
    }
    return std::nullopt;
}

QString dashboardUrl(const QString &subUrl, const QString &uid, const QString &title)
{
    return u"%1/d/%2/%3"_s.arg(subUrl, uid, slugOf(title));
}

QString folderUrl(const QString &subUrl, const QString &uid, const QString &title)
{
    return u"%1/dashboards/f/%2/%3"_s.arg(subUrl, uid, slugOf(title));
}

} // namespace mdash
