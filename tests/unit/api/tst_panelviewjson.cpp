#include "api/panelviewjson.h"

#include <QTest>

#include <limits>

using namespace mdash;

namespace {

std::string textOf(const PanelView &view)
{
    std::string text;
    JsonWriter writer(text);
    writePanelView(writer, view);
    return text;
}

PanelView panelOf(const char *type)
{
    PanelView view;
    view.type = type;
    view.title = "t";
    return view;
}

PanelView seriesView()
{
    view::TimeSeriesBody body;
    body.x = view::EvenTimes{1000, 500, 3};
    body.range = {1000, 2000};
    view::Series series;
    series.name = "a";
    series.colour = "series-1";
    series.axis = "y1";
    series.unit.id = series.unit.kernel = "short";
    series.values = {1, 2.5, std::numeric_limits<double>::quiet_NaN()};
    series.spanNulls = 60000.0;
    body.series.push_back(series);
    body.axes.emplace_back().id = "y1";
    PanelView view = panelOf("timeseries");
    view.count = 1;
    view.body = body;
    return view;
}

} // namespace

class tst_PanelViewJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writePanelView_leavesOutWhatSaysNothing()
    {
        PanelView view = panelOf("text");
        view.state = view::PanelState::NoData;
        QCOMPARE(textOf(view), std::string(R"({"type":"text","state":"nodata","title":"t"})"));
    }

    void writePanelView_writesSeriesAsTheBrowserReadsThem()
    {
        const auto json = JsonDocument::parse(textOf(seriesView()));
        QVERIFY(json);
        const JsonValue body = json->root()["timeseries"];
        QCOMPARE(body["x"]["count"].integer(), 3);
        const JsonValue series = body["series"].elements().at(0);
        QCOMPARE(series["values"].json(), std::string("[1,2.5,null]"));
        QCOMPARE(series["spanNulls"].number(), 60000.0);
        QCOMPARE(series["unit"].json(), std::string(R"({"id":"short","kernel":"short"})"));
        QVERIFY(!series["hidden"].exists());
        QCOMPARE(body["axes"].elements().at(0)["scale"]["kind"].string(), std::string_view("linear"));
        QCOMPARE(json->root()["count"].integer(), 1);
    }

    void writePanelView_writesErrors()
    {
        PanelView view = panelOf("stat");
        view.state = view::PanelState::Error;
        view.error = view::PanelError{"query.failed", "no \"route\"", "", "A"};
        const auto json = JsonDocument::parse(textOf(view));
        QVERIFY(json);
        QCOMPARE(json->root()["error"]["message"].string(), std::string_view("no \"route\""));
        QVERIFY(!json->root()["error"]["hint"].exists());
    }

    void writePanelView_writesCells()
    {
        view::TableBody body;
        view::Cell cell;
        cell.text = "12 %";
        cell.value = 12.0;
        cell.background = "red";
        cell.ratio = 0.12;
        body.columns.emplace_back();
        body.rows.push_back({cell, view::Cell{}});
        PanelView view = panelOf("table");
        view.body = body;
        const auto json = JsonDocument::parse(textOf(view));
        QVERIFY(json);
        QCOMPARE(json->root()["table"]["rows"].json(), std::string(R"([[{"t":"12 %","v":12,"b":"red","g":0.12},{}]])"));
    }

    void etagOf_changesWithEveryByte()
    {
        const std::string text = textOf(seriesView());
        const std::string etag = etagOf(text);
        QCOMPARE(etag.size(), std::size_t(32));
        QCOMPARE(etagOf(text), etag);
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::string other = text;
            other[i] ^= 1;
            QVERIFY(etagOf(other) != etag);
        }
        QVERIFY(etagOf(text + '\0') != etag);
    }
};

QTEST_APPLESS_MAIN(tst_PanelViewJson)
#include "tst_panelviewjson.moc"
