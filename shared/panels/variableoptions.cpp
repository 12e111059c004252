#include "panels/variableoptions.h"

#include "base/regex.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <unordered_set>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto begin = text.find_first_not_of(blanks);
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// Splits at commas that no backslash precedes.
std::vector<std::string> splitAtCommas(std::string_view text)
{
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == ',')
            parts.back() += text[++i];
        else if (text[i] == ',')
            parts.emplace_back();
        else
            parts.back() += text[i];
    }
    return parts;
}

bool isWord(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

/// The first number within a text, as numerical sorting takes it; −1 if there is none.
double firstNumber(std::string_view text)
{
    const auto begin = text.find_first_of("0123456789");
    double number = -1;
    if (begin != std::string_view::npos)
        std::from_chars(text.data() + begin, text.data() + text.size(), number, std::chars_format::fixed);
    return number;
}

/// `a2` before `a10`: runs of digits count as numbers, letters without case.
bool naturallyBefore(std::string_view a, std::string_view b)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const auto run = [&](std::string_view text) { return text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size())); };
            const double left = firstNumber(run(a));
            const double right = firstNumber(run(b));
            if (left != right)
                return left < right;
            a.remove_prefix(run(a).size());
            b.remove_prefix(run(b).size());
            continue;
        }
        const auto left = std::tolower(static_cast<unsigned char>(a.front()));
        const auto right = std::tolower(static_cast<unsigned char>(b.front()));
        if (left != right)
            return left < right;
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return a.empty() && !b.empty();
}

void sortOptions(std::vector<VariableOption> &options, int sort)
{
    const auto kind = (sort + 1) / 2; // 1 as they are, 2 by number, 3 ignoring case, 4 natural
    const auto before = [kind](const VariableOption &a, const VariableOption &b) {
        switch (kind) {
        case 2: return firstNumber(a.text) < firstNumber(b.text);
        case 3: return lowered(a.text) < lowered(b.text);
        case 4: return naturallyBefore(a.text, b.text);
        default: return a.text < b.text;
        }
    };
    if (sort <= 0)
        return;
    std::stable_sort(options.begin(), options.end(), before);
    if (sort % 2 == 0)
        std::reverse(options.begin(), options.end());
}

/// The options that one value gives.
void appendMatches(const Regex &regex, const std::string &value, std::vector<VariableOption> &options)
{
    const auto matches = regex.matchAll(value, regex.isGlobal() ? 1'000 : 1);
    if (matches.empty())
        return;
    const auto textGroup = regex.groupNamed("text");
    const auto valueGroup = regex.groupNamed("value");
    if (textGroup || valueGroup) {
        const auto groupOf = [&](std::optional<std::size_t> wanted, std::optional<std::size_t> other) {
            for (const auto &match : matches) {
                const std::size_t index = wanted ? *wanted : *other;
                if (index < match.groups.size() && match.groups[index])
                    return std::string(*match.groups[index]);
            }
            return std::string();
        };
        options.push_back({groupOf(textGroup, valueGroup), groupOf(valueGroup, textGroup)});
        return;
    }
    if (regex.groupCount() == 0) {
        options.push_back({value, value});
        return;
    }
    for (const auto &match : matches)
        options.push_back({std::string(match.group(1)), std::string(match.group(1))});
}

void keepFirstOfEachValue(std::vector<VariableOption> &options)
{
    std::unordered_set<std::string> seen;
    std::erase_if(options, [&seen](const VariableOption &option) { return !seen.insert(option.value).second; });
}

} // namespace

std::vector<VariableOption> customOptions(std::string_view definition)
{
    std::vector<VariableOption> options;
    for (const std::string &part : splitAtCommas(definition)) {
        const std::string_view whole = trimmed(part);
        const auto colon = whole.rfind(" : ");
        if (whole.empty())
            continue;
        if (colon != std::string_view::npos && colon > 0)
            options.push_back({std::string(trimmed(whole.substr(0, colon))), std::string(trimmed(whole.substr(colon + 3)))});
        else
            options.push_back({std::string(whole), std::string(whole)});
    }
    return options;
}

std::vector<VariableOption> intervalOptions(const VariableModel &variable)
{
    std::vector<VariableOption> options;
    if (variable.autoInterval)
        options.push_back({"auto", "$__auto_interval_" + variable.name});
    const std::string_view text = variable.query;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        std::string_view word;
        if (text[at] == '"' || text[at] == '\'') {
            end = std::min(text.find(text[at], at + 1), text.size());
            word = text.substr(at + 1, end - at - 1);
            ++end;
        } else {
            while (end < text.size() && isWord(text[end]))
                ++end;
            word = text.substr(at, end - at);
        }
        if (!word.empty())
            options.push_back({std::string(word), std::string(word)});
        at = std::max(end, at + 1);
    }
    return options;
}

Result<std::vector<VariableOption>> dataSourceOptions(const DataSourceList &sources, std::string_view type, std::string_view regex)
{
    std::optional<Regex> filter;
    if (!regex.empty()) {
        auto compiled = Regex::fromDashboard(regex);
        if (!compiled)
            return tl::unexpected(compiled.error());
        filter = std::move(*compiled);
    }
    std::vector<VariableOption> options;
    for (const DataSourceEntry &entry : sources.ofType(type)) {
        if (!filter || filter->matches(entry.name))
            options.push_back({entry.name, entry.uid});
    }
    return options;
}

Result<std::vector<VariableOption>> queryOptions(const std::vector<std::string> &values, std::string_view regex, int sort)
{
    std::vector<VariableOption> options;
    options.reserve(values.size());
    if (regex.empty()) {
        for (const std::string &value : values)
            options.push_back({value, value});
    } else {
        const auto compiled = Regex::fromDashboard(regex);
        if (!compiled)
            return tl::unexpected(compiled.error());
        for (const std::string &value : values)
            appendMatches(*compiled, value, options);
    }
    keepFirstOfEachValue(options);
    sortOptions(options, sort);
    return options;
}

} // namespace mdash
