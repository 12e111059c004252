#include "features/content/orgcontent.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

DashboardEntry dashboard(qint64 id, const QString &title)
{
    return {.id = DashboardId{id}, .uid = u"uid-%1"_s.arg(id), .title = title};
}

QStringList titlesOf(const OrgContent &content)
{
    QStringList titles;
    for (const auto &entry : content.dashboards())
        titles += entry->title;
    return titles;
}

/// Titles that hold @p part, as the text of titles finds them.
QStringList found(const OrgContent &content, std::string_view part)
{
    QStringList titles;
    const TitleText &text = content.dashboardTitles();
    for (std::size_t at = text.find(0, part); at < text.size(); at = text.find(at + 1, part))
        titles += content.dashboards()[at]->title;
    return titles;
}

} // namespace

class TestOrgContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dashboards_areSortedByTitleWithoutCase();
    void titles_followEachChange();
    void titles_areFoundOnceEach();
    void titles_ofManyChangesAreThoseOfAWholeReading();
};

void TestOrgContent::dashboards_areSortedByTitleWithoutCase()
{
    OrgContent content;
    content.assign({}, {dashboard(1, u"zebra"_s), dashboard(2, u"Apple"_s), dashboard(3, u"mango"_s)});
    content.put(dashboard(4, u"BANANA"_s));
    QCOMPARE(titlesOf(content), QStringList({u"Apple"_s, u"BANANA"_s, u"mango"_s, u"zebra"_s}));
}

void TestOrgContent::titles_followEachChange()
{
    OrgContent content;
    content.put(dashboard(1, u"Kafka broker"_s));
    content.put(dashboard(2, u"Kubernetes pods"_s));
    content.put(dashboard(3, u"Batch jobs"_s));
    QCOMPARE(found(content, "k"), QStringList({u"Kafka broker"_s, u"Kubernetes pods"_s}));
    content.put(dashboard(1, u"Queues"_s)); // renamed
    QCOMPARE(found(content, "kafka"), QStringList());
    QCOMPARE(found(content, "queues"), QStringList(u"Queues"_s));
    content.removeDashboard(u"uid-2"_s);
    QCOMPARE(found(content, "s"), QStringList({u"Batch jobs"_s, u"Queues"_s}));
}

void TestOrgContent::titles_areFoundOnceEach()
{
    OrgContent content;
    content.put(dashboard(1, u"aaa aaa"_s));
    content.put(dashboard(2, u"b\naa"_s)); // one title, whatever it holds
    QCOMPARE(found(content, "a"), QStringList({u"aaa aaa"_s, u"b\naa"_s}));
    QCOMPARE(found(content, "a\nb"), QStringList(u"aaa aaa"_s)); // spans two; who asks looks at the title itself
}

void TestOrgContent::titles_ofManyChangesAreThoseOfAWholeReading()
{
    OrgContent changed, whole;
    std::vector<DashboardEntry> all;
    for (qint64 id = 0; id < 500; ++id) {
        const DashboardEntry entry = dashboard(id, u"Höhe %1 %2"_s.arg((id * 7919) % 500).arg(id % 7));
        changed.put(dashboard(id, u"before %1"_s.arg(id)));
        changed.put(entry);
        all.push_back(entry);
    }
    whole.assign({}, all);
    QCOMPARE(titlesOf(changed), titlesOf(whole));
    for (const char *part : {"höhe 4", " 6", "before"})
        QCOMPARE(found(changed, part), found(whole, part));
    QCOMPARE(found(whole, " 6").size(), std::count_if(all.begin(), all.end(), [](const auto &entry) {
        return entry.title.contains(u" 6"_s);
    }));
}

QTEST_APPLESS_MAIN(TestOrgContent)
#include "tst_orgcontent.moc"
