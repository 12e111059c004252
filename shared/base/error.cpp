#include "base/error.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

tl::unexpected<Error> fail(ErrorCode code, QString detail, QString messageId, std::string extra)
{
    return tl::unexpected(Error{code, std::move(detail), std::move(messageId), std::move(extra)});
}

QString defaultMessageId(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput: return u"badRequest"_s;
    case ErrorCode::Unauthenticated: return u"unauthorized"_s;
    case ErrorCode::Forbidden: return u"forbidden"_s;
    case ErrorCode::NotFound: return u"notFound"_s;
    case ErrorCode::Conflict: return u"conflict"_s;
    case ErrorCode::PreconditionFailed: return u"preconditionFailed"_s;
    case ErrorCode::TooLarge: return u"tooLarge"_s;
    case ErrorCode::UnsupportedMedia: return u"unsupportedMedia"_s;
    case ErrorCode::Unprocessable: return u"unprocessable"_s;
    case ErrorCode::TooManyRequests: return u"tooManyRequests"_s;
    case ErrorCode::Internal: return u"internal"_s;
    case ErrorCode::NotImplemented: return u"notImplemented"_s;
    case ErrorCode::BadGateway: return u"badGateway"_s;
    case ErrorCode::Unavailable: return u"unavailable"_s;
    case ErrorCode::Timeout: return u"timeout"_s;
    }
    return u"internal"_s;
}

} // namespace mdash
