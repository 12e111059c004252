#include "platform/http/compression.h"

#include "base/utf8.h"
#include "platform/http/takeuntil.h"

#define ZLIB_CONST // input is only read
#include <zlib.h>

#include <algorithm>
#include <optional>

namespace mdash {

namespace {

constexpr std::size_t WorthIt = 1024; // bytes; a smaller answer fits into one packet either way
constexpr int Level = 3;              // dashboards at an eighth of their size; the usual 6 takes twice as long for a sixth less
constexpr int GzipWindow = 15 + 16;   // the largest window, with the header of gzip

bool isText(std::string_view contentType)
{
    return contentType.starts_with("application/json") || contentType.starts_with("text/")
        || contentType.starts_with("application/openmetrics-text");
}

bool hasSecrets(std::string_view path)
{
    return path.starts_with("/login") || path.starts_with("/api/auth/") || path.find("token") != std::string_view::npos
        || path.find("password") != std::string_view::npos;
}

/// The bytes of a body that is not a stream.
std::optional<std::string_view> bytesOf(const Response &response)
{
    if (const auto *text = std::get_if<std::string>(&response.body))
        return *text;
    if (const auto *shared = std::get_if<std::shared_ptr<const std::string>>(&response.body); shared && *shared)
        return **shared;
    return std::nullopt;
}

bool isCandidate(const Response &response, const Request &request)
{
    const auto bytes = bytesOf(response);
    const bool isWhole = response.status != 206 && std::ranges::none_of(response.headers, [](const auto &header) {
        return header.first == "Content-Encoding";
    });
    return bytes && bytes->size() >= WorthIt && isWhole && isText(response.contentType) && !hasSecrets(request.path);
}

/// Null if zlib finds no memory: then the answer goes as it is.
std::optional<std::string> gzipped(std::string_view text)
{
    z_stream stream{};
    if (deflateInit2(&stream, Level, Z_DEFLATED, GzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return std::nullopt;
    std::string packed(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<const Bytef *>(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.resize(stream.total_out);
    packed.shrink_to_fit();
    deflateEnd(&stream);
    return isDone ? std::optional(std::move(packed)) : std::nullopt;
}

} // namespace

bool acceptsCoding(std::string_view list, std::string_view coding)
{
    while (!list.empty()) {
        std::string_view weight = takeUntil(list, ',');
        if (trimmed(takeUntil(weight, ';')) == coding)
            return weight.empty() || weight.find_first_not_of("q=0. ") != std::string_view::npos;
    }
    return false;
}

void compress(Response &response, const Request &request)
{
    if (!isCandidate(response, request))
        return;
    response.header("Vary", "Accept-Encoding");
    if (!acceptsCoding(request.header("accept-encoding"), "gzip"))
        return;
    if (auto packed = gzipped(*bytesOf(response))) {
        response.body = *std::move(packed);
        response.header("Content-Encoding", "gzip");
    }
}

} // namespace mdash
