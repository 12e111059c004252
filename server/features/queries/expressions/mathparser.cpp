#include "features/queries/expressions/mathparser.h"

#include "base/utf8.h"

#include <array>
#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::size_t mostCharacters = 4'096;
constexpr int deepest = 64;

using Node = std::unique_ptr<MathNode>;

/// Operators of one level of precedence; a longer one stands before its prefix.
constexpr std::array<std::string_view, 1> orOperators{"||"};
constexpr std::array<std::string_view, 1> andOperators{"&&"};
constexpr std::array<std::string_view, 6> comparisons{"==", "!=", "<=", ">=", "<", ">"};
constexpr std::array<std::string_view, 2> sums{"+", "-"};
constexpr std::array<std::string_view, 3> products{"*", "/", "%"};
constexpr std::array<std::string_view, 1> powers{"**"};

struct FunctionInfo
{
    std::string_view name;
    std::size_t arguments;
};
constexpr std::array functions{FunctionInfo{"abs", 1},     FunctionInfo{"log", 1},    FunctionInfo{"round", 1},
                               FunctionInfo{"ceil", 1},    FunctionInfo{"floor", 1},  FunctionInfo{"is_nan", 1},
                               FunctionInfo{"is_inf", 1},  FunctionInfo{"is_null", 1}, FunctionInfo{"is_number", 1},
                               FunctionInfo{"nan", 0},     FunctionInfo{"inf", 0},    FunctionInfo{"infn", 0},
                               FunctionInfo{"null", 0}};

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

class Parser
{
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Result<MathExpression> parse()
    {
        Node root = parseOr();
        skipSpace();
        if (root && m_at < m_text.size())
            refuse(u"an operator or the end"_s);
        if (m_error)
            return tl::unexpected(*m_error);
        return MathExpression{std::move(root), std::move(m_variables)};
    }

private:
    // From loosest to tightest. A null node means that m_error is set.
    Node parseOr() { return parseBinary(orOperators, &Parser::parseAnd); }
    Node parseAnd() { return parseBinary(andOperators, &Parser::parseComparison); }
    Node parseComparison() { return parseBinary(comparisons, &Parser::parseSum); }
    Node parseSum() { return parseBinary(sums, &Parser::parseProduct); }
    Node parseProduct() { return parseBinary(products, &Parser::parsePower); }
    Node parsePower() { return parseBinary(powers, &Parser::parseUnary); }

    template<std::size_t N>
    Node parseBinary(const std::array<std::string_view, N> &operators, Node (Parser::*tighter)())
    {
        Node left = (this->*tighter)();
        while (left) {
            const std::string_view found = takeOperator(operators);
            if (found.empty())
                break;
            Node right = (this->*tighter)();
            if (!right)
                return nullptr;
            auto node = std::make_unique<MathNode>();
            node->kind = MathNode::Kind::Binary;
            node->name = found;
            node->arguments.push_back(std::move(left));
            node->arguments.push_back(std::move(right));
            left = std::move(node);
        }
        return left;
    }

    template<std::size_t N>
    std::string_view takeOperator(const std::array<std::string_view, N> &operators)
    {
        skipSpace();
        const std::string_view rest = m_text.substr(m_at);
        for (const std::string_view name : operators) {
            const bool isHalfPower = name == "*" && rest.starts_with("**");
            if (rest.starts_with(name) && !isHalfPower) {
                m_at += name.size();
                return name;
            }
        }
        return {};
    }

    Node parseUnary()
    {
        skipSpace();
        if (m_at < m_text.size() && (m_text[m_at] == '!' || m_text[m_at] == '-')) {
            if (++m_depth > deepest)
                return tooDeep();
            auto node = std::make_unique<MathNode>();
            node->kind = MathNode::Kind::Unary;
            node->name = m_text[m_at++];
            Node operand = parseUnary();
            --m_depth;
            if (!operand)
                return nullptr;
            node->arguments.push_back(std::move(operand));
            return node;
        }
        return parsePrimary();
    }

    Node parsePrimary()
    {
        skipSpace();
        const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (c == '(')
            return parseParenthesis();
        if (c == '$')
            return parseVariable();
        if (isDigit(c) || c == '.')
            return parseNumber();
        if (isNameCharacter(c))
            return parseFunction();
        return refuse(u"a number, a variable such as $A, a function or ("_s);
    }

    Node parseParenthesis()
    {
        if (++m_depth > deepest)
            return tooDeep();
        ++m_at;
        Node inner = parseOr();
        --m_depth;
        return inner && take(')') ? std::move(inner) : nullptr;
    }

    Node parseVariable()
    {
        ++m_at;
        const bool isBraced = m_at < m_text.size() && m_text[m_at] == '{';
        m_at += isBraced ? 1 : 0;
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && (isBraced ? m_text[m_at] != '}' : isNameCharacter(m_text[m_at])))
            ++m_at;
        auto node = std::make_unique<MathNode>();
        node->kind = MathNode::Kind::Variable;
        node->name = m_text.substr(begin, m_at - begin);
        if (node->name.empty())
            return refuse(u"the name of a query after $"_s);
        if (isBraced && !take('}'))
            return nullptr;
        m_variables.insert(node->name);
        return node;
    }

    Node parseNumber()
    {
        auto node = std::make_unique<MathNode>();
        const char *begin = m_text.data() + m_at;
        const char *end = m_text.data() + m_text.size();
        std::from_chars_result read{};
        if (m_text.substr(m_at).starts_with("0x") || m_text.substr(m_at).starts_with("0X")) {
            std::uint64_t whole = 0;
            read = std::from_chars(begin + 2, end, whole, 16);
            node->number = static_cast<double>(whole);
        } else {
            read = std::from_chars(begin, end, node->number);
        }
        if (read.ec != std::errc{} || (read.ptr < end && isNameCharacter(*read.ptr)))
            return refuse(u"a number"_s);
        m_at = static_cast<std::size_t>(read.ptr - m_text.data());
        return node;
    }

    Node parseFunction()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isNameCharacter(m_text[m_at]))
            ++m_at;
        const std::string_view name = m_text.substr(begin, m_at - begin);
        const auto known = std::find_if(functions.begin(), functions.end(), [&](const FunctionInfo &info) { return info.name == name; });
        if (known == functions.end()) {
            m_at = begin;
            return refuse(u"a function that exists, not \"%1\""_s.arg(fromUtf8(name)));
        }
        if (!take('('))
            return nullptr;
        if (++m_depth > deepest)
            return tooDeep();
        auto node = std::make_unique<MathNode>();
        node->kind = MathNode::Kind::Function;
        node->name = name;
        for (std::size_t i = 0; i < known->arguments; ++i) {
            Node argument = parseOr();
            if (!argument)
                return nullptr;
            node->arguments.push_back(std::move(argument));
        }
        --m_depth;
        return take(')') ? std::move(node) : nullptr;
    }

    bool take(char c)
    {
        skipSpace();
        if (m_at < m_text.size() && m_text[m_at] == c) {
            ++m_at;
            return true;
        }
        refuse(u"%1"_s.arg(QLatin1Char(c)));
        return false;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            ++m_at;
    }

    Node refuse(const QString &expected)
    {
        if (!m_error)
            m_error = Error{ErrorCode::InvalidInput, u"at character %1: expected %2"_s.arg(m_at + 1).arg(expected), {}, {}};
        return nullptr;
    }

    Node tooDeep()
    {
        m_error = Error{ErrorCode::InvalidInput, u"at character %1: nested more than %2 levels deep"_s.arg(m_at + 1).arg(deepest), {}, {}};
        return nullptr;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::set<std::string> m_variables;
    std::optional<Error> m_error;
};

} // namespace

Result<MathExpression> parseMath(std::string_view text)
{
    if (text.size() > mostCharacters)
        return fail(ErrorCode::InvalidInput, u"the expression has %1 characters: at most %2 are accepted"_s.arg(text.size()).arg(mostCharacters));
    return Parser(text).parse();
}

} // namespace mdash
