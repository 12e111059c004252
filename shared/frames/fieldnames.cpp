#include "frames/fieldnames.h"

#include <map>
#include <optional>
#include <string_view>

namespace mdash {
namespace {

constexpr std::string_view timeName = "Time";
constexpr std::string_view valueName = "Value";

/// The only label that fields have, if there is only one.
std::optional<std::string> singleLabel(const Frames &frames)
{
    std::optional<std::string> single;
    for (const Frame &frame : frames) {
        for (const Field &field : frame.fields) {
            if (!field.labels)
                continue;
            for (const auto &[name, value] : *field.labels) {
                if (single && *single != name)
                    return std::nullopt;
                single = name;
            }
        }
    }
    return single;
}

void appendWord(std::string &text, std::string_view word)
{
    if (word.empty())
        return;
    if (!text.empty())
        text += ' ';
    text += word;
}

std::string nameOf(const Field &field, const Frame &frame, const std::optional<std::string> &single)
{
    if (!field.config.displayName.empty())
        return field.config.displayName;
    if (!field.config.displayNameFromDS.empty())
        return field.config.displayNameFromDS;
    if (field.type() == FieldType::Time && (!field.labels || field.labels->empty()))
        return field.name.empty() ? std::string(timeName) : field.name;
    std::string name;
    appendWord(name, field.name == valueName || field.name.empty() ? frame.name : field.name);
    if (field.labels && !field.labels->empty()) {
        if (!single)
            appendWord(name, labelsText(*field.labels));
        else if (const auto found = field.labels->find(*single); found != field.labels->end())
            appendWord(name, found->second);
    }
    if (!name.empty())
        return name;
    return field.name.empty() ? std::string(valueName) : field.name;
}

void numberEqualNames(std::vector<std::string> &names, const Frame &frame)
{
    std::map<std::string, std::size_t> counts;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == frame.fields[i].name)
            ++counts[names[i]];
    }
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string own = names[i];
        if (own == frame.fields[i].name && counts[own] > 1)
            names[i] += ' ' + std::to_string(++seen[own]);
    }
}

std::vector<std::string> namesIn(const Frame &frame, const std::optional<std::string> &single)
{
    std::vector<std::string> names;
    names.reserve(frame.fields.size());
    for (const Field &field : frame.fields)
        names.push_back(nameOf(field, frame, single));
    numberEqualNames(names, frame);
    return names;
}

} // namespace

std::string labelsText(const Labels &labels)
{
    if (labels.empty())
        return {};
    std::string text = "{";
    for (const auto &[name, value] : labels) {
        if (text.size() > 1)
            text += ", ";
        text.append(name).append("=\"").append(value).append("\"");
    }
    return text + '}';
}

std::vector<std::vector<std::string>> fieldDisplayNames(const Frames &frames)
{
    const std::optional<std::string> single = singleLabel(frames);
    std::vector<std::vector<std::string>> names;
    names.reserve(frames.size());
    for (const Frame &frame : frames)
        names.push_back(namesIn(frame, single));
    return names;
}

std::vector<std::string> fieldDisplayNames(const Frame &frame)
{
    return namesIn(frame, singleLabel({frame}));
}

} // namespace mdash
