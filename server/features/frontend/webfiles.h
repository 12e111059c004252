#pragma once

#include "platform/http/directroutes.h"

#include <span>
#include <string_view>

namespace mdash {

/// A file of the browser UI, embedded in the program. The build makes the table (server/web/tools/pack.mjs).
struct WebFile
{
    std::string_view path; // "/public/build/index-1a2b3c.js"
    std::string_view contentType;
    std::string_view etag; // without quotes
    std::string_view plain;
    std::string_view gzip, brotli; // empty where they would not be smaller
};

/// All embedded files; none in a program built without the browser UI.
[[nodiscard]] std::span<const WebFile> webFiles();

/// Serves @p files except pages from memory, in the smallest form that the client takes. Names below /public/build hold a hash
/// of their content, so browsers keep them for good; the others are asked for again with their ETag. Adds robots.txt,
/// which keeps search engines out, and favicon.ico, which browsers ask for without being told.
void declareWebFiles(DirectRoutes &routes, std::span<const WebFile> files);

} // namespace mdash
