#include "frames/transformations.h"

#include "base/regex.h"
#include "frames/transformcontext.h"

#include <algorithm>
#include <array>

namespace mdash {
namespace {

constexpr std::size_t mostSteps = 50;

struct Known
{
    std::string_view id;
    Transform transform;
};

/// Old names stand beside the present ones.
constexpr std::array<Known, 30> known{{{"organize", organize},
                                       {"filterFieldsByName", filterFieldsByName},
                                       {"filterFields", filterFieldsByName},
                                       {"filterByRefId", filterByRefId},
                                       {"renameByRegex", renameByRegex},
                                       {"convertFieldType", convertFieldType},
                                       {"merge", merge},
                                       {"joinByField", joinByField},
                                       {"seriesToColumns", joinByField},
                                       {"concatenate", concatenate},
                                       {"joinByLabels", joinByLabels},
                                       {"sortBy", sortBy},
                                       {"limit", limitRows},
                                       {"filterByValue", filterByValue},
                                       {"groupBy", groupBy},
                                       {"reduce", reduceFrames},
                                       {"labelsToFields", labelsToFields},
                                       {"seriesToRows", seriesToRows},
                                       {"calculateField", calculateField},
                                       {"groupingToMatrix", groupingToMatrix},
                                       {"rowsToFields", rowsToFields},
                                       {"transpose", transpose},
                                       {"partitionByValues", partitionByValues},
                                       {"prepareTimeSeries", prepareTimeSeries},
                                       {"extractFields", extractFields},
                                       {"histogram", histogram},
                                       {"configFromData", configFromData},
                                       {"timeSeriesTable", timeSeriesTable}}};

const Known *find(std::string_view id)
{
    const auto found = std::ranges::find(known, id, &Known::id);
    return found == known.end() || id.empty() ? nullptr : &*found;
}

std::size_t cellsIn(const Frames &frames)
{
    std::size_t cells = 0;
    for (const Frame &frame : frames)
        cells += frame.rows() * frame.fields.size();
    return cells;
}

/// The frames that a step's `filter` is about go into @p chosen, the others stay in @p frames.
Frames takeFiltered(Frames &frames, const JsonValue &filter)
{
    Frames chosen;
    const auto refIds = Regex::fromDashboard(filter["options"].string());
    Frames others;
    for (Frame &frame : frames) {
        const bool matches = frame.refId == filter["options"].string() || (refIds && refIds->matches(frame.refId));
        (matches ? chosen : others).push_back(std::move(frame));
    }
    frames = std::move(others);
    return chosen;
}

/// Runs one step; a failure is a notice and leaves the frames as they were.
Frames afterStep(Frames frames, const Known &step, const JsonValue &json, const Replace &replace,
                 std::vector<Notice> &notices)
{
    const JsonValue filter = json["filter"];
    const bool isFiltered = filter["id"].string() == "byRefId";
    Frames others;
    Frames chosen;
    if (isFiltered) {
        others = frames;
        chosen = takeFiltered(others, filter);
    }
    const JsonValue options = json["options"];
    auto result = step.transform(isFiltered ? std::move(chosen) : frames, {options, replace});
    if (result) {
        result->insert(result->end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
        if (cellsIn(*result) <= std::max(mostCells, cellsIn(frames)))
            return *std::move(result);
    }
    const std::string reason = result ? "it would give more than " + std::to_string(mostCells) + " cells"
                                      : result.error().detail.toStdString();
    notices.push_back({"warning", "Transformation " + std::string(step.id) + " is left out: " + reason + "."});
    return frames;
}

} // namespace

Frames transformed(Frames frames, const std::vector<JsonValue> &steps, const Replace &replace,
                   std::vector<Notice> &notices)
{
    std::size_t done = 0;
    for (const JsonValue &json : steps) {
        if (json["disabled"].boolean() || json["topic"].string() == "annotations")
            continue;
        if (done++ == mostSteps) {
            notices.push_back(
                {"warning", "Only the first " + std::to_string(mostSteps) + " transformations are carried out."});
            break;
        }
        const std::string_view id = json["id"].string();
        if (const Known *step = find(id))
            frames = afterStep(std::move(frames), *step, json, replace, notices);
        else
            notices.push_back({"warning", "Transformation " + std::string(id) + " is unknown and left out."});
    }
    return frames;
}

std::vector<std::string_view> knownTransformations()
{
    std::vector<std::string_view> ids;
    for (const Known &step : known) {
        if (!step.id.empty())
            ids.push_back(step.id);
    }
    return ids;
}

} // namespace mdash
