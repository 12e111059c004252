#include "features/content/slug.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

bool isPlain(const QString &title)
{
    return std::all_of(title.begin(), title.end(), [](QChar c) { return c.unicode() < 0x80 && c != u'&'; });
}

} // namespace

QString slugOf(const QString &title)
{
    const QString plain = isPlain(title) ? title.toLower()
                                         : QString(title).replace(u'&', u" and "_s).normalized(QString::NormalizationForm_KD).toLower();
    QString slug;
    slug.reserve(plain.size());
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

QString dashboardUrlOfSlug(const QString &subUrl, const QString &uid, const QString &slug)
{
    return subUrl + "/d/"_L1 + uid + u'/' + slug;
}

QString folderUrlOfSlug(const QString &subUrl, const QString &uid, const QString &slug)
{
    return subUrl + "/dashboards/f/"_L1 + uid + u'/' + slug;
}

QString dashboardUrl(const QString &subUrl, const QString &uid, const QString &title)
{
    return dashboardUrlOfSlug(subUrl, uid, slugOf(title));
}

QString folderUrl(const QString &subUrl, const QString &uid, const QString &title)
{
    return folderUrlOfSlug(subUrl, uid, slugOf(title));
}

} // namespace mdash
