#include "platform/http/response.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Q_LOGGING_CATEGORY(lcResponse, "mdash.http")

Response Response::json(std::string text, int status)
{
    Response response;
    response.status = status;
    response.body = std::move(text);
    return response;
}

Response Response::shared(std::shared_ptr<const std::string> bytes, std::string contentType)
{
    Response response;
    response.contentType = std::move(contentType);
    response.body = std::move(bytes);
    return response;
}

Response Response::message(std::string_view text)
{
    return json(jsonBody([&](JsonWriter &writer) { writer.beginObject().member("message", text).endObject(); }));
}

Response Response::redirect(std::string location, int status)
{
    Response response = text({}, status);
    response.header("Location", std::move(location));
    return response;
}

Response Response::text(std::string text, int status)
{
    Response response;
    response.status = status;
    response.contentType = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Response Response::stream(std::shared_ptr<BodyStream> stream, std::string contentType)
{
    Response response;
    response.contentType = std::move(contentType);
    response.body = std::move(stream);
    return response;
}

Response &Response::header(std::string name, std::string value)
{
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

int httpStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput: return 400;
    case ErrorCode::Unauthenticated: return 401;
    case ErrorCode::Forbidden: return 403;
    case ErrorCode::NotFound: return 404;
    case ErrorCode::Conflict: return 409;
    case ErrorCode::PreconditionFailed: return 412;
    case ErrorCode::TooLarge: return 413;
    case ErrorCode::UnsupportedMedia: return 415;
    case ErrorCode::Unprocessable: return 422;
    case ErrorCode::TooManyRequests: return 429;
    case ErrorCode::Internal: return 500;
    case ErrorCode::NotImplemented: return 501;
    case ErrorCode::BadGateway: return 502;
    case ErrorCode::Unavailable: return 503;
    case ErrorCode::Timeout: return 504;
    }
    return 500;
}

Response toResponse(const Error &error, std::string_view traceId)
{
    QString text = error.detail;
    if (error.code == ErrorCode::Internal) {
        qCWarning(lcResponse) << "request failed"
                              << "trace" << QByteArray(traceId.data(), static_cast<qsizetype>(traceId.size())).constData()
                              << "error" << error.detail;
        text = u"Internal Server Error"_s;
    } else if (text.isEmpty()) {
        text = error.code == ErrorCode::NotFound ? u"Not Found"_s : defaultMessageId(error.code);
    }
    Response response = Response::json(jsonBody([&](JsonWriter &writer) {
        writer.beginObject().member("message", text);
        writer.member("messageId", error.messageId.isEmpty() ? defaultMessageId(error.code) : error.messageId);
        writer.member("traceID", traceId).endObject();
    }), httpStatus(error.code));
    if (!error.extra.empty()) {
        auto &json = std::get<std::string>(response.body);
        json.insert(json.size() - 1, "," + error.extra);
    }
    if (error.code == ErrorCode::Unavailable)
        response.header("Retry-After", "2");
    return response;
}

} // namespace mdash
