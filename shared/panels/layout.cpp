#include "panels/layout.h"

#include <algorithm>
#include <array>

namespace mdash {
namespace {

constexpr int columns = 24;
constexpr std::size_t mostClones = 100;

using Scoped = std::vector<std::pair<std::string, ScopeValue>>;

/// Places panels one after the other, each as high as what stands above it allows.
class Grid
{
public:
    void place(PanelInstance &instance)
    {
        GridPos &grid = instance.grid;
        const auto begin = m_used.begin() + grid.x;
        grid.y = *std::max_element(begin, begin + grid.w);
        std::fill(begin, begin + grid.w, grid.y + grid.h);
    }

private:
    std::array<int, columns> m_used{};
};

/// A row with the panels under it; the panels before the first row have none.
struct Section
{
    const PanelModel *row = nullptr;
    std::vector<const PanelModel *> panels;
};

std::vector<const PanelModel *> inReadingOrder(const std::vector<PanelModel> &panels)
{
    std::vector<const PanelModel *> order;
    for (const PanelModel &panel : panels)
        order.push_back(&panel);
    std::stable_sort(order.begin(), order.end(), [](const PanelModel *a, const PanelModel *b) {
        return a->grid.y != b->grid.y ? a->grid.y < b->grid.y : a->grid.x < b->grid.x;
    });
    return order;
}

std::vector<Section> sectionsOf(const DashboardModel &dashboard)
{
    std::vector<Section> sections(1);
    for (const PanelModel *panel : inReadingOrder(dashboard.panels)) {
        if (panel->isRow()) {
            sections.push_back({panel, inReadingOrder(panel->panels)});
            continue;
        }
        // What follows a row that was saved closed stands below it, not under it.
        if (sections.back().row && sections.back().row->collapsed)
            sections.emplace_back();
        sections.back().panels.push_back(panel);
    }
    return sections;
}

class Placing
{
public:
    Placing(const RepeatValues &repeats, const std::map<qint64, bool> &openRows) : m_repeats(repeats), m_openRows(openRows) {}

    void place(const Section &section)
    {
        if (!section.row) {
            for (const PanelModel *panel : section.panels)
                placeRepeated(*panel, {}, std::nullopt, false);
            return;
        }
        const PanelModel &row = *section.row;
        if (row.repeat.empty()) {
            placeRow(section, {}, std::nullopt);
            return;
        }
        const auto values = valuesOf(row);
        for (std::size_t i = 0; i < std::max<std::size_t>(values.size(), 1); ++i) {
            const Scoped scoped = values.empty() ? Scoped() : Scoped{{row.repeat, values[i]}};
            placeRow(section, scoped, static_cast<int>(i));
        }
    }

    Layout take() { return std::move(m_layout); }

private:
    std::vector<ScopeValue> valuesOf(const PanelModel &panel)
    {
        auto values = m_repeats(panel.repeat).value_or(std::vector<ScopeValue>());
        if (values.size() > mostClones) {
            m_layout.notices.push_back("Panel \"" + panel.title + "\" repeats for " + std::to_string(values.size()) + " values; the first "
                                       + std::to_string(mostClones) + " are shown");
            values.resize(mostClones);
        }
        return values;
    }

    void placeRow(const Section &section, const Scoped &scoped, std::optional<int> index)
    {
        const PanelModel &row = *section.row;
        const auto opened = m_openRows.find(row.id);
        PanelInstance heading{.panel = &row, .repeatIndex = index, .grid = {0, 0, columns, 1}, .scoped = scoped};
        heading.collapsed = opened == m_openRows.end() ? row.collapsed : !opened->second;
        heading.hiddenPanels = heading.collapsed ? static_cast<int>(section.panels.size()) : 0;
        const bool closed = heading.collapsed;
        add(std::move(heading));
        if (closed)
            return;
        for (const PanelModel *panel : section.panels)
            placeRepeated(*panel, scoped, PanelInstance::Row{row.id, index}, index.has_value());
    }

    void placeRepeated(const PanelModel &panel, const Scoped &outer, std::optional<PanelInstance::Row> row, bool isClone)
    {
        PanelInstance instance{.panel = &panel, .grid = panel.grid, .row = row, .scoped = outer};
        if (panel.repeat.empty()) {
            if (isClone)
                instance.repeatIndex = m_count[panel.id]++;
            add(std::move(instance));
            return;
        }
        const auto values = valuesOf(panel);
        const int perRow = std::clamp(static_cast<int>(values.size()), 1, panel.maxPerRow);
        for (std::size_t i = 0; i < std::max<std::size_t>(values.size(), 1); ++i) {
            PanelInstance clone = instance;
            clone.repeatIndex = m_count[panel.id]++;
            if (!values.empty())
                clone.scoped.emplace_back(panel.repeat, values[i]);
            if (!panel.repeatsVertically && !values.empty()) {
                clone.grid.w = columns / perRow;
                clone.grid.x = static_cast<int>(i) % perRow * clone.grid.w;
            }
            add(std::move(clone));
        }
    }

    void add(PanelInstance instance)
    {
        m_grid.place(instance);
        m_layout.instances.push_back(std::move(instance));
    }

    const RepeatValues &m_repeats;
    const std::map<qint64, bool> &m_openRows;
    Grid m_grid;
    std::map<qint64, int> m_count; // clones of each panel so far
    Layout m_layout;
};

} // namespace

Layout layOut(const DashboardModel &dashboard, const RepeatValues &repeats, const std::map<qint64, bool> &openRows)
{
    Placing placing(repeats, openRows);
    for (const Section &section : sectionsOf(dashboard))
        placing.place(section);
    return placing.take();
}

} // namespace mdash
