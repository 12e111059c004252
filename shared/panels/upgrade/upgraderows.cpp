#include "panels/upgrade/dashboardupgrades.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mdash {
namespace {

constexpr int columns = 24;
constexpr double cellHeight = 38; // pixels of a grid row with its gap, in the versions that had rows

/// "250px", "250" or 250 pixels as rows of the grid; 7 where the dashboard says nothing.
int gridHeight(const JsonTree &height)
{
    std::string_view text = height.text();
    if (text.ends_with("px"))
        text.remove_suffix(2);
    const auto pixels = height.isString() ? JsonTree(text).number() : height.number();
    if (!pixels)
        return 7;
    return std::clamp(static_cast<int>(std::ceil(std::clamp(*pixels, 1.0, 10'000.0) / cellHeight)), 3, 200);
}

/// Puts panels into the free place that is highest, then leftmost, within one row of the old layout.
class RowLayout
{
public:
    RowLayout(int y, int height) : m_y(y), m_height(height) {}

    void place(JsonTree &panel)
    {
        const int width = std::clamp(static_cast<int>(std::lround(panel["span"].number(4) * 2)), 1, columns);
        const int height = panel["height"].truthy() ? gridHeight(panel["height"]) : m_height;
        int bestX = 0;
        int bestY = std::numeric_limits<int>::max();
        for (int x = 0; x + width <= columns; ++x) {
            const int top = *std::max_element(m_used.begin() + x, m_used.begin() + x + width);
            if (top < bestY) {
                bestY = top;
                bestX = x;
            }
        }
        std::fill(m_used.begin() + bestX, m_used.begin() + bestX + width, bestY + height);
        panel.set("gridPos", JsonTree::object({{"x", bestX}, {"y", m_y + bestY}, {"w", width}, {"h", height}}));
        if (const auto minSpan = panel["minSpan"].number())
            panel.set("minSpan", *minSpan * 2);
        panel.remove("span");
        panel.remove("height");
    }

    /// The first free row below.
    [[nodiscard]] int end() const { return m_y + *std::max_element(m_used.begin(), m_used.end()); }

private:
    int m_y;
    int m_height;
    std::array<int, columns> m_used{};
};

/// The old rows had a heading where they said so, could be folded, or repeated.
bool needsHeading(const JsonTree &row)
{
    return row["showTitle"].boolean() || row["repeat"].truthy() || row["collapse"].boolean();
}

JsonTree heading(const JsonTree &row, int y)
{
    JsonTree made = JsonTree::object({{"type", "row"}, {"title", row["title"].text()}, {"collapsed", row["collapse"].boolean()}});
    made.set("gridPos", JsonTree::object({{"x", 0}, {"y", y}, {"w", columns}, {"h", 1}})).set("panels", JsonTree::array());
    if (row["repeat"].truthy())
        made.set("repeat", row["repeat"]);
    return made;
}

} // namespace

void upgradeRows(JsonTree &dashboard)
{
    JsonTree rows = dashboard.take("rows");
    if (!rows.isArray() || (dashboard["panels"].isArray() && !dashboard["panels"].elements().empty()))
        return;
    const bool anyHeading = std::any_of(rows.elements().begin(), rows.elements().end(), needsHeading);
    JsonTree panels = JsonTree::array();
    int y = 0;
    for (JsonTree &row : rows.writableElements()) {
        const bool isSavedClone = row["repeatRowId"].truthy() && !row["repeat"].truthy();
        if (!row.isObject() || isSavedClone)
            continue;
        JsonTree title = heading(row, y);
        if (anyHeading)
            ++y;
        RowLayout layout(y, gridHeight(row["height"]));
        JsonTree inside = row.take("panels");
        for (JsonTree &panel : inside.writableElements()) {
            if (panel.isObject())
                layout.place(panel);
        }
        const bool folded = anyHeading && row["collapse"].boolean();
        if (folded)
            title.set("panels", inside);
        else
            y = layout.end();
        if (anyHeading)
            panels.append(std::move(title));
        for (JsonTree &panel : inside.writableElements()) {
            if (!folded && panel.isObject())
                panels.append(std::move(panel));
        }
    }
    dashboard.set("panels", std::move(panels));
}

} // namespace mdash
