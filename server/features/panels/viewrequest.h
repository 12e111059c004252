#pragma once

#include "base/json.h"

#include <QTimeZone>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mdash {

inline constexpr std::size_t mostPanels = 500; // of one request

/// A panel that the page shows.
struct WantedPanel
{
    qint64 id = 0;
    std::optional<int> repeatIndex;
    int width = 640;  // pixels
    int height = 320;
    std::string etag; // of the view that the page has; or empty
};

/// What a page asks for: ViewRequest of server/web/src/api/panelview.ts.
struct ViewRequest
{
    std::string from, to; // empty: the dashboard's own
    std::string timezone;    // empty: the dashboard's own
    std::string browserZone; // what a dashboard means that says "browser" or nothing
    std::map<std::string, std::vector<std::string>> variables;
    std::optional<std::vector<WantedPanel>> panels; // in order; absent: all, or those of the window
    std::optional<std::pair<double, double>> window; // width and height in pixels: only what stands in the first window
    std::map<qint64, bool> openRows;
    bool inspect = false;
    bool panelsOnly = false;
};

/// Fails with InvalidInput that names the member, what it is and what was expected; at most 500 panels.
[[nodiscard]] Result<ViewRequest> readViewRequest(const JsonValue &json);

/// The zone named @p name: an IANA name, "utc", or "" and "browser", which are UTC where nobody says better.
/// Fails with InvalidInput.
[[nodiscard]] Result<QTimeZone> zoneNamed(std::string_view name);

} // namespace mdash
