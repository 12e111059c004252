#include "panelfixture.h"

#include "frames/transformations.h"
#include "panels/builtins.h"
#include "panels/layout.h"
#include "panels/querytext.h"
#include "panels/upgrade.h"
#include "panels/variableresolver.h"
#include "support/corpus.h"
#include "support/mutations.h"

#include <QTest>

using namespace mdash;
using namespace mdash::test;

namespace {

constexpr qint64 longestAttempt = 20'000; // ms, under the sanitizers on a busy machine

/// Dashboards that are small enough to be broken often.
std::vector<std::string> dashboards()
{
    constexpr qsizetype largest = 60'000;
    std::vector<std::string> texts;
    for (const QString &file : corpusFiles()) {
        const QByteArray text = fileContent(corpusFolder() + QLatin1Char('/') + file);
        if (text.size() <= largest && JsonDocument::parse(text.toStdString()))
            texts.push_back(text.toStdString());
    }
    return texts;
}

Frames anyFrames(Mutations &mutations)
{
    const double values[] = {1, -1e308, std::nan(""), INFINITY, 0, 4.9e-324};
    Frame numbersFrame = series("x", {values[mutations.below(6)], values[mutations.below(6)], 3});
    Frame texts;
    texts.refId = "B";
    texts.fields = {field("", Column::strings({"a", std::string("\0", 1)})), field("flag", Column::booleans({1, 0}))};
    Frames frames;
    for (std::size_t count = mutations.below(4); count > 0; --count)
        frames.push_back(mutations.below(2) == 0 ? numbersFrame : texts);
    return frames;
}

VariableContext variableContext(Mutations &mutations)
{
    VariableContext context;
    context.sources = DataSourceList({{"p1", "Prom", "prometheus", true}, {"l1", "Logs", "loki", false}});
    context.range = PanelFixture::context().range;
    context.requested = {{"job", {"api", ".*", "'; DROP"}}, {"instance", {std::string(allChoice)}}, {"datasource", {"none"}}};
    context.mayQuery = mutations.below(2) == 0;
    return context;
}

/// Variables with made-up answers, until nothing more is asked.
void resolve(VariableResolver &resolver, Mutations &mutations)
{
    for (int turn = 0; turn < 50 && !resolver.isDone(); ++turn) {
        for (const VariableQuestion &question : resolver.advance()) {
            if (mutations.below(4) == 0)
                resolver.answer(question.index, fail(ErrorCode::Timeout, QStringLiteral("slow")));
            else
                resolver.answer(question.index, std::vector<std::string>{"a", "", "a", "10", std::string(1, '\0')});
        }
    }
    QVERIFY(resolver.isDone());
}

/// Takes a dashboard through every stage as a viewer's request does.
void show(const DashboardModelPtr &dashboard, Mutations &mutations)
{
    Scope builtIns;
    setBuiltIns(builtIns, {PanelFixture::context().range});
    auto context = variableContext(mutations);
    context.builtIns = &builtIns;
    VariableResolver resolver(dashboard, context);
    resolve(resolver, mutations);
    const Layout layout = layOut(*dashboard, [&](const std::string &name) { return resolver.repeatValues(name); });
    for (const PanelInstance &instance : layout.instances) {
        ViewContext viewContext = PanelFixture::context();
        viewContext.scope = &resolver.scope();
        viewContext.inspect = mutations.below(4) == 0;
        for (const Target &target : instance.panel->targets) {
            const auto text = interpolateJson(target.model, resolver.scope(), QueryLanguage::PromQl);
            QVERIFY(!text || JsonDocument::parse(*text));
        }
        const std::string json = jsonOf(buildPanelView(*instance.panel, anyFrames(mutations), viewContext));
        QVERIFY2(JsonDocument::parse(json), json.substr(0, 500).c_str());
    }
}

} // namespace

/// Broken dashboards: whatever stands in their JSON, each stage answers, and what it answers is well-formed.
class tst_Mutations : public QObject
{
    Q_OBJECT

    std::vector<std::string> m_dashboards;

private Q_SLOTS:
    void initTestCase()
    {
        m_dashboards = dashboards();
        QVERIFY(!m_dashboards.empty());
    }

    void stages_surviveWrongValuesAnywhere()
    {
        untilTimeIsOver("wrong values", [&](quint32 seed) {
            Mutations mutations(seed);
            const auto document = JsonDocument::parse(m_dashboards[mutations.below(m_dashboards.size())]);
            const std::string broken = mutations.mutated(JsonTree(document->root())).json();
            QElapsedTimer elapsed;
            elapsed.start();
            if (const auto dashboard = upgradeDashboard(broken))
                show(*dashboard, mutations);
            QVERIFY2(elapsed.elapsed() < longestAttempt, qPrintable(QStringLiteral("seed %1 took %2 ms").arg(seed).arg(elapsed.elapsed())));
        });
    }

    void upgrade_survivesBrokenText()
    {
        untilTimeIsOver("broken text", [&](quint32 seed) {
            Mutations mutations(seed);
            const std::string broken = mutations.mutated(m_dashboards[mutations.below(m_dashboards.size())]);
            const auto dashboard = upgradeDashboard(broken);
            QVERIFY(dashboard || dashboard.error().code == ErrorCode::InvalidInput || dashboard.error().code == ErrorCode::TooLarge);
        });
    }

    void upgrade_refusesDeepNesting()
    {
        for (const std::size_t levels : {200u, 10'000u, 1'000'000u}) {
            std::string text = R"({"panels":)";
            text.append(levels, '[');
            QVERIFY(!upgradeDashboard(text));
            text.append(levels, ']').append("}");
            QVERIFY(!upgradeDashboard(text));
        }
    }

    void transformations_surviveAnyOptions()
    {
        const auto ids = knownTransformations();
        untilTimeIsOver("transformations", [&](quint32 seed) {
            Mutations mutations(seed);
            JsonTree step = JsonTree::object({{"id", ids[mutations.below(ids.size())]},
                                              {"options", JsonTree::object({{"byField", "Time"}, {"mode", mutations.nastyValue()},
                                                                            {"fields", mutations.nastyValue()}, {"reducers", mutations.nastyValue()},
                                                                            {"include", mutations.nastyValue()}, {"filters", mutations.nastyValue()},
                                                                            {"expression", mutations.nastyValue()}, {"source", mutations.nastyValue()}})}});
            if (mutations.below(2) == 0)
                step = mutations.mutated(std::move(step));
            const std::string text = JsonTree::array({step, step}).json();
            const auto document = JsonDocument::parse(text);
            if (!document)
                return; // nested too deeply
            std::vector<Notice> notices;
            const auto same = [](std::string_view words) { return std::string(words); };
            for (const Frame &frame : transformed(anyFrames(mutations), document->root().elements(), same, notices)) {
                for (const Field &each : frame.fields)
                    QCOMPARE(each.values.size(), frame.fields.front().values.size());
            }
        });
    }

    void interpolation_survivesAnyText()
    {
        Scope scope;
        scope.set("a", ScopeValue{.values = {"x", "", "'\"\\", std::string("\0", 1)}, .multi = true, .trusted = false});
        scope.set("b", ScopeValue::single("$a"));
        untilTimeIsOver("interpolation", [&](quint32 seed) {
            Mutations mutations(seed);
            std::string text = "rate(x{job=~\"$a\", y='${b:regex}'}[[a:csv]][5m]) ${a:date:YYYY} ${__from:date} $ab ${a.b.c:sqlstring} `${a:json}` # $b";
            for (int turn = 0; turn < 3; ++turn)
                text = mutations.mutated(std::move(text));
            (void)interpolate(text, scope);
            (void)referencedNames(text);
            for (const QueryLanguage language : {QueryLanguage::PromQl, QueryLanguage::LogQl, QueryLanguage::InfluxQl, QueryLanguage::Flux, QueryLanguage::Sql})
                (void)interpolateQuery(text, scope, language);
        });
    }
};

QTEST_APPLESS_MAIN(tst_Mutations)
#include "tst_mutations.moc"
