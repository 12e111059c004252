#include "panelfixture.h"

#include "panels/viewhtml.h"

#include <QElapsedTimer>
#include <QTest>

using namespace mdash;
using namespace mdash::test;

namespace {

std::string nodesOf(const std::string &mode, const std::string &content, const Scope *scope = nullptr)
{
    std::string json = R"({"type":"text","options":{"mode":")" + mode + R"(","content":)";
    JsonWriter(json).value(content);
    ViewContext context = PanelFixture::context();
    context.scope = scope;
    const auto document = JsonDocument::parse(jsonOf(PanelFixture(json + "}}").view({}, context)));
    return document->root()["text"]["nodes"].json();
}

} // namespace

class tst_ViewText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markdown_becomesNodes_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("heading") << QByteArray("# Hi *you*") << QByteArray("[{'tag':'h1','children':['Hi ',{'tag':'em','children':['you']}]}]");
        QTest::newRow("link") << QByteArray("[a](https://x.org/?q=1&r)") << QByteArray("[{'tag':'p','children':[{'tag':'a','attrs':{'href':'https://x.org/?q=1&r'},'children':['a']}]}]");
        QTest::newRow("list") << QByteArray("- a\n- b") << QByteArray("[{'tag':'ul','children':[{'tag':'li','children':['a']},{'tag':'li','children':['b']}]}]");
        QTest::newRow("code") << QByteArray("`a<b`") << QByteArray("[{'tag':'p','children':[{'tag':'code','children':['a<b']}]}]");
        QTest::newRow("html inside") << QByteArray("a <b onclick=x>b</b>") << QByteArray("[{'tag':'p','children':['a ',{'tag':'b','children':['b']}]}]");
        QTest::newRow("bad link") << QByteArray("[a](javascript:alert(1))") << QByteArray("[{'tag':'p','children':[{'tag':'a','children':['a']}]}]");
    }
    void markdown_becomesNodes()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, expected);
        QCOMPARE(nodesOf("markdown", content.toStdString()), expected.replace('\'', '"').toStdString());
    }

    void markdown_knowsTables()
    {
        const std::string nodes = nodesOf("markdown", "|a|b|\n|---|:---:|\n|1|2|");
        QVERIFY(nodes.find(R"({"tag":"td","attrs":{"align":"center"},"children":["2"]})") != std::string::npos);
    }

    void html_isSanitised_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("script") << QByteArray("a<script>alert('</b>')</script>b") << QByteArray("['a','b']");
        QTest::newRow("open script") << QByteArray("a<SCRIPT src=x>alert(1)") << QByteArray("['a']");
        QTest::newRow("style, frame") << QByteArray("<style>p{}</style><iframe src=x>y</iframe>z") << QByteArray("['z']");
        QTest::newRow("svg") << QByteArray("<svg><a href='javascript:x'>k</a></svg>z") << QByteArray("['z']");
        QTest::newRow("events") << QByteArray("<p onload=\"x()\" class=c id=d>t</p>") << QByteArray("[{'tag':'p','children':['t']}]");
        QTest::newRow("unknown tag") << QByteArray("<blink>t</blink>") << QByteArray("['t']");
        QTest::newRow("form") << QByteArray("<form action=x><input name=y>t</form>") << QByteArray("['t']");
        QTest::newRow("javascript link") << QByteArray("<a href=' jAvA&#9;script:x'>t</a>") << QByteArray("[{'tag':'a','children':['t']}]");
        QTest::newRow("data link") << QByteArray("<a href='data:text/html,x'>t</a>") << QByteArray("[{'tag':'a','children':['t']}]");
        QTest::newRow("foreign picture") << QByteArray("<img src='http://x.org/a.png' alt='Logo'>") << QByteArray("[{'tag':'a','attrs':{'href':'http://x.org/a.png'},'children':['Logo']}]");
        QTest::newRow("foreign picture without scheme") << QByteArray("<img src='//x.org/a.png'>") << QByteArray("[{'tag':'a','attrs':{'href':'//x.org/a.png'},'children':['a.png']}]");
        QTest::newRow("own picture") << QByteArray("<img src='/public/a.png' width=20>") << QByteArray("[{'tag':'img','attrs':{'src':'/public/a.png','width':'20'}}]");
        QTest::newRow("script picture") << QByteArray("<img src='javascript:x' onerror='y'>t") << QByteArray("['t']");
        QTest::newRow("align") << QByteArray("<h1 style='color:red; text-align: center'>t</h1>") << QByteArray("[{'tag':'h1','attrs':{'align':'center'},'children':['t']}]");
        QTest::newRow("entities") << QByteArray("a &lt;b&gt; &amp;amp; &#x41;&nope;") << QByteArray("['a <b> &amp; A&nope;']");
        QTest::newRow("comment") << QByteArray("a<!-- <script> -->b<!DOCTYPE x>c") << QByteArray("['a','b','c']");
        QTest::newRow("open tags") << QByteArray("<ul><li>a<li>b</ul><p>c<p>d") << QByteArray("[{'tag':'ul','children':[{'tag':'li','children':['a']},{'tag':'li','children':['b']}]},{'tag':'p','children':['c']},{'tag':'p','children':['d']}]");
        QTest::newRow("crossed tags") << QByteArray("<b>a<i>b</b>c</i>") << QByteArray("[{'tag':'b','children':['a',{'tag':'i','children':['b']}]},'c']");
        QTest::newRow("no tag") << QByteArray("a < b <3 <") << QByteArray("['a ','< b ','<3 ','<']");
    }
    void html_isSanitised()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, expected);
        QCOMPARE(nodesOf("html", content.toStdString()), expected.replace('\'', '"').toStdString());
    }

    void html_escapesVariables()
    {
        Scope scope;
        scope.set("x", ScopeValue::single("<b>1</b>"));
        QCOMPARE(nodesOf("html", "v=$x", &scope), std::string(R"(["v=<b>1</b>"])"));
    }

    void html_takesTimeInProportion()
    {
        QElapsedTimer timer;
        timer.start();
        std::string deep;
        for (int i = 0; i < 100'000; ++i)
            deep += "<div><p><<";
        QVERIFY(sanitisedHtml(deep).size() < 20'001);
        std::string open;
        for (int i = 0; i < 100'000; ++i)
            open += "<script ";
        (void)sanitisedHtml(open);
        (void)sanitisedHtml(std::string(500'000, '<'));
        (void)sanitisedHtml(std::string(500'000, '&'));
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
    }

    void plain_hasTheWords()
    {
        QCOMPARE(plainWords(sanitisedHtml("<h1>A</h1><p>b <b>c</b></p><ul><li>d<li>e</ul>")), std::string("A\nb c\nd\ne"));
    }
};

QTEST_APPLESS_MAIN(tst_ViewText)
#include "tst_viewtext.moc"
