#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::uint32_t matchLimit = 1'000'000;
constexpr std::uint32_t heapLimitKiB = 16 * 1024;
constexpr std::size_t longestPattern = 64 * 1024;

std::uint32_t optionsOf(std::string_view flags)
{
    std::uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALLOW_EMPTY_CLASS |
                            PCRE2_ALT_BSUX | PCRE2_MATCH_UNSET_BACKREF;
    for (const char flag : flags) {
        options |= flag == 'i' ? PCRE2_CASELESS : 0u;
        options |= flag == 'm' ? PCRE2_MULTILINE : 0u;
        options |= flag == 's' ? PCRE2_DOTALL : 0u;
    }
    return options;
}

using MatchData = std::unique_ptr<pcre2_match_data, decltype(&pcre2_match_data_free)>;

} // namespace

struct Regex::Compiled
{
    std::unique_ptr<pcre2_code, decltype(&pcre2_code_free)> code{nullptr, &pcre2_code_free};
    std::unique_ptr<pcre2_match_context, decltype(&pcre2_match_context_free)> limits{
        pcre2_match_context_create(nullptr), &pcre2_match_context_free};
};

Result<Regex> Regex::compile(std::string_view pattern, std::string_view flags)
{
    if (pattern.size() > longestPattern)
        return fail(ErrorCode::InvalidInput,
                    u"regular expression: at most %1 bytes are accepted"_s.arg(longestPattern));
    int error = 0;
    PCRE2_SIZE offset = 0;
    auto compiled = std::make_shared<Compiled>();
    compiled->code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), optionsOf(flags),
                                       &error, &offset, nullptr));
    if (!compiled->code) {
        std::array<PCRE2_UCHAR, 256> message{};
        pcre2_get_error_message(error, message.data(), message.size());
        return fail(ErrorCode::InvalidInput, u"regular expression, at character %1: %2"_s.arg(offset).arg(
                                                 QString::fromLatin1(reinterpret_cast<const char *>(message.data()))));
    }
    pcre2_set_match_limit(compiled->limits.get(), matchLimit);
    pcre2_set_heap_limit(compiled->limits.get(), heapLimitKiB);
    return Regex(std::move(compiled), flags.find('g') != std::string_view::npos);
}

Result<Regex> Regex::fromDashboard(std::string_view text)
{
    const std::size_t slash = text.rfind('/');
    if (!text.starts_with('/') || slash == 0)
        return compile("^(?:" + std::string(text) + ")$");
    const std::string_view flags = text.substr(slash + 1);
    if (flags.find_first_not_of("gimsuy") != std::string_view::npos)
        return compile("^(?:" + std::string(text) + ")$");
    return compile(text.substr(1, slash - 1), flags);
}

std::optional<RegexMatch> Regex::match(std::string_view subject, std::size_t from) const
{
    const MatchData data(pcre2_match_data_create_from_pattern(m_compiled->code.get(), nullptr), &pcre2_match_data_free);
    if (!data || from > subject.size())
        return std::nullopt;
    const char *text = subject.data() ? subject.data() : "";
    const int found = pcre2_match(m_compiled->code.get(), reinterpret_cast<PCRE2_SPTR>(text), subject.size(), from, 0,
                                  data.get(), m_compiled->limits.get());
    if (found <= 0) // no match, or a limit was reached
        return std::nullopt;
    const PCRE2_SIZE *bounds = pcre2_get_ovector_pointer(data.get());
    RegexMatch match{.groups = {}, .begin = bounds[0], .end = std::max(bounds[0], bounds[1])};
    for (std::size_t i = 0; i <= groupCount(); ++i) {
        const PCRE2_SIZE begin = bounds[2 * i];
        const PCRE2_SIZE end = bounds[2 * i + 1];
        if (i >= static_cast<std::size_t>(found) || begin == PCRE2_UNSET || end < begin)
            match.groups.emplace_back();
        else
            match.groups.emplace_back(subject.substr(begin, end - begin));
    }
    return match;
}

bool Regex::matches(std::string_view subject) const
{
    return match(subject).has_value();
}

std::vector<RegexMatch> Regex::matchAll(std::string_view subject, std::size_t most) const
{
    std::vector<RegexMatch> matches;
    std::size_t from = 0;
    while (matches.size() < most) {
        auto found = match(subject, from);
        if (!found)
            break;
        from = found->end;
        if (found->begin == found->end) { // an empty match: go on behind the next character
            ++from;
            while (from < subject.size() && (static_cast<unsigned char>(subject[from]) & 0xc0u) == 0x80u)
                ++from;
        }
        matches.push_back(*std::move(found));
        if (from > subject.size())
            break;
    }
    return matches;
}

std::string Regex::replace(std::string_view subject, std::string_view replacement) const
{
    std::string out;
    std::size_t copied = 0;
    for (const RegexMatch &found : matchAll(subject, m_global ? 10'000 : 1)) {
        out.append(subject, copied, found.begin - copied);
        expand(out, replacement, found);
        copied = found.end;
    }
    return out.append(subject.substr(copied));
}

void Regex::expand(std::string &out, std::string_view replacement, const RegexMatch &found) const
{
    const auto digitAt = [&](std::size_t at) {
        return at < replacement.size() && replacement[at] >= '0' && replacement[at] <= '9';
    };
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const char next = replacement[i] == '$' && i + 1 < replacement.size() ? replacement[i + 1] : '\0';
        if (next == '$') {
            out += '$';
            ++i;
        } else if (next == '&') {
            out += found.group(0);
            ++i;
        } else if (digitAt(i + 1) && next != '\0') {
            std::size_t number = static_cast<std::size_t>(next - '0');
            std::size_t used = 1;
            if (digitAt(i + 2)) {
                const std::size_t two = number * 10 + static_cast<std::size_t>(replacement[i + 2] - '0');
                if (two <= groupCount()) {
                    number = two;
                    used = 2;
                }
            }
            if (number == 0 || number > groupCount()) {
                out += '$';
                continue;
            }
            out += found.group(number);
            i += used;
        } else if (next == '<' && replacement.find('>', i) != std::string_view::npos) {
            const std::size_t close = replacement.find('>', i);
            if (const auto number = groupNamed(replacement.substr(i + 2, close - i - 2)))
                out += found.group(*number);
            i = close;
        } else {
            out += replacement[i];
        }
    }
}

std::optional<std::size_t> Regex::groupNamed(std::string_view name) const
{
    const std::string terminated(name);
    const int number =
        pcre2_substring_number_from_name(m_compiled->code.get(), reinterpret_cast<PCRE2_SPTR>(terminated.c_str()));
    return number > 0 ? std::optional(static_cast<std::size_t>(number)) : std::nullopt;
}

std::size_t Regex::groupCount() const
{
    std::uint32_t count = 0;
    pcre2_pattern_info(m_compiled->code.get(), PCRE2_INFO_CAPTURECOUNT, &count);
    return count;
}

} // namespace mdash
