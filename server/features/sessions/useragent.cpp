#include "features/sessions/useragent.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

struct Mark
{
    const char16_t *name;
    const char16_t *pattern; // its first group is the version
};

// The first that matches: browsers name their ancestors too.
constexpr Mark browsers[] = {
    {u"Edge", u"Edg(?:e|A|iOS)?/([0-9.]+)"}, {u"Opera", u"OPR/([0-9.]+)"},
    {u"Firefox", u"(?:Firefox|FxiOS)/([0-9.]+)"}, {u"Chrome", u"(?:Chrome|CriOS|Chromium)/([0-9.]+)"},
    {u"Safari", u"Version/([0-9.]+).*Safari/"}, {u"curl", u"^curl/([0-9.]+)"},
};
constexpr Mark systems[] = {
    {u"Windows", u"Windows NT ([0-9.]+)"}, {u"iOS", u"(?:iPhone|CPU) OS ([0-9_]+)"}, {u"Android", u"Android ([0-9.]+)"},
    {u"Mac OS X", u"Mac OS X ([0-9_.]+)"}, {u"Linux", u"Linux()"},
};
constexpr Mark devices[] = {{u"iPad", u"iPad()"}, {u"iPhone", u"iPhone()"}, {u"Android", u"Android()"}};

template<std::size_t count>
std::pair<QString, QString> firstMark(const Mark (&marks)[count], const QString &text)
{
    for (const Mark &mark : marks) {
        const auto match = QRegularExpression(QString::fromUtf16(mark.pattern)).match(text);
        if (match.hasMatch())
            return {QString::fromUtf16(mark.name), match.captured(1).replace(u'_', u'.')};
    }
    return {u"Other"_s, QString()};
}

} // namespace

UserAgent parseUserAgent(const QString &header)
{
    const auto [browser, browserVersion] = firstMark(browsers, header);
    const auto [os, osVersion] = firstMark(systems, header);
    return {firstMark(devices, header).first, os, osVersion, browser, browserVersion};
}

} // namespace mdash
