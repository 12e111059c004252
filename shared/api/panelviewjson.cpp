#include "api/panelviewjson.h"

#include "api/jsonmembers.h"
#include "api/panelviewbodies.h"

#include <array>
#include <bit>
#include <cstring>

namespace mdash {
namespace {

std::string_view stateName(view::PanelState state)
{
    switch (state) {
    case view::PanelState::Done:
        return "done";
    case view::PanelState::NoData:
        return "nodata";
    case view::PanelState::Error:
        return "error";
    case view::PanelState::Unsupported:
        break;
    }
    return "unsupported";
}

void writeNotice(JsonWriter &writer, const Notice &notice)
{
    writer.beginObject().member("severity", notice.severity).member("text", notice.text).endObject();
}

void writeError(JsonWriter &writer, const view::PanelError &error)
{
    writer.key("error").beginObject().member("messageId", error.messageId).member("message", error.message);
    writeText(writer, "hint", error.hint);
    writeText(writer, "refId", error.refId);
    writer.endObject();
}

void writeQuery(JsonWriter &writer, const view::QueryInfo &query)
{
    writer.beginObject().member("refId", query.refId).member("text", query.text).member("source", query.source);
    writer.member("ms", query.milliseconds).member("points", query.points).endObject();
}

struct BodyWriter
{
    JsonWriter &writer;

    void operator()(std::monostate) const {}
    void operator()(const view::TimeSeriesBody &body) const { writeBody(writer.key("timeseries"), body); }
    void operator()(const view::StatsBody &body) const { writeBody(writer.key("stats"), body); }
    void operator()(const view::TableBody &body) const { writeBody(writer.key("table"), body); }
    void operator()(const view::SlicesBody &body) const { writeBody(writer.key("slices"), body); }
    void operator()(const view::HeatmapBody &body) const { writeBody(writer.key("heatmap"), body); }
    void operator()(const view::BarsBody &body) const { writeBody(writer.key("bars"), body); }
    void operator()(const view::SpansBody &body) const { writeBody(writer.key("spans"), body); }
    void operator()(const view::LogsBody &body) const { writeBody(writer.key("logs"), body); }
    void operator()(const view::TextBody &body) const { writeBody(writer.key("text"), body); }
};

__extension__ using Wide = unsigned __int128;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Eight bytes a step; a multiplication mixes them through all bits. Little endian, so every node computes the same.
std::uint64_t hashOf(std::string_view bytes, std::uint64_t seed)
{
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15u;
    std::uint64_t hash = seed ^ bytes.size();
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, 8);
        hash = mixed(hash ^ word, odd);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
    return mixed(mixed(hash ^ rest, odd), seed | 1);
}

static_assert(std::endian::native == std::endian::little);

} // namespace

void writePanelView(JsonWriter &writer, const PanelView &view)
{
    writer.beginObject().member("type", view.type).member("state", stateName(view.state)).member("title", view.title);
    writeText(writer, "description", view.description);
    if (!view.links.empty())
        writeLinks(writer, "links", view.links);
    writeSome(writer, "notices", view.notices, writeNotice);
    if (view.error)
        writeError(writer, *view.error);
    writeSome(writer, "queries", view.queries, writeQuery);
    writeNumber(writer, "count", view.count);
    writeText(writer, "timeInfo", view.timeInfo);
    std::visit(BodyWriter{writer}, view.body);
    writer.endObject();
}

std::string etagOf(std::string_view bytes)
{
    static constexpr char hex[] = "0123456789abcdef";
    const std::array<std::uint64_t, 2> halves{hashOf(bytes, 0x2545f4914f6cdd1du), hashOf(bytes, 0xd1b54a32d192ed03u)};
    std::string etag;
    etag.reserve(32);
    for (const std::uint64_t half : halves) {
        for (int shift = 60; shift >= 0; shift -= 4)
            etag += hex[(half >> shift) & 15u];
    }
    return etag;
}

} // namespace mdash
