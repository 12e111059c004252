#pragma once

#include "platform/http/directroutes.h"
#include "platform/http/httpoptions.h"
#include "platform/http/response.h"

#include <string>
#include <string_view>

namespace mdash {

/// How the body's length is told to the client.
enum class Framing { Length, Chunked, UntilClose, None };

/// Writes status lines and headers. Made once per server from the options; read only, so any thread may use it.
class ResponseHead
{
public:
    explicit ResponseHead(const HttpOptions &options);

    struct Line
    {
        int status;
        std::string_view contentType; // empty: no such line
        std::string_view date;
        Framing framing = Framing::Length;
        std::size_t length = 0;
        bool keepsAlive = true;
        bool isHttp11 = true;
    };
    /// The whole head of a handler's answer, with the blank line.
    void write(std::string &out, const Line &line, const Response &response) const;
    /// The same for an answer from memory.
    void writeDirect(std::string &out, const Line &line, const DirectAnswer &answer) const;

private:
    /// Status line and the lines that do not depend on the handler. @p isCacheable: the answer says how itself.
    void begin(std::string &out, const Line &line, bool isCacheable, bool isPage) const;
    [[nodiscard]] std::string securityLines(const HttpOptions &options) const;

    std::string m_always; // lines of every answer
    std::string m_noStore;
    std::string m_page;   // lines of HTML pages
    std::vector<std::pair<std::string, std::string>> m_custom;
    std::string m_customLines;
};

/// "Not Found" for 404.
[[nodiscard]] std::string_view reasonPhrase(int status);

/// Appends "Sun, 06 Nov 1994 08:49:37 GMT".
void appendHttpDate(std::string &out, qint64 unixSeconds);

} // namespace mdash
