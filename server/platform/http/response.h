#pragma once

#include "base/error.h"
#include "base/json.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mdash {

class BodyStream;

/// The answer of a handler. Move-only work is not needed: bodies are moved or shared, never copied.
struct Response
{
    int status = 200;
    std::string contentType = "application/json";
    std::vector<std::pair<std::string, std::string>> headers; // besides the standard ones of http-api §0.5
    /// Text, or bytes shared with a cache, or a stream.
    std::variant<std::string, std::shared_ptr<const std::string>, std::shared_ptr<BodyStream>> body;
    bool closeConnection = false;

    static Response json(std::string text, int status = 200);
    static Response shared(std::shared_ptr<const std::string> bytes, std::string contentType = "application/json");
    /// `{"message": …}` with 200.
    static Response message(std::string_view text);
    static Response redirect(std::string location, int status = 302);
    static Response text(std::string text, int status = 200);
    static Response stream(std::shared_ptr<BodyStream> stream, std::string contentType);

    Response &header(std::string name, std::string value);
};

/// Builds a body: `jsonBody([&](JsonWriter &json) { json.beginObject()…; })`.
template<class Write>
[[nodiscard]] std::string jsonBody(Write write)
{
    std::string text;
    JsonWriter writer(text);
    write(writer);
    return text;
}

/// Status of an error code; the only switch from codes to HTTP.
[[nodiscard]] int httpStatus(ErrorCode code);
/// `{"message":…,"messageId":…,"traceID":…, extra…}` with the code's status. Internal errors say "Internal Server Error"
/// only; their detail goes to the log.
[[nodiscard]] Response toResponse(const Error &error, std::string_view traceId);

} // namespace mdash
