#include "platform/http/router.h"

#include "platform/http/uri.h"

#include <algorithm>
#include <array>
#include <map>

namespace mdash {

namespace {

constexpr std::size_t None = static_cast<std::size_t>(-1);
constexpr std::size_t MethodCount = static_cast<std::size_t>(Method::Other) + 1;

/// First segment of @p path, which begins with '/' or is empty; removes it.
std::string_view takeSegment(std::string_view &path)
{
    path.remove_prefix(std::min<std::size_t>(1, path.size()));
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

std::string withPlainSlashes(std::string_view text)
{
    std::string plain(text);
    std::replace(plain.begin(), plain.end(), EncodedSlash, '/');
    return plain;
}

} // namespace

/// One place in the tree of path segments; the routes that end here, by method.
struct Router::Node
{
    std::map<std::string, std::unique_ptr<Node>, std::less<>> statics;
    std::unique_ptr<Node> parameter;
    std::array<std::size_t, MethodCount> here;
    std::array<std::size_t, MethodCount> rest; // "*rest" below here

    Node()
    {
        here.fill(None);
        rest.fill(None);
    }

    /// Index of the route, None if there is none. @p values are the texts of the parameters on the way.
    std::size_t find(std::size_t method, std::string_view path, std::vector<std::string_view> &values) const
    {
        if (path.empty() && here[method] != None)
            return here[method];
        if (!path.empty()) {
            std::string_view below = path;
            const std::string_view segment = takeSegment(below);
            if (const auto child = statics.find(segment); child != statics.end()) {
                if (const std::size_t index = child->second->find(method, below, values); index != None)
                    return index;
            }
            if (parameter) {
                values.push_back(segment);
                if (const std::size_t index = parameter->find(method, below, values); index != None)
                    return index;
                values.pop_back();
            }
        }
        if (rest[method] != None)
            values.push_back(path.substr(std::min<std::size_t>(1, path.size())));
        return rest[method];
    }
};

Router::Router() : m_root(std::make_unique<Node>()) {}

Router::~Router() = default;

void Router::add(Route route)
{
    Node *node = m_root.get();
    std::string_view path = route.pattern == "/" ? std::string_view() : std::string_view(route.pattern);
    const auto method = static_cast<std::size_t>(route.method);
    const std::size_t index = m_routes.size();
    while (!path.empty()) {
        const std::string_view segment = takeSegment(path);
        if (segment.starts_with('*')) {
            node->rest[method] = index;
            m_routes.push_back(std::move(route));
            return;
        }
        auto &child = segment.starts_with(':') ? node->parameter : node->statics[std::string(segment)];
        if (!child)
            child = std::make_unique<Node>();
        node = child.get();
    }
    node->here[method] = index;
    m_routes.push_back(std::move(route));
}

std::optional<Router::Match> Router::match(Method method, std::string_view path) const
{
    if (path == "/")
        path = {};
    std::vector<std::string_view> values;
    std::size_t index = m_root->find(static_cast<std::size_t>(method), path, values);
    if (index == None && method == Method::Head) {
        values.clear();
        index = m_root->find(static_cast<std::size_t>(Method::Get), path, values);
    }
    if (index == None)
        return std::nullopt;
    Match found{index, {}};
    std::string_view pattern = m_routes[index].pattern;
    for (std::size_t next = 0; !pattern.empty() && next < values.size();) {
        const std::string_view segment = takeSegment(pattern);
        if (segment.starts_with(':') || segment.starts_with('*'))
            found.params.emplace_back(segment.substr(1), withPlainSlashes(values[next++]));
    }
    return found;
}

} // namespace mdash
