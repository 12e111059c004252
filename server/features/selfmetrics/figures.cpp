#include "features/selfmetrics/figures.h"

#include <array>
#include <charconv>

namespace mdash {
namespace {

constexpr std::string_view http = "grafana_http_request_duration_seconds";
using enum FigureSource;

constexpr std::array table{
    Figure{1, "md_up", "", "1 while the node writes its figures.", "", Sum},
    Figure{2, "md_http_requests_total", "2xx", "Requests answered.", http, Count},
    Figure{3, "md_http_requests_total", "3xx", "Requests answered.", http, Count},
    Figure{4, "md_http_requests_total", "4xx", "Requests answered.", http, Count},
    Figure{5, "md_http_requests_total", "5xx", "Requests answered.", http, Count},
    Figure{6, "md_http_request_seconds_total", "", "Time from a request's header to its answer, summed.", http, Seconds},
    Figure{7, "md_http_request_p50_seconds", "", "Half of the last requests were faster.", http, Quantile50},
    Figure{8, "md_http_request_p95_seconds", "", "95 % of the last requests were faster.", http, Quantile95},
    Figure{9, "md_http_connections", "", "Open client connections.", "md_http_connections", Sum},
    Figure{10, "md_http_requests_in_flight", "", "Requests whose answer is not sent to its end.", "grafana_http_request_in_flight", Sum},
    Figure{11, "md_sessions", "", "Sessions seen in the last 15 minutes, of the whole cluster.", "md_sessions", Sum},
    Figure{12, "md_db_statements_total", "", "Statements that the database ran for this node.", "md_db_statements_total", Sum},
    Figure{13, "md_db_seconds_total", "", "Time that statements took, summed.", "md_db_seconds_total", Sum},
    Figure{14, "process_resident_memory_bytes", "", "Resident memory.", "process_resident_memory_bytes", Sum},
    Figure{15, "process_cpu_seconds_total", "", "User and system CPU time.", "process_cpu_seconds_total", Sum},
    Figure{16, "md_process_threads", "", "Threads of the process.", "md_process_threads", Sum},
    Figure{17, "process_open_fds", "", "Open file descriptors.", "process_open_fds", Sum},
    Figure{18, "process_start_time_seconds", "", "Start of the process, Unix time.", "process_start_time_seconds", Sum},
    Figure{19, "md_queries_total", "", "Queries to data sources.", "md_queries_total", Sum},
    Figure{20, "md_query_errors_total", "", "Queries to data sources that failed.", "md_query_errors_total", Sum},
    Figure{21, "md_query_seconds_total", "", "Time that data sources took, summed.", "md_query_seconds_total", Sum},
    Figure{22, "md_main_loop_lag_seconds", "", "How late the main loop's last tick was.", "md_main_loop_lag_seconds", Sum},
    Figure{23, "md_worker_queue_length", "", "Requests that wait for a worker.", "md_worker_queue_length", Sum},
    Figure{24, "md_http_refused_connections_total", "", "Connections closed at once because a limit was reached.",
           "md_http_refused_connections_total", Sum},
};

} // namespace

std::span<const Figure> figures()
{
    return table;
}

void setFigure(FigureValues &values, std::string_view name, double value)
{
    const auto figure = std::find_if(table.begin(), table.end(), [&](const Figure &known) { return known.name == name && known.code.empty(); });
    if (figure == table.end())
        return;
    const auto place = std::lower_bound(values.begin(), values.end(), figure->id, [](const auto &entry, int id) { return entry.first < id; });
    if (place != values.end() && place->first == figure->id)
        place->second = value;
    else
        values.insert(place, {figure->id, value});
}

std::string encodeFigures(const FigureValues &values)
{
    std::string text;
    for (const auto &[id, value] : values) {
        char buffer[48];
        char *end = std::to_chars(buffer, buffer + 12, id).ptr;
        *end++ = ':';
        end = std::to_chars(end, buffer + sizeof buffer, value).ptr;
        text += text.empty() ? "" : " ";
        text.append(buffer, end);
    }
    return text;
}

std::optional<double> figureIn(std::string_view text, int id)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at < end) {
        int found = 0;
        const auto key = std::from_chars(at, end, found);
        if (key.ec != std::errc{} || key.ptr == end || *key.ptr != ':')
            return std::nullopt;
        if (found == id) {
            double value = 0;
            const auto number = std::from_chars(key.ptr + 1, end, value);
            return number.ec == std::errc{} ? std::optional(value) : std::nullopt;
        }
        at = std::find(key.ptr, end, ' ');
        at += at < end ? 1 : 0;
    }
    return std::nullopt;
}

Labels labelsOf(const Figure &figure, const std::string &node)
{
    Labels labels{{"__name__", std::string(figure.name)}, {"job", "metrics-dashboard"}, {"node", node}};
    if (!figure.code.empty())
        labels.emplace("code", figure.code);
    return labels;
}

} // namespace mdash
