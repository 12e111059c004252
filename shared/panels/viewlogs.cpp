#include "panels/viewbuilders.h"

#include "base/json.h"
#include "frames/reducers.h"

#include <algorithm>
#include <array>

namespace mdash {
namespace {

constexpr std::size_t mostLines = 5'000;
constexpr std::size_t longestLine = 16 * 1024;

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::ranges::find(names, name) != names.end();
}

/// The words of one level; their order is that of the search.
struct Level
{
    std::string_view name;
    std::initializer_list<std::string_view> words;
};

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

bool hasWord(const std::string &text, std::string_view word)
{
    const auto isLetter = [&](std::size_t at) { return at < text.size() && text[at] >= 'a' && text[at] <= 'z'; };
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        if ((at == 0 || !isLetter(at - 1)) && !isLetter(at + word.size()))
            return true;
    }
    return false;
}

/// The level that a text names, in the words of logs: "ERR", "[warn]", "level=info".
std::string levelIn(std::string_view text)
{
    static const std::array<Level, 6> levels{
        {{"critical", {"critical", "crit", "fatal", "emerg", "emergency", "alert", "panic"}},
         {"error", {"error", "err", "eror"}},
         {"warning", {"warning", "warn"}},
         {"info", {"info", "information", "informational", "notice"}},
         {"debug", {"debug", "dbug"}},
         {"trace", {"trace"}}}};
    const std::string words = lower(text.substr(0, 500));
    for (const Level &level : levels) {
        for (const std::string_view word : level.words) {
            if (hasWord(words, word))
                return std::string(level.name);
        }
    }
    return "unknown";
}

/// The fields of a frame that make up its lines.
struct LogFields
{
    const PanelField *time = nullptr;
    const PanelField *text = nullptr;
    const PanelField *level = nullptr;
    const PanelField *labels = nullptr; // an object's text in each row
    std::vector<const PanelField *> others;
};

LogFields fieldsOf(const PanelFrame &frame)
{
    LogFields fields;
    fields.time = frame.first(FieldType::Time);
    for (const PanelField &field : frame.fields) {
        const std::string name = lower(field.field.name);
        const bool isText = field.field.type() == FieldType::String;
        if (isText && !fields.text && isOneOf(name, {"line", "body", "message", "msg", "content", "value"}))
            fields.text = &field;
        else if (isText && isOneOf(name, {"level", "severity", "detected_level", "lvl"}))
            fields.level = &field;
        else if (isText && isOneOf(name, {"labels", "attributes"}))
            fields.labels = &field;
        else if (&field != fields.time && !isOneOf(name, {"id", "tsns", "labeltypes"}))
            fields.others.push_back(&field);
    }
    if (!fields.text) {
        const auto first = std::ranges::find_if(
            fields.others, [](const PanelField *field) { return field->field.type() == FieldType::String; });
        if (first != fields.others.end()) {
            fields.text = *first;
            fields.others.erase(first);
        }
    }
    return fields;
}

std::string textAt(const PanelField *field, std::size_t row)
{
    const Reduced value = field ? valueAt(field->field.values, row) : Reduced();
    const std::string *text = std::get_if<std::string>(&value);
    return text ? *text : std::string();
}

Labels labelsAt(const LogFields &fields, std::size_t row)
{
    Labels labels = fields.text->field.labels.value_or(Labels{});
    if (const std::string json = textAt(fields.labels, row); !json.empty()) {
        if (const auto document = JsonDocument::parse(json, {.bytes = 64 * 1024, .depth = 8})) {
            for (const auto &[name, value] : document->root().members())
                labels.insert_or_assign(std::string(name),
                                        value.isString() ? std::string(value.string()) : value.json());
        }
    }
    for (const PanelField *field : fields.others) {
        if (std::string text = textAt(field, row); !text.empty())
            labels.insert_or_assign(field->field.name, std::move(text));
    }
    return labels;
}

view::LogLine lineAt(const LogFields &fields, std::size_t row)
{
    view::LogLine line;
    line.time = fields.time && !fields.time->field.values.isNull(row) ? fields.time->field.values.times()[row] : 0;
    line.text = textAt(fields.text, row).substr(0, longestLine);
    line.labels = labelsAt(fields, row);
    const auto named = std::ranges::find_if(line.labels, [](const auto &label) {
        return isOneOf(label.first, {"level", "severity", "detected_level", "lvl"});
    });
    const std::string said = fields.level                 ? textAt(fields.level, row)
                             : named != line.labels.end() ? named->second
                                                          : std::string();
    line.level = said.empty() ? levelIn(line.text) : levelIn(said);
    return line;
}

} // namespace

void buildLogs(const ViewInput &input, PanelView &view)
{
    const JsonValue options = input.options();
    view::LogsBody body;
    body.showTime = options["showTime"].boolean();
    body.showLabels = options["showLabels"].boolean() || options["showCommonLabels"].boolean();
    body.wrap = options["wrapLogMessage"].boolean();
    body.order = options["sortOrder"].string() == "Ascending" ? "oldest" : "newest";
    std::size_t rows = 0;
    for (const PanelFrame &frame : input.frames) {
        const LogFields fields = fieldsOf(frame);
        if (!fields.text)
            continue;
        rows += frame.rows();
        for (std::size_t row = 0; row < frame.rows() && body.lines.size() < 2 * mostLines; ++row)
            body.lines.push_back(lineAt(fields, row));
    }
    const bool newest = body.order == "newest";
    std::ranges::stable_sort(body.lines, [&](const view::LogLine &a, const view::LogLine &b) {
        return newest ? a.time > b.time : a.time < b.time;
    });
    if (body.lines.size() > mostLines)
        body.lines.resize(mostLines);
    if (rows > body.lines.size())
        view.notices.push_back(
            {"warning", std::to_string(body.lines.size()) + " of " + std::to_string(rows) + " lines are shown."});
    if (body.lines.empty()) {
        view.state = view::PanelState::NoData;
        return;
    }
    view.count = body.lines.size();
    view.body = std::move(body);
}

} // namespace mdash
