#include "features/selfmetrics/selfquery.h"

#include "base/duration.h"
#include "base/utf8.h"

#include <array>
#include <charconv>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::size_t mostCharacters = 4'096;
constexpr int deepest = 32;
constexpr std::array<std::string_view, 10> windowFunctions{"rate",          "increase",      "irate",         "delta",           "avg_over_time",
                                                           "min_over_time", "max_over_time", "sum_over_time", "count_over_time", "last_over_time"};
constexpr std::array<std::string_view, 4> valueFunctions{"abs", "ceil", "floor", "round"};
constexpr std::array<std::string_view, 5> aggregations{"sum", "avg", "max", "min", "count"};
constexpr std::array<std::string_view, 6> comparisons{"==", "!=", "<=", ">=", "<", ">"};
constexpr std::array<std::string_view, 2> sums{"+", "-"};
constexpr std::array<std::string_view, 3> products{"*", "/", "%"};
constexpr std::array<std::string_view, 4> matchOperators{"=~", "!~", "!=", "="};

using Node = std::unique_ptr<SelfQueryNode>;

template<class List>
bool isOneOf(const List &list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool startsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

Node makeNode(SelfQueryNode::Kind kind, std::string_view name)
{
    auto node = std::make_unique<SelfQueryNode>();
    node->kind = kind;
    node->name = name;
    return node;
}

class Parser
{
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Result<Node> parse()
    {
        Node root = parseComparison();
        skipSpace();
        if (root && m_at < m_text.size())
            refuse(u"an operator or the end"_s);
        if (m_error)
            return tl::unexpected(*m_error);
        return root;
    }

private:
    // A null node means that m_error is set.
    Node parseComparison() { return parseBinary(comparisons, &Parser::parseSum); }
    Node parseSum() { return parseBinary(sums, &Parser::parseProduct); }
    Node parseProduct() { return parseBinary(products, &Parser::parseUnary); }

    template<std::size_t N>
    Node parseBinary(const std::array<std::string_view, N> &operators, Node (Parser::*tighter)())
    {
        Node left = (this->*tighter)();
        while (left) {
            const std::string_view operation = takeOneOf(operators);
            if (operation.empty())
                break;
            Node right = (this->*tighter)();
            if (!right)
                return nullptr;
            Node node = makeNode(SelfQueryNode::Kind::Binary, operation);
            node->arguments.push_back(std::move(left));
            node->arguments.push_back(std::move(right));
            left = std::move(node);
        }
        return left;
    }

    /// Minus binds as in PromQL: -x^2 is -(x^2).
    Node parseUnary()
    {
        skipSpace();
        if (peek() != '-' && peek() != '+')
            return parsePower();
        const Nesting nesting(*this);
        const bool isMinus = m_text[m_at++] == '-';
        Node operand = nesting.isTooDeep() ? tooDeep() : parseUnary();
        if (!operand || !isMinus)
            return operand;
        Node node = makeNode(SelfQueryNode::Kind::Binary, "*");
        Node minusOne = makeNode(SelfQueryNode::Kind::Number, "");
        minusOne->number = -1;
        node->arguments.push_back(std::move(minusOne));
        node->arguments.push_back(std::move(operand));
        return node;
    }

    Node parsePower()
    {
        Node base = parsePrimary();
        skipSpace();
        if (!base || peek() != '^')
            return base;
        ++m_at;
        const Nesting nesting(*this);
        Node exponent = nesting.isTooDeep() ? tooDeep() : parseUnary();
        if (!exponent)
            return nullptr;
        Node node = makeNode(SelfQueryNode::Kind::Binary, "^");
        node->arguments.push_back(std::move(base));
        node->arguments.push_back(std::move(exponent));
        return node;
    }

    Node parsePrimary()
    {
        skipSpace();
        const Nesting nesting(*this);
        if (nesting.isTooDeep())
            return tooDeep();
        if (peek() == '(') {
            ++m_at;
            Node inner = parseComparison();
            return inner && take(')') ? std::move(inner) : nullptr;
        }
        if (isDigit(peek()) || peek() == '.')
            return parseNumber();
        if (peek() == '{')
            return parseSelector({});
        if (!startsName(peek()))
            return refuse(u"a metric, a function, a number or ("_s);
        const std::string_view name = takeName();
        if (isOneOf(aggregations, name))
            return parseAggregate(name);
        skipSpace();
        return peek() == '(' ? parseFunction(name) : parseSelector(name);
    }

    Node parseNumber()
    {
        Node node = makeNode(SelfQueryNode::Kind::Number, "");
        const char *end = m_text.data() + m_text.size();
        const auto read = std::from_chars(m_text.data() + m_at, end, node->number);
        if (read.ec != std::errc{} || (read.ptr < end && startsName(*read.ptr)))
            return refuse(u"a number"_s);
        m_at = static_cast<std::size_t>(read.ptr - m_text.data());
        return node;
    }

    Node parseFunction(std::string_view name)
    {
        if (!isOneOf(windowFunctions, name) && !isOneOf(valueFunctions, name)) {
            m_at -= name.size();
            return refuse(u"a function that the self metrics know, not \"%1\""_s.arg(fromUtf8(name)));
        }
        ++m_at;
        const std::size_t argumentAt = m_at;
        Node node = makeNode(SelfQueryNode::Kind::Function, name);
        Node argument = parseComparison();
        if (!argument)
            return nullptr;
        const bool isWindow = argument->kind == SelfQueryNode::Kind::Selector && argument->windowMs > 0;
        if (isWindow != isOneOf(windowFunctions, name)) {
            m_at = argumentAt;
            return refuse(isWindow ? u"a selector without a window"_s : u"a selector with a window such as x[5m]"_s);
        }
        node->arguments.push_back(std::move(argument));
        return take(')') ? std::move(node) : nullptr;
    }

    Node parseAggregate(std::string_view name)
    {
        Node node = makeNode(SelfQueryNode::Kind::Aggregate, name);
        if (!takeGrouping(*node) || !take('('))
            return nullptr;
        Node argument = parseComparison();
        if (!argument || !take(')'))
            return nullptr;
        node->arguments.push_back(std::move(argument));
        if (node->labels.empty() && !node->isWithout && !takeGrouping(*node))
            return nullptr;
        return node;
    }

    bool takeGrouping(SelfQueryNode &node)
    {
        skipSpace();
        const std::size_t begin = m_at;
        const std::string_view word = startsName(peek()) ? takeName() : std::string_view{};
        if (word != "by" && word != "without") {
            m_at = begin;
            return true;
        }
        node.isWithout = word == "without";
        if (!take('('))
            return false;
        for (skipSpace(); peek() != ')'; skipSpace()) {
            if (!startsName(peek()))
                return refuse(u"a label or )"_s) != nullptr;
            node.labels.emplace_back(takeName());
            skipSpace();
            if (peek() == ',')
                ++m_at;
            else if (peek() != ')')
                return refuse(u", or )"_s) != nullptr;
        }
        ++m_at;
        return true;
    }

    Node parseSelector(std::string_view name)
    {
        Node node = makeNode(SelfQueryNode::Kind::Selector, name);
        skipSpace();
        if (peek() == '{' && !takeMatchers(*node))
            return nullptr;
        skipSpace();
        if (peek() == '[' && !takeWindow(*node))
            return nullptr;
        if (name.empty() && node->matchers.empty())
            return refuse(u"a metric or a matcher"_s);
        return node;
    }

    bool takeMatchers(SelfQueryNode &node)
    {
        ++m_at;
        for (skipSpace(); peek() != '}'; skipSpace()) {
            if (!startsName(peek()))
                return refuse(u"a label or }"_s) != nullptr;
            LabelMatcher matcher;
            matcher.label = takeName();
            matcher.operation = takeOneOf(matchOperators);
            if (matcher.operation.empty())
                return refuse(u"= != =~ or !~"_s) != nullptr;
            auto value = takeString();
            if (!value)
                return false;
            matcher.value = std::move(*value);
            node.matchers.push_back(std::move(matcher));
            skipSpace();
            if (peek() == ',')
                ++m_at;
            else if (peek() != '}')
                return refuse(u", or }"_s) != nullptr;
        }
        ++m_at;
        return true;
    }

    bool takeWindow(SelfQueryNode &node)
    {
        ++m_at;
        const auto close = m_text.find(']', m_at);
        const auto window = parseDuration(m_text.substr(m_at, close == std::string_view::npos ? close : close - m_at));
        if (close == std::string_view::npos || !window || window->count() <= 0)
            return refuse(u"a duration such as 5m and ]"_s) != nullptr;
        node.windowMs = window->count();
        m_at = close + 1;
        return true;
    }

    std::optional<std::string> takeString()
    {
        skipSpace();
        const char quote = peek();
        if (quote != '"' && quote != '\'' && quote != '`') {
            refuse(u"a text in quotes"_s);
            return std::nullopt;
        }
        std::string value;
        for (++m_at; m_at < m_text.size() && m_text[m_at] != quote; ++m_at) {
            if (m_text[m_at] == '\\' && quote != '`' && m_at + 1 < m_text.size())
                value += unescaped(m_text[++m_at]);
            else
                value += m_text[m_at];
        }
        if (m_at >= m_text.size()) {
            refuse(u"the closing quote"_s);
            return std::nullopt;
        }
        ++m_at;
        return value;
    }

    static char unescaped(char c) { return c == 'n' ? '\n' : c == 't' ? '\t' : c; }

    template<std::size_t N>
    std::string_view takeOneOf(const std::array<std::string_view, N> &operators)
    {
        skipSpace();
        for (const std::string_view operation : operators) {
            if (m_text.substr(m_at).starts_with(operation)) {
                m_at += operation.size();
                return operation;
            }
        }
        return {};
    }

    std::string_view takeName()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && (startsName(m_text[m_at]) || isDigit(m_text[m_at])))
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }

    bool take(char c)
    {
        skipSpace();
        if (peek() != c)
            return refuse(QString(QLatin1Char(c))) != nullptr;
        ++m_at;
        return true;
    }

    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            ++m_at;
    }

    /// Counts a level of nesting while it lives.
    class Nesting
    {
    public:
        explicit Nesting(Parser &parser) : m_parser(parser) { ++m_parser.m_depth; }
        ~Nesting() { --m_parser.m_depth; }
        Nesting(const Nesting &) = delete;
        Nesting &operator=(const Nesting &) = delete;
        [[nodiscard]] bool isTooDeep() const { return m_parser.m_depth > deepest; }

    private:
        Parser &m_parser;
    };

    Node refuse(const QString &expected)
    {
        if (!m_error)
            m_error = Error{ErrorCode::InvalidInput, u"at character %1: expected %2"_s.arg(m_at + 1).arg(expected), {}, {}};
        return nullptr;
    }

    Node tooDeep()
    {
        if (!m_error)
            m_error = Error{ErrorCode::InvalidInput, u"at character %1: nested more than %2 levels deep"_s.arg(m_at + 1).arg(deepest), {}, {}};
        return nullptr;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::optional<Error> m_error;
};

} // namespace

Result<std::unique_ptr<SelfQueryNode>> parseSelfQuery(std::string_view text)
{
    if (text.size() > mostCharacters)
        return fail(ErrorCode::InvalidInput, u"the query has %1 characters: at most %2 are accepted"_s.arg(text.size()).arg(mostCharacters));
    return Parser(text).parse();
}

bool isWindowFunction(std::string_view name)
{
    return isOneOf(windowFunctions, name);
}

long long longestWindow(const SelfQueryNode &node)
{
    long long longest = node.windowMs;
    for (const auto &argument : node.arguments)
        longest = std::max(longest, longestWindow(*argument));
    return longest;
}

} // namespace mdash
