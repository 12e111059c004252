#pragma once

#include "panels/jsontree.h"

#include <QElapsedTimer>
#include <QTest>
#include <QtGlobal>

#include <array>
#include <random>
#include <string>
#include <vector>

namespace mdash::test {

/// Breaks well-formed input in ways that people, old programs and attackers do. The same seed gives the same breakage:
/// MD_TEST_SEED sets the first one, MD_TEST_FUZZ_SECONDS how long a test goes on.
class Mutations
{
public:
    explicit Mutations(quint32 seed) : m_random(seed) {}

    [[nodiscard]] static quint32 firstSeed() { return qEnvironmentVariable("MD_TEST_SEED", QStringLiteral("1")).toUInt(); }
    [[nodiscard]] static qint64 milliseconds()
    {
        return static_cast<qint64>(qEnvironmentVariable("MD_TEST_FUZZ_SECONDS", QStringLiteral("3")).toDouble() * 1000);
    }

    [[nodiscard]] std::size_t below(std::size_t count) { return count == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, count - 1)(m_random); }

    /// One of what should not be there: wrong types, extreme numbers, odd texts, deep nesting.
    [[nodiscard]] JsonTree nastyValue()
    {
        switch (below(22)) {
        case 0: return {};
        case 1: return true;
        case 2: return -1;
        case 3: return 0;
        case 4: return std::int64_t{9'223'372'036'854'775'807};
        case 5: return -std::int64_t{9'223'372'036'854'775'807} - 1;
        case 6: return 1.7976931348623157e308;
        case 7: return -4.9e-324;
        case 8: return 0.5;
        case 9: return "";
        case 10: return std::string("a\0b", 3);
        case 11: return "$__all";
        case 12: return "${a:${b}}$c[[d]]$";
        case 13: return "(((((((((a*)*)*)*)*)*";
        case 14: return std::string(20'000, 'x');
        case 15: return "\xf0\x9f\xa6\x84 \xe2\x80\xae\xcc\x81";
        case 16: return "now-9999999999999y/y";
        case 17: return "99999999999999999999";
        case 18: return JsonTree::array();
        case 19: return JsonTree::object();
        case 20: return JsonTree::array({JsonTree(), JsonTree(1), JsonTree("x"), JsonTree::object({{"id", "x"}})});
        default: return nested(60);
        }
    }

    /// @p tree with one to four of its values replaced, removed, doubled or put elsewhere.
    [[nodiscard]] JsonTree mutated(JsonTree tree)
    {
        for (std::size_t turns = 1 + below(4); turns > 0; --turns) {
            std::vector<JsonTree *> nodes;
            collect(tree, nodes);
            JsonTree &victim = *nodes[below(nodes.size())];
            switch (below(4)) {
            case 0: victim = JsonTree(*nodes[below(nodes.size())]); break;
            case 1: removeOne(victim); break;
            case 2: doubleOne(victim); break;
            default: victim = nastyValue(); break;
            }
        }
        return tree;
    }

    /// @p text with some of its bytes changed, removed, doubled or cut off.
    [[nodiscard]] std::string mutated(std::string text)
    {
        static constexpr std::array<std::string_view, 12> odd{"\"", "{", "}", "[", "]", ",", "\\u0000", "\\ud800", "1e999", "\xff\xfe", "\xc3\x28",
                                                              std::string_view("\0", 1)};
        for (std::size_t turns = 1 + below(4); turns > 0 && !text.empty(); --turns) {
            const std::size_t at = below(text.size());
            switch (below(5)) {
            case 0: text[at] = static_cast<char>(below(256)); break;
            case 1: text.erase(at, 1 + below(8)); break;
            case 2: text.insert(at, text.substr(below(text.size()), below(40))); break;
            case 3: text.insert(at, odd[below(odd.size())]); break;
            default: text.resize(at); break;
            }
        }
        return text;
    }

private:
    static JsonTree nested(int levels)
    {
        JsonTree tree = "deep";
        for (int level = 0; level < levels; ++level)
            tree = level % 2 == 0 ? JsonTree::array({std::move(tree)}) : JsonTree::object({{"panels", std::move(tree)}});
        return tree;
    }
    static void collect(JsonTree &tree, std::vector<JsonTree *> &nodes)
    {
        nodes.push_back(&tree);
        if (tree.isArray()) {
            for (JsonTree &element : tree.writableElements())
                collect(element, nodes);
        } else if (tree.isObject()) {
            for (auto &[name, value] : tree.writableMembers())
                collect(value, nodes);
        }
    }
    void removeOne(JsonTree &tree)
    {
        if (tree.isArray() && !tree.elements().empty()) {
            auto &elements = tree.writableElements();
            elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(below(elements.size())));
        } else if (tree.isObject() && !tree.members().empty()) {
            auto &members = tree.writableMembers();
            members.erase(members.begin() + static_cast<std::ptrdiff_t>(below(members.size())));
        } else {
            tree = JsonTree();
        }
    }
    void doubleOne(JsonTree &tree)
    {
        if (tree.isArray() && !tree.elements().empty()) {
            const JsonTree copy = tree.elements()[below(tree.elements().size())];
            tree.append(copy);
        } else if (tree.isObject() && !tree.members().empty()) {
            const auto copy = tree.members()[below(tree.members().size())];
            tree.writableMembers().push_back(copy); // a duplicate key
        }
    }

    std::mt19937 m_random;
};

/// Calls @p attempt with one seed after the other until the time is over or it failed; says how far it came.
template<class Attempt>
void untilTimeIsOver(const char *what, Attempt attempt)
{
    QElapsedTimer elapsed;
    elapsed.start();
    quint32 seed = Mutations::firstSeed();
    do
        attempt(seed++);
    while (elapsed.elapsed() < Mutations::milliseconds() && !QTest::currentTestFailed());
    qInfo("%s: seeds %u to %u", what, Mutations::firstSeed(), seed - 1);
}

} // namespace mdash::test
