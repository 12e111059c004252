#include "panels/layout.h"
#include "panels/upgrade.h"

#include "support/jsontext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

RepeatValues repeats(std::map<std::string, int> counts)
{
    return [counts](const std::string &name) -> std::optional<std::vector<ScopeValue>> {
        const auto found = counts.find(name);
        if (found == counts.end())
            return std::nullopt;
        std::vector<ScopeValue> values;
        for (int i = 0; i < found->second; ++i)
            values.push_back(ScopeValue::single(name + std::to_string(i)));
        return values;
    };
}

/// `id[.index] x,y wxh` a line, with the row and the values of repeats.
std::string laidOut(const std::string &panels, std::map<std::string, int> counts = {}, std::map<qint64, bool> open = {})
{
    const auto model = upgradeDashboard(jsonText("{'schemaVersion':39,'panels':[" + panels + "]}"));
    std::string out;
    for (const PanelInstance &instance : layOut(**model, repeats(std::move(counts)), open).instances) {
        out += std::to_string(instance.panel->id) + (instance.repeatIndex ? "." + std::to_string(*instance.repeatIndex) : "");
        const GridPos &grid = instance.grid;
        out += " " + std::to_string(grid.x) + "," + std::to_string(grid.y) + " " + std::to_string(grid.w) + "x" + std::to_string(grid.h);
        if (instance.row)
            out += " in " + std::to_string(instance.row->id) + (instance.row->repeatIndex ? "." + std::to_string(*instance.row->repeatIndex) : "");
        for (const auto &[name, value] : instance.scoped)
            out += " " + value.values.front();
        if (instance.collapsed)
            out += " closed(" + std::to_string(instance.hiddenPanels) + ")";
        out += "\n";
    }
    return out;
}

} // namespace

class tst_Layout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void panels_keepTheirPlaces()
    {
        QCOMPARE(laidOut("{'id':1,'type':'stat','gridPos':{'x':0,'y':0,'w':12,'h':8}},{'id':2,'type':'stat','gridPos':{'x':12,'y':0,'w':12,'h':4}},{'id':3,'type':'stat','gridPos':{'x':12,'y':4,'w':6,'h':4}}"),
                 std::string("1 0,0 12x8\n2 12,0 12x4\n3 12,4 6x4\n"));
    }

    void gapsClose_andOverlapsMoveApart()
    {
        QCOMPARE(laidOut("{'id':1,'type':'row','gridPos':{'x':0,'y':0,'w':24,'h':1}},{'id':2,'type':'stat','gridPos':{'x':0,'y':0,'w':24,'h':3}},{'id':3,'type':'stat','gridPos':{'x':0,'y':40,'w':6,'h':3}}"),
                 std::string("1 0,0 24x1\n2 0,1 24x3 in 1\n3 0,4 6x3 in 1\n"));
    }

    void panels_areInReadingOrder()
    {
        QCOMPARE(laidOut("{'id':1,'type':'stat','gridPos':{'x':0,'y':5,'w':24,'h':5}},{'id':2,'type':'stat','gridPos':{'x':12,'y':0,'w':12,'h':5}},{'id':3,'type':'stat','gridPos':{'x':0,'y':0,'w':12,'h':5}}"),
                 std::string("3 0,0 12x5\n2 12,0 12x5\n1 0,5 24x5\n"));
    }

    void repeat_fillsLines()
    {
        const std::string panels = "{'id':1,'type':'stat','repeat':'h','maxPerRow':3,'gridPos':{'x':6,'y':0,'w':6,'h':4}},{'id':2,'type':'stat','gridPos':{'x':0,'y':4,'w':24,'h':2}}";
        QCOMPARE(laidOut(panels, {{"h", 4}}), std::string("1.0 0,0 8x4 h0\n1.1 8,0 8x4 h1\n1.2 16,0 8x4 h2\n1.3 0,4 8x4 h3\n2 0,8 24x2\n"));
        QCOMPARE(laidOut(panels, {{"h", 1}}), std::string("1.0 0,0 24x4 h0\n2 0,4 24x2\n"));
    }

    void repeat_downwardsKeepsItsColumn()
    {
        QCOMPARE(laidOut("{'id':1,'type':'stat','repeat':'h','repeatDirection':'v','gridPos':{'x':6,'y':0,'w':6,'h':4}}", {{"h", 2}}),
                 std::string("1.0 6,0 6x4 h0\n1.1 6,4 6x4 h1\n"));
    }

    void repeat_withoutValuesStandsOnce()
    {
        const std::string panel = "{'id':1,'type':'stat','repeat':'h','gridPos':{'x':6,'y':0,'w':6,'h':4}}";
        QCOMPARE(laidOut(panel), std::string("1.0 6,0 6x4\n"));
        QCOMPARE(laidOut(panel, {{"h", 0}}), std::string("1.0 6,0 6x4\n"));
    }

    void repeat_isCappedWithANotice()
    {
        const auto model = upgradeDashboard(jsonText("{'panels':[{'id':1,'type':'stat','title':'T','repeat':'h'}]}"));
        const Layout layout = layOut(**model, repeats({{"h", 250}}));
        QCOMPARE(layout.instances.size(), 100u);
        QCOMPARE(layout.notices, std::vector<std::string>{"Panel \"T\" repeats for 250 values; the first 100 are shown"});
    }

    void rowRepeat_clonesItsPanels()
    {
        QCOMPARE(laidOut("{'id':1,'type':'row','repeat':'r','gridPos':{'x':0,'y':0,'w':24,'h':1}},{'id':2,'type':'stat','gridPos':{'x':0,'y':1,'w':12,'h':3}},"
                         "{'id':3,'type':'stat','repeat':'h','gridPos':{'x':0,'y':4,'w':12,'h':2}}", {{"r", 2}, {"h", 2}}),
                 std::string("1.0 0,0 24x1 r0\n2.0 0,1 12x3 in 1.0 r0\n3.0 0,4 12x2 in 1.0 r0 h0\n3.1 12,1 12x2 in 1.0 r0 h1\n"
                             "1.1 0,6 24x1 r1\n2.1 0,7 12x3 in 1.1 r1\n3.2 0,10 12x2 in 1.1 r1 h0\n3.3 12,7 12x2 in 1.1 r1 h1\n"));
    }

    void closedRow_hidesItsPanels()
    {
        const std::string panels = "{'id':1,'type':'row','collapsed':true,'gridPos':{'x':0,'y':0,'w':24,'h':1},'panels':[{'id':2,'type':'stat','gridPos':{'x':0,'y':9,'w':12,'h':3}}]},"
                                   "{'id':3,'type':'stat','gridPos':{'x':0,'y':1,'w':24,'h':2}}";
        QCOMPARE(laidOut(panels), std::string("1 0,0 24x1 closed(1)\n3 0,1 24x2\n"));
        QCOMPARE(laidOut(panels, {}, {{1, true}}), std::string("1 0,0 24x1\n2 0,1 12x3 in 1\n3 0,4 24x2\n"));
    }

    void openRow_canBeClosed()
    {
        QCOMPARE(laidOut("{'id':1,'type':'row','gridPos':{'x':0,'y':0,'w':24,'h':1}},{'id':2,'type':'stat','gridPos':{'x':0,'y':1,'w':24,'h':2}},{'id':3,'type':'row','gridPos':{'x':0,'y':3,'w':24,'h':1}}", {}, {{1, false}}),
                 std::string("1 0,0 24x1 closed(1)\n3 0,1 24x1\n"));
    }
};

QTEST_APPLESS_MAIN(tst_Layout)
#include "tst_layout.moc"
