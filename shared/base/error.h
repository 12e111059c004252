#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <string>

namespace mdash {

/// What went wrong, for programs. platform/http turns a code into a status, in one place.
enum class ErrorCode {
    InvalidInput,       // 400
    Unauthenticated,    // 401
    Forbidden,          // 403
    NotFound,           // 404
    Conflict,           // 409
    PreconditionFailed, // 412
    TooLarge,           // 413
    UnsupportedMedia,   // 415
    Unprocessable,      // 422
    TooManyRequests,    // 429
    Internal,           // 500
    NotImplemented,     // 501
    BadGateway,         // 502
    Unavailable,        // 503, the answer carries Retry-After: 2
    Timeout,            // 504
};

/// An expected failure. `detail` is an English sentence that may be shown to whoever asked; it never holds a secret.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    QString messageId; // "area.kind"; empty means the code's own, see defaultMessageId()
    std::string extra;  // more members of the answer's JSON object, without braces, e.g. `"status":"not-found"`; may be empty

    friend bool operator==(const Error &, const Error &) = default;
};

template<class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::NotFound, u"Dashboard not found"_s);`
[[nodiscard]] tl::unexpected<Error> fail(ErrorCode code, QString detail, QString messageId = {}, std::string extra = {});

/// "notFound" for ErrorCode::NotFound, and so on.
[[nodiscard]] QString defaultMessageId(ErrorCode code);

} // namespace mdash
