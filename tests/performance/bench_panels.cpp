#include "panelfixture.h"

#include <QTest>

#include <cmath>

using namespace mdash;
using namespace mdash::test;

namespace {

constexpr int panels = 20;
constexpr int seriesOfPanel = 10;
constexpr int points = 1'000;

/// What a source answers for one panel: noisy values with many digits.
Frames answer(int panel)
{
    Frames frames;
    for (int s = 0; s < seriesOfPanel; ++s) {
        std::vector<double> values;
        for (int i = 0; i < points; ++i)
            values.push_back(std::sin(i * 0.01 + s) * 1'000 / (panel + 3) + i * 0.37);
        frames.push_back(series("node-" + std::to_string(s), values, 15'000));
    }
    return frames;
}

const char *const panelJson =
    R"json({"type":"timeseries","title":"CPU of $node","options":{"legend":{"displayMode":"table","placement":"bottom","calcs":["mean","max","lastNotNull"]},"tooltip":{"mode":"multi","sort":"desc"}},"fieldConfig":{"defaults":{"unit":"bytes","color":{"mode":"palette-classic"},"custom":{"fillOpacity":10,"stacking":{"mode":"normal","group":"A"}},"thresholds":{"mode":"absolute","steps":[{"color":"green","value":null},{"color":"red","value":80}]}},"overrides":[{"matcher":{"id":"byRegexp","options":"/-9$/"},"properties":[{"id":"unit","value":"percent"}]}]}})json";

} // namespace

/// 20 panels × 10 series × 1,000 points, on one core: from frames to the lines of the stream. Target ≤ 20 ms, aim 8.
class bench_Panels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (int i = 0; i < panels; ++i)
            m_answers.push_back(answer(i));
        m_context = PanelFixture::context();
        m_context.width = 640;
    }

    void framesToLines()
    {
        const PanelFixture panel(panelJson);
        std::size_t bytes = 0;
        QBENCHMARK
        {
            bytes = 0;
            for (const Frames &frames : m_answers) {
                const std::string line = jsonOf(panel.view(frames, m_context));
                bytes += line.size() + etagOf(line).size();
            }
        }
        qInfo("%zu bytes", bytes);
    }

    void framesToViews()
    {
        const PanelFixture panel(panelJson);
        QBENCHMARK
        {
            for (const Frames &frames : m_answers)
                (void)panel.view(frames, m_context);
        }
    }

    void viewsToText()
    {
        const PanelFixture panel(panelJson);
        std::vector<PanelView> views;
        for (const Frames &frames : m_answers)
            views.push_back(panel.view(frames, m_context));
        std::string text;
        QBENCHMARK
        {
            text.clear();
            JsonWriter writer(text);
            for (const PanelView &view : views)
                writePanelView(writer, view);
        }
    }

    void tableOfTenThousandRows()
    {
        const PanelFixture panel(
            R"json({"type":"table","options":{"sortBy":[{"displayName":"Value","desc":true}]},"fieldConfig":{"defaults":{"unit":"bytes"}}})json");
        Frame frame = series("a", std::vector<double>(10'000, 12'345.678));
        QBENCHMARK
        {
            (void)jsonOf(panel.view({frame}, m_context));
        }
    }

private:
    std::vector<Frames> m_answers;
    ViewContext m_context;
};

QTEST_APPLESS_MAIN(bench_Panels)
#include "bench_panels.moc"
