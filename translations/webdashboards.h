// Ids and English texts of the dashboard page, in the notation of lupdate; see web.h.

// dashboard page
//: %1: counts of panels and errors; spoken when the page can be used
//% "Dashboard ready, %1"
qtTrId("dash.ready");
//% "%n panels"
//~ one %n panel
//~ other %n panels
qtTrId("dash.panels");
//% "%n errors"
//~ one %n error
//~ other %n errors
qtTrId("dash.errors");
//: %1: count of panels, %2: count of errors
//% "%1, %2"
qtTrId("dash.panelsErrors");
//: %1: seconds
//% "Data %1 s old"
qtTrId("dash.age");
//: name of the menu with further acts
//% "More"
qtTrId("dash.more");
//% "Links of this dashboard"
qtTrId("dash.links");
//% "Keyboard shortcuts"
qtTrId("dash.keys");
//% "Kiosk mode"
qtTrId("dash.kiosk");
//% "Panels only"
qtTrId("dash.kioskFull");
//: name of the bar at the foot of a phone's screen
//% "Time and refresh"
qtTrId("dash.bottomBar");
//% "This dashboard has no panels"
qtTrId("dash.empty");
//% "Panels that are added to it stand here."
qtTrId("dash.emptyDo");
//% "This dashboard has no such panel"
qtTrId("dash.noPanel");
//% "All dashboards"
qtTrId("dash.toList");
//: a row of panels without a title
//% "Row"
qtTrId("row.untitled");
//% "%n panels"
//~ one %n panel
//~ other %n panels
qtTrId("row.panels");
//: word before the sentence of a banner
//% "Error."
qtTrId("notice.error");
//: word before the sentence of a banner
//% "Warning."
qtTrId("notice.warning");
//: word before the sentence of a banner
//% "Note."
qtTrId("notice.info");
//: word before the sentence of a banner
//% "Old copy."
qtTrId("notice.old");
//: %1: date and time
//% "The database does not answer. The dashboard is shown as it was at %1."
qtTrId("notice.oldSince");
//% "%n more"
//~ one %n more
//~ other %n more
qtTrId("notice.more");

// panels
//% "No data in this range"
qtTrId("panel.noData");
//% "The data could not be fetched."
qtTrId("panel.failed");
//% "No data was fetched"
qtTrId("panel.failedTitle");
//: %1: letter of the query
//% "Query %1 was not answered"
qtTrId("panel.queryFailed");
//% "The node gave no answer for this panel. Retry, or load the page again."
qtTrId("panel.unanswered");
//% "Retry"
qtTrId("panel.retry");
//% "Details"
qtTrId("panel.details");
//: %1: seconds
//% "%1 s old"
qtTrId("panel.old");
//: follows the name of a panel type
//% "panels cannot be drawn here."
qtTrId("panel.unsupported");
//: follows the name of a panel type
//% "panels cannot be drawn here. Their data:"
qtTrId("panel.unsupportedData");
//: %1: title of a panel
//% "Menu of %1"
qtTrId("menu.of");
//% "View"
qtTrId("menu.view");
//% "Back to the dashboard"
qtTrId("menu.back");
//% "Inspect data"
qtTrId("menu.inspect");
//% "Show as table"
qtTrId("menu.asTable");
//: the panel as it is usually drawn
//% "Show as drawn"
qtTrId("menu.asDrawing");
//% "Copy link"
qtTrId("menu.copyLink");
//% "Download CSV"
qtTrId("menu.csv");
//% "Time series"
qtTrId("panelType.timeseries");
//% "Stat"
qtTrId("panelType.stat");
//% "Gauge"
qtTrId("panelType.gauge");
//% "Bar gauge"
qtTrId("panelType.bargauge");
//% "Table"
qtTrId("panelType.table");
//% "Text"
qtTrId("panelType.text");
//% "Pie chart"
qtTrId("panelType.piechart");
//% "Bar chart"
qtTrId("panelType.barchart");
//% "Histogram"
qtTrId("panelType.histogram");
//% "Heatmap"
qtTrId("panelType.heatmap");
//% "State timeline"
qtTrId("panelType.stateTimeline");
//% "Status history"
qtTrId("panelType.statusHistory");
//% "Logs"
qtTrId("panelType.logs");
//% "Node graph"
qtTrId("panelType.nodeGraph");
//% "Map"
qtTrId("panelType.geomap");
//% "Canvas"
qtTrId("panelType.canvas");
//% "Dashboard list"
qtTrId("panelType.dashlist");
//% "Alert list"
qtTrId("panelType.alertlist");
//% "Annotation list"
qtTrId("panelType.annolist");
//% "News"
qtTrId("panelType.news");
//% "Trend"
qtTrId("panelType.trend");
//% "XY chart"
qtTrId("panelType.xychart");
//% "Candlestick"
qtTrId("panelType.candlestick");
//% "Traces"
qtTrId("panelType.traces");
//% "Flame graph"
qtTrId("panelType.flamegraph");

// charts
//: spoken kind of a chart that has the focus
//% "chart"
qtTrId("chart.role");
//: %1: series, %2: time, %3: value; spoken as the cursor moves
//% "%1, %2: %3"
qtTrId("chart.spoken");
//: %1 and %2: first and last moment of the chart
//% "%n series from %1 to %2."
//~ one %n series from %1 to %2.
//~ other %n series from %1 to %2.
qtTrId("chart.summary");
//: %1: series, %2: last, %3: least, %4: greatest value
//% "%1: last %2, from %3 to %4."
qtTrId("chart.seriesSummary");
//% "%n more series."
//~ one %n more series.
//~ other %n more series.
qtTrId("chart.summaryMore");
//: %1: columns, %2: rows, %3 and %4: least and greatest value
//% "Heatmap of %1 columns and %2 rows, values from %3 to %4."
qtTrId("heatmap.summary");
//: %1: the last state of each of the first lanes
//% "%n lanes. Last states: %1"
//~ one %n lane. Last states: %1
//~ other %n lanes. Last states: %1
qtTrId("spans.summary");
//: %1: title, %2: count of categories, %3: count of series
//% "%1, %2 categories, %3 series"
qtTrId("bars.of");
//: %1: title of a panel
//% "Legend of %1"
qtTrId("legend.of");
//: heading of the column with the names of series
//% "Name"
qtTrId("legend.name");
//: a series that has been switched off
//% "switched off"
qtTrId("legend.off");
//% "Search series"
qtTrId("legend.search");
//% "%n more series, search to find them"
//~ one %n more series, search to find it
//~ other %n more series, search to find them
qtTrId("legend.more");
//: %1 of %2 series are listed
//% "%1 of %2"
qtTrId("tip.count");
//% "%n more"
//~ one %n more
//~ other %n more
qtTrId("tip.more");

// tables and logs
//: %1: title of a panel
//% "Table of %1"
qtTrId("table.of");
//: %1: name of a column
//% "Filter %1"
qtTrId("table.filter");
//: placeholder of a filter field
//% "Filter"
qtTrId("table.filterShort");
//: %1 of %2 rows
//% "%1 of %2 rows"
qtTrId("table.cut");
//% "Previous"
qtTrId("table.before");
//% "Next"
qtTrId("table.next");
//: %1 of %2
//% "Page %1 of %2"
qtTrId("table.page");
//% "Detail"
qtTrId("logs.detail");
//% "%n more lines"
//~ one %n more line
//~ other %n more lines
qtTrId("logs.more");

// time
//% "Time range"
qtTrId("time.range");
//% "From"
qtTrId("time.from");
//% "To"
qtTrId("time.to");
//% "Apply"
qtTrId("time.apply");
//% "Copy time range"
qtTrId("time.copy");
//% "Paste time range"
qtTrId("time.paste");
//% "The clipboard holds no time range."
qtTrId("time.nothingToPaste");
//% "Recent"
qtTrId("time.recent");
//% "Quick ranges"
qtTrId("time.quick");
//% "Search quick ranges"
qtTrId("time.searchQuick");
//% "Time zone"
qtTrId("time.zone");
//% "Zoom out"
qtTrId("time.zoomOut");
//% "Expected a time like now-6h, now/d or 2026-11-24 10:00"
qtTrId("time.expectedFrom");
//% "Expected a time like now, now/d or 2026-11-24 11:00"
qtTrId("time.expectedTo");
//% "Expected a time after the beginning"
qtTrId("time.expectedOrder");
//% "Expected a zone like Europe/Berlin or utc"
qtTrId("time.expectedZone");
//% "Last %n seconds"
//~ one Last %n second
//~ other Last %n seconds
qtTrId("time.lastSeconds");
//% "Last %n minutes"
//~ one Last %n minute
//~ other Last %n minutes
qtTrId("time.lastMinutes");
//% "Last %n hours"
//~ one Last %n hour
//~ other Last %n hours
qtTrId("time.lastHours");
//% "Last %n days"
//~ one Last %n day
//~ other Last %n days
qtTrId("time.lastDays");
//% "Last %n weeks"
//~ one Last %n week
//~ other Last %n weeks
qtTrId("time.lastWeeks");
//% "Last %n months"
//~ one Last %n month
//~ other Last %n months
qtTrId("time.lastMonths");
//% "Last %n years"
//~ one Last %n year
//~ other Last %n years
qtTrId("time.lastYears");
//% "Yesterday"
qtTrId("time.yesterday");
//% "Day before yesterday"
qtTrId("time.beforeYesterday");
//% "This day last week"
qtTrId("time.weekAgo");
//% "Previous week"
qtTrId("time.lastWeek");
//% "Previous month"
qtTrId("time.lastMonth");
//% "Previous year"
qtTrId("time.lastYear");
//% "Today"
qtTrId("time.today");
//% "Today so far"
qtTrId("time.todaySoFar");
//% "This week"
qtTrId("time.thisWeek");
//% "This week so far"
qtTrId("time.weekSoFar");
//% "This month"
qtTrId("time.thisMonth");
//% "This month so far"
qtTrId("time.monthSoFar");
//% "This year"
qtTrId("time.thisYear");
//% "This year so far"
qtTrId("time.yearSoFar");
//% "Refresh"
qtTrId("refresh.now");
//% "Refresh period"
qtTrId("refresh.every");
//: %1: period, such as 10s, or Off
//% "Refresh period: %1"
qtTrId("refresh.everyNow");
//% "Off"
qtTrId("refresh.off");
//: on the button, when nothing is refreshed by itself
//% "Off"
qtTrId("refresh.offShort");

// variables
//% "Variables"
qtTrId("variable.bar");
//% "All"
qtTrId("variable.all");
//: a variable without a value
//% "None"
qtTrId("variable.none");

// share and inspect
//% "Share"
qtTrId("share.open");
//% "Share this dashboard"
qtTrId("share.title");
//% "Link"
qtTrId("share.link");
//% "Keep the range as it is now"
qtTrId("share.locked");
//% "Theme"
qtTrId("share.theme");
//% "As the reader has chosen"
qtTrId("share.themeTheirs");
//% "Copy link"
qtTrId("share.copy");
//% "Cancel"
qtTrId("share.cancel");
//% "The link is in the clipboard."
qtTrId("share.copied");
//% "The browser does not let this page write to the clipboard."
qtTrId("share.notCopied");
//: %1: title of a panel
//% "Data of %1"
qtTrId("inspect.title");
//% "Queries"
qtTrId("inspect.queries");
//: %1: data source, %2: milliseconds, %3: count of points
//% "%1, %2 ms, %3 points"
qtTrId("inspect.facts");

// keys
//% "Time range"
qtTrId("keys.time");
//% "Dashboard"
qtTrId("keys.dashboard");
//% "Panel with the focus or under the pointer"
qtTrId("keys.panel");
//% "Zoom in"
qtTrId("keys.zoomIn");
//% "Earlier"
qtTrId("keys.earlier");
//% "Later"
qtTrId("keys.later");
//% "Make the range absolute"
qtTrId("keys.absolute");
//% "Leave the full view or kiosk mode"
qtTrId("keys.leave");
//% "Point at a panel first, or move the focus into one."
qtTrId("keys.noPanel");
//% "Crosshair: alone, shared, with tooltips"
qtTrId("keys.sharing");
//% "Crosshair not shared"
qtTrId("keys.sharingOff");
//% "Crosshair shared"
qtTrId("keys.sharingCross");
//% "Tooltips shared"
qtTrId("keys.sharingTips");
