#pragma once

#include "platform/http/httpoptions.h"
#include "platform/http/request.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// Reads one request at a time from a connection's bytes. Not thread-safe; reused for all requests of a connection.
/// What could be read in two ways is refused: two lengths, a length and chunks, any coding but "chunked".
class RequestParser
{
public:
    struct Field
    {
        std::string_view name; // as sent
        std::string_view value;
    };
    /// Views into the bytes given to parseHeader(), valid until those move.
    struct Header
    {
        Method method = Method::Other;
        std::string_view target;
        std::string_view host;
        bool isHttp11 = false;
        bool keepsAlive = false;   // what the client asks for
        bool expectsContinue = false;
        bool hasBody = false;
        bool isChunked = false;
        quint64 contentLength = 0; // unless chunked
        std::vector<Field> fields;

        /// First value of the field @p name (lower case); empty if absent.
        [[nodiscard]] std::string_view field(std::string_view name) const;
    };
    enum class Body { NeedMore, Complete, Malformed, TooLarge };

    explicit RequestParser(const HttpLimits &limits);
    ~RequestParser();
    RequestParser(const RequestParser &) = delete;
    RequestParser &operator=(const RequestParser &) = delete;

    /// @p bytes is a whole header, as HeaderScanner found it. False if it is malformed.
    [[nodiscard]] bool parseHeader(std::string_view bytes);
    [[nodiscard]] const Header &header() const;
    /// Appends what @p bytes holds of the body to @p body, at most @p limit bytes in all; sets @p consumed. Bytes that
    /// were not consumed must be given again, with more after them.
    [[nodiscard]] Body parseBody(std::string_view bytes, std::size_t limit, std::string &body, std::size_t &consumed);

private:
    class Beast;
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mdash
