#include "panels/interpolate.h"

#include "panels/interpolateformats.h"
#include "panels/querylexer.h"
#include "panels/reference.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// Calls @p replacement for each reference and puts what it gives in its place; nullopt leaves the reference.
/// @p literal sees the text between them.
template<class Replacement, class Literal>
std::string replaced(std::string_view text, Replacement replacement, Literal literal)
{
    std::string out;
    out.reserve(text.size() + 64);
    std::size_t at = 0;
    while (const auto reference = nextReference(text, at)) {
        literal(text.substr(at, reference->begin - at));
        out += text.substr(at, reference->begin - at);
        if (const std::optional<std::string> value = replacement(*reference))
            out += *value;
        else
            out += text.substr(reference->begin, reference->end - reference->begin);
        at = reference->end;
    }
    out += text.substr(at);
    return out;
}

bool isUrlMacro(std::string_view name)
{
    return name == "__url_time_range" || name == "__all_variables";
}

} // namespace

std::string interpolate(std::string_view text, const Scope &scope, std::string_view format)
{
    const auto replacement = [&](const Reference &reference) -> std::optional<std::string> {
        const auto value = scope.find(reference.name, reference.path);
        if (!value)
            return std::nullopt;
        const std::string_view wanted = isUrlMacro(reference.name) ? "raw" : reference.format.empty() ? format : reference.format;
        return formatValue(reference.name, *value, wanted, scope.zone());
    };
    return replaced(text, replacement, [](std::string_view) {});
}

Result<std::string> interpolateQuery(std::string_view text, const Scope &scope, QueryLanguage language)
{
    QueryLexer lexer(language);
    std::optional<Error> error;
    const auto replacement = [&](const Reference &reference) -> std::optional<std::string> {
        const auto value = scope.find(reference.name, reference.path);
        if (!value || error)
            return std::nullopt;
        auto written = lexer.write(reference, *value, scope.zone());
        if (written)
            return std::move(*written);
        error = written.error();
        return std::nullopt;
    };
    std::string out = replaced(text, replacement, [&](std::string_view literal) { lexer.advance(literal); });
    if (error)
        return tl::unexpected(*error);
    return out;
}

std::vector<std::string> referencedNames(std::string_view text)
{
    std::vector<std::string> names;
    std::size_t at = 0;
    while (const auto reference = nextReference(text, at)) {
        if (std::find(names.begin(), names.end(), reference->name) == names.end())
            names.emplace_back(reference->name);
        at = reference->end;
    }
    return names;
}

} // namespace mdash
