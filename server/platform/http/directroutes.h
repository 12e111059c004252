#pragma once

#include "platform/http/requestparser.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mdash {

/// An answer from memory. Views must stay valid until the next call on the same thread, or point into `owned`.
struct DirectAnswer
{
    int status = 200;
    std::string_view contentType;
    std::string_view body;
    std::string_view headers;  // more lines, each with its CR LF
    bool isCacheable = false;  // `headers` says how; else no-store
    bool isPage = false;       // carries the content security policy
    std::string owned;         // for a body made by the handler
};

using DirectHandler = std::function<void(const RequestParser::Header &, DirectAnswer &)>;

/// Paths that are answered from memory on the I/O thread, by GET and HEAD, without a worker: health, embedded files.
/// Handlers are called from all I/O threads at once and never block. Built before the server starts, then read only.
class DirectRoutes
{
public:
    /// @p label is the handler's name in metrics; paths may share one.
    void add(std::string path, std::string label, DirectHandler handler);

    struct Entry
    {
        std::size_t label = 0;
        bool isHealth = false; // answered under any host name and outside the sub path
        DirectHandler handler;
    };
    void addHealth(std::string path, DirectHandler handler);
    [[nodiscard]] const Entry *find(std::string_view path) const;
    [[nodiscard]] const std::vector<std::string> &labels() const { return m_labels; }

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };
    std::size_t labelIndex(std::string label);

    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> m_entries;
    std::vector<std::string> m_labels;
};

} // namespace mdash
