#pragma once

#include "base/json.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdash {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options, Other };

/// One request as a handler sees it: parsed, within limits, path canonical. A plain value.
struct Request
{
    Method method = Method::Get;
    std::string path;     // canonical: percent-decoded UTF-8, no sub path, no trailing slash, no dot segments
    std::string rawPath;  // as sent, without the query; for proxying
    std::string rawQuery; // without '?'
    std::vector<std::pair<std::string, std::string>> headers; // names in lower case
    std::string body;
    std::vector<std::pair<std::string, std::string>> params; // from the route's ":name" segments, percent-decoded
    std::string clientAddress; // after trusted proxies
    std::string traceId;       // 32 hex digits, in logs and answers
    bool isSecure = false;     // the browser's connection is https, as far as trusted proxies say

    /// Value of the header @p name (lower case); empty if absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] bool hasHeader(std::string_view name) const;
    [[nodiscard]] std::string_view cookie(std::string_view name) const;

    /// A path parameter; empty if the route has none of that name.
    [[nodiscard]] QString param(std::string_view name) const;
    /// A path parameter that must be a positive integer. Fails with InvalidInput "<name> is invalid" ("id is invalid").
    [[nodiscard]] Result<qint64> idParam(std::string_view name) const;

    /// First value of a query parameter, percent-decoded; nullopt if absent.
    [[nodiscard]] std::optional<QString> query(std::string_view name) const;
    [[nodiscard]] QStringList queryAll(std::string_view name) const;
    /// As http-api §0.1: what does not parse counts as absent.
    [[nodiscard]] qint64 queryInteger(std::string_view name, qint64 fallback) const;
    [[nodiscard]] bool queryBoolean(std::string_view name, bool fallback = false) const;

    /// The body as JSON. Checks the content type; an empty body counts as `{}`. Fails with InvalidInput "bad request data".
    [[nodiscard]] Result<JsonDocument> json() const;
};

} // namespace mdash
