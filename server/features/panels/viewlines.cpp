#include "features/panels/viewlines.h"

#include "api/panelviewjson.h"

namespace mdash {
namespace {

constexpr const char *refreshChoices[] = {"5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"};

template<class Write>
std::string line(std::string_view kind, Write write)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject().member("kind", kind);
    write(json);
    json.endObject();
    return text += '\n';
}

template<class Texts>
void writeTexts(JsonWriter &json, std::string_view name, const Texts &texts)
{
    json.key(name).beginArray();
    for (const auto &text : texts)
        json.value(text);
    json.endArray();
}

void writeLink(JsonWriter &json, const view::Link &link)
{
    json.beginObject().member("text", link.text).member("url", link.url);
    if (link.newTab)
        json.member("newTab", true);
    if (!link.icon.empty())
        json.member("icon", link.icon);
    if (!link.tooltip.empty())
        json.member("tooltip", link.tooltip);
    json.endObject();
}

void writeInstance(JsonWriter &json, const PanelInstance &instance, const std::string &title)
{
    const PanelModel &panel = *instance.panel;
    json.beginObject().member("id", panel.id);
    if (instance.repeatIndex)
        json.member("repeatIndex", *instance.repeatIndex);
    json.member("type", panel.type).member("title", title);
    json.member("x", instance.grid.x).member("y", instance.grid.y).member("w", instance.grid.w).member("h", instance.grid.h);
    if (panel.isRow()) {
        json.member("collapsed", instance.collapsed);
        if (instance.collapsed)
            json.member("panels", instance.hiddenPanels);
    }
    if (instance.row) {
        json.key("row").beginObject().member("id", instance.row->id);
        if (instance.row->repeatIndex)
            json.member("repeatIndex", *instance.row->repeatIndex);
        json.endObject();
    }
    if (panel.transparent)
        json.member("transparent", true);
    json.endObject();
}

void writeNotices(JsonWriter &json, const DashboardModel &model, const Layout &layout)
{
    if (model.notices.empty() && layout.notices.empty())
        return;
    json.key("notices").beginArray();
    for (const auto *notices : {&model.notices, &layout.notices}) {
        for (const std::string &text : *notices)
            json.beginObject().member("severity", "warning").member("text", text).endObject();
    }
    json.endArray();
}

void writeRange(JsonWriter &json, const DashboardHead &head)
{
    json.key("range").beginObject();
    json.member("from", static_cast<qint64>(head.range.from.time_since_epoch().count()));
    json.member("to", static_cast<qint64>(head.range.to.time_since_epoch().count()));
    json.key("raw").beginObject().member("from", head.rawFrom).member("to", head.rawTo).endObject().endObject();
}

std::string_view stateName(ResolvedVariable::State state)
{
    switch (state) {
    case ResolvedVariable::State::Ready: return "ready";
    case ResolvedVariable::State::Failed: return "error";
    case ResolvedVariable::State::Waiting:
    case ResolvedVariable::State::Asked: break;
    }
    return "loading";
}

} // namespace

std::string dashboardLine(const DashboardModel &model, const DashboardHead &head, const Layout &layout, const std::vector<std::string> &titles)
{
    return line("dashboard", [&](JsonWriter &json) {
        json.member("uid", head.uid).member("version", head.version).member("title", head.title);
        writeTexts(json, "tags", model.tags);
        if (!model.description.empty())
            json.member("description", model.description);
        writeRange(json, head);
        json.member("timezone", head.timezone).member("refresh", model.time.refresh);
        if (model.time.refreshChoices.empty())
            writeTexts(json, "refreshChoices", refreshChoices);
        else
            writeTexts(json, "refreshChoices", model.time.refreshChoices);
        json.member("graphTooltip", model.graphTooltip);
        if (model.time.hidden)
            json.member("hideTimePicker", true);
        json.key("links").beginArray();
        for (const view::Link &link : head.links)
            writeLink(json, link);
        json.endArray().key("variables").beginArray();
        for (const VariableModel &variable : model.variables)
            json.value(variable.name);
        json.endArray().key("layout").beginArray();
        for (std::size_t i = 0; i < layout.instances.size(); ++i)
            writeInstance(json, layout.instances[i], titles[i]);
        json.endArray();
        writeNotices(json, model, layout);
        if (!head.folderUid.empty())
            json.key("folder").beginObject().member("uid", head.folderUid).member("title", head.folderTitle).endObject();
        json.member("canEdit", head.canEdit).member("starred", head.isStarred);
        if (head.staleSince)
            json.member("staleSince", static_cast<qint64>(head.staleSince->time_since_epoch().count()));
    });
}

std::string variableLine(const VariableModel &variable, const ResolvedVariable &resolved)
{
    return line("variable", [&](JsonWriter &json) {
        json.member("name", variable.name).member("label", variable.label.empty() ? variable.name : variable.label);
        json.member("type", variable.typeName).member("hide", variable.hide).member("state", stateName(resolved.state));
        if (variable.multi)
            json.member("multi", true);
        if (variable.includeAll)
            json.member("includeAll", true);
        json.key("current").beginObject();
        writeTexts(json, "text", resolved.choice.texts);
        writeTexts(json, "value", resolved.choice.values);
        json.endObject().key("options").beginArray();
        for (std::size_t i = 0; i < std::min(resolved.options.size(), mostOptions); ++i)
            json.beginObject().member("text", resolved.options[i].text).member("value", resolved.options[i].value).endObject();
        json.endArray();
        if (resolved.options.size() > mostOptions)
            json.member("more", resolved.options.size() - mostOptions);
        if (!resolved.error.empty())
            json.member("error", resolved.error);
    });
}

std::string panelLine(qint64 id, std::optional<int> repeatIndex, const PanelView &view, std::string_view known)
{
    std::string body;
    JsonWriter writer(body);
    writePanelView(writer, view);
    const std::string etag = etagOf(body);
    return line("panel", [&](JsonWriter &json) {
        json.member("id", id);
        if (repeatIndex)
            json.member("repeatIndex", *repeatIndex);
        json.member("etag", etag);
        if (etag == known)
            json.member("same", true);
        else
            json.rawMember("view", body);
    });
}

std::string annotationsLine(const std::vector<AnnotationItem> &items)
{
    return line("annotations", [&](JsonWriter &json) {
        json.key("items").beginArray();
        for (const AnnotationItem &item : items) {
            json.beginObject().member("time", static_cast<qint64>(item.time));
            if (item.timeEnd)
                json.member("timeEnd", static_cast<qint64>(*item.timeEnd));
            json.member("title", item.title).member("text", item.text).member("colour", item.colour);
            if (!item.tags.empty())
                writeTexts(json, "tags", item.tags);
            if (!item.panels.empty()) {
                json.key("panels").beginArray();
                for (const qint64 id : item.panels)
                    json.value(id);
                json.endArray();
            }
            json.endObject();
        }
        json.endArray();
    });
}

std::string movedLine()
{
    return line("moved", [](JsonWriter &) {});
}

std::string errorLine(const Error &error)
{
    return line("error", [&](JsonWriter &json) {
        json.member("messageId", error.messageId.isEmpty() ? defaultMessageId(error.code) : error.messageId);
        json.member("message", error.code == ErrorCode::Internal ? QString::fromLatin1("Internal error") : error.detail);
    });
}

std::string endLine(Millis took)
{
    return line("end", [&](JsonWriter &json) { json.member("ms", static_cast<qint64>(took.count())); });
}

} // namespace mdash
