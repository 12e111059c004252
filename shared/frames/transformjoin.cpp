#include "frames/fieldnames.h"
#include "frames/transformcontext.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace mdash {
namespace {

/// A frame that takes part in a join, and where its key is.
struct Side
{
    Frame frame;
    std::size_t key = 0;
};

std::optional<std::size_t> keyFieldOf(const Frame &frame, const std::vector<std::string> &names,
                                      const std::string &byField)
{
    for (std::size_t i = 0; i < frame.fields.size(); ++i) {
        if (byField.empty() ? frame.fields[i].type() == FieldType::Time
                            : names[i] == byField || frame.fields[i].name == byField)
            return i;
    }
    return std::nullopt;
}

/// Rows by the text of their key, in the order of first appearance.
using RowsByKey = std::unordered_map<std::string, std::vector<std::size_t>>;

RowsByKey rowsByKey(const Side &side)
{
    RowsByKey rows;
    const Column &keys = side.frame.fields[side.key].values;
    for (std::size_t row = 0; row < keys.size(); ++row)
        rows[keyOf(keys, row)].push_back(row);
    return rows;
}

/// A key that all frames share, with one of the places where it stands.
struct JoinKey
{
    std::string text;
    std::size_t side = 0;
    std::size_t row = 0;
};

std::vector<JoinKey> allKeys(const std::vector<Side> &sides)
{
    std::vector<JoinKey> keys;
    std::unordered_map<std::string, bool> seen;
    for (std::size_t s = 0; s < sides.size(); ++s) {
        const Column &column = sides[s].frame.fields[sides[s].key].values;
        for (std::size_t row = 0; row < column.size(); ++row) {
            std::string text = keyOf(column, row);
            if (seen.emplace(text, true).second)
                keys.push_back({std::move(text), s, row});
        }
    }
    return keys;
}

/// Times and numbers come in ascending order, texts as they were met.
void sortKeys(std::vector<JoinKey> &keys, const std::vector<Side> &sides)
{
    if (sides.front().frame.fields[sides.front().key].type() == FieldType::String)
        return;
    std::ranges::stable_sort(keys, {}, [&](const JoinKey &key) {
        return sides[key.side].frame.fields[sides[key.side].key].values.asNumber(key.row).value_or(0);
    });
}

/// For every row of the result the row of each side; no row is npos.
constexpr std::size_t noRow = static_cast<std::size_t>(-1);
using Rows = std::vector<std::vector<std::size_t>>;

/// The rows of one key: the last row of each side.
void addLastRows(const JoinKey &key, const std::vector<RowsByKey> &bySide, Rows &rows)
{
    std::vector<std::size_t> joined;
    joined.reserve(bySide.size());
    for (const RowsByKey &side : bySide) {
        const auto found = side.find(key.text);
        joined.push_back(found == side.end() ? noRow : found->second.back());
    }
    rows.push_back(std::move(joined));
}

/// As addLastRows(), with every combination of rows that have the key; none if @p inner and a side has no such row.
Result<void> addCombinedRows(const JoinKey &key, const std::vector<RowsByKey> &bySide, bool inner, Rows &rows)
{
    Rows combined{{}};
    for (const RowsByKey &side : bySide) {
        const auto found = side.find(key.text);
        if (found == side.end() && inner)
            return {};
        const std::vector<std::size_t> own = found == side.end() ? std::vector<std::size_t>{noRow} : found->second;
        if (const auto fits = checkSize(combined.size() * own.size() + rows.size(), bySide.size()); !fits)
            return tl::unexpected(fits.error());
        Rows next;
        for (const std::vector<std::size_t> &before : combined) {
            for (const std::size_t row : own) {
                next.push_back(before);
                next.back().push_back(row);
            }
        }
        combined = std::move(next);
    }
    rows.insert(rows.end(), combined.begin(), combined.end());
    return {};
}

Column gathered(const Column &column, const Rows &rows, std::size_t side)
{
    Column result(column.type());
    result.reserve(rows.size());
    for (const std::vector<std::size_t> &row : rows) {
        if (row[side] == noRow)
            result.appendNull();
        else
            result.appendFrom(column, row[side]);
    }
    return result;
}

Field keyField(const std::vector<Side> &sides, const Rows &rows)
{
    Field key = sides.front().frame.fields[sides.front().key];
    key.values = Column(key.type());
    for (const std::vector<std::size_t> &row : rows) {
        std::size_t side = 0;
        while (row[side] == noRow)
            ++side;
        const Column &column = sides[side].frame.fields[sides[side].key].values;
        if (column.type() == key.type())
            key.values.appendFrom(column, row[side]);
        else
            key.values.appendNull();
    }
    return key;
}

/// A field of a joined frame keeps its frame's name as a label, so that equal fields stay apart.
Field joinedField(const Field &field, const std::string &frameName, Column values)
{
    Field joined = field;
    if (!frameName.empty()) {
        if (!joined.labels)
            joined.labels.emplace();
        joined.labels->insert_or_assign("name", frameName);
    }
    joined.values = std::move(values);
    return joined;
}

Result<Frames> joinSides(const std::vector<Side> &sides, std::string_view mode)
{
    std::vector<JoinKey> keys = allKeys(sides);
    sortKeys(keys, sides);
    std::vector<RowsByKey> bySide;
    std::size_t columns = 1;
    for (const Side &side : sides) {
        bySide.push_back(rowsByKey(side));
        columns += side.frame.fields.size() - 1;
    }
    const bool inner = mode == "inner";
    if (const auto fits = checkSize(inner ? 0 : keys.size(), columns); !fits)
        return tl::unexpected(fits.error());
    Rows rows;
    for (const JoinKey &key : keys) {
        if (!inner && mode != "outerTabular")
            addLastRows(key, bySide, rows);
        else if (const auto added = addCombinedRows(key, bySide, inner, rows); !added)
            return tl::unexpected(added.error());
    }
    if (const auto fits = checkSize(rows.size(), columns); !fits)
        return tl::unexpected(fits.error());
    Frame joined;
    joined.refId = sides.front().frame.refId;
    joined.fields.push_back(keyField(sides, rows));
    for (std::size_t s = 0; s < sides.size(); ++s) {
        for (std::size_t i = 0; i < sides[s].frame.fields.size(); ++i) {
            const Field &field = sides[s].frame.fields[i];
            if (i != sides[s].key)
                joined.fields.push_back(joinedField(field, sides[s].frame.name, gathered(field.values, rows, s)));
        }
    }
    return Frames{std::move(joined)};
}

/// How often a field of that name and type appears.
std::map<std::pair<std::string, FieldType>, std::size_t> fieldCounts(const Frames &frames)
{
    std::map<std::pair<std::string, FieldType>, std::size_t> counts;
    for (const Frame &frame : frames) {
        std::map<std::pair<std::string, FieldType>, bool> seen;
        for (const Field &field : frame.fields) {
            if (seen.emplace(std::pair(field.name, field.type()), true).second)
                ++counts[{field.name, field.type()}];
        }
    }
    return counts;
}

/// The table that merge() builds: columns by name, rows that may still have holes.
class MergedTable
{
public:
    explicit MergedTable(const Frames &frames) : m_counts(fieldCounts(frames)), m_frames(frames.size())
    {
        for (const Frame &frame : frames) {
            for (const Field &field : frame.fields) {
                if (columnNamed(field))
                    continue;
                m_columns.push_back(field);
                m_columns.back().values = Column(field.type());
                m_isKey.push_back(m_counts.at({field.name, field.type()}) == m_frames);
            }
        }
    }

    [[nodiscard]] bool hasKey() const
    {
        return std::ranges::any_of(m_counts, [&](const auto &count) { return count.second == m_frames; });
    }
    [[nodiscard]] std::size_t width() const { return m_columns.size(); }

    /// Which column each field of @p frame belongs to.
    [[nodiscard]] std::vector<std::size_t> placesOf(const Frame &frame) const
    {
        std::vector<std::size_t> places;
        for (const Field &field : frame.fields)
            places.push_back(*columnNamed(field));
        return places;
    }

    void add(const Frame &frame, const std::vector<std::size_t> &places, std::size_t row)
    {
        std::string key;
        std::vector<std::optional<std::string>> words(m_columns.size());
        std::vector<const Column *> sources(m_columns.size(), nullptr);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const std::size_t place = places[i];
            words[place] = keyOf(frame.fields[i].values, row);
            sources[place] = &frame.fields[i].values;
            if (m_isKey[place])
                key += *words[place] + '\x1f';
        }
        bool merged = false;
        std::vector<std::size_t> &candidates = m_byKey[key];
        // Equal keys beyond this many rows are not compared any more: a join of everything with everything helps
        // nobody.
        constexpr std::size_t mostCandidates = 200;
        for (std::size_t i = 0; i < std::min(candidates.size(), mostCandidates); ++i)
            merged = fill(candidates[i], words, sources, row) || merged;
        if (merged)
            return;
        candidates.push_back(m_rows.size());
        m_rows.push_back({std::move(words), std::move(sources), row});
    }

    [[nodiscard]] Frame take()
    {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            for (const Row &row : m_rows) {
                if (row.sources[i])
                    m_columns[i].values.appendFrom(*row.sources[i], row.rowOf(i));
                else
                    m_columns[i].values.appendNull();
            }
        }
        Frame frame;
        frame.fields = std::move(m_columns);
        return frame;
    }

private:
    struct Row
    {
        std::vector<std::optional<std::string>> words;
        std::vector<const Column *> sources;
        std::size_t row = 0;
        std::map<std::size_t, std::size_t> others{}; // column -> row, of values that came from another row

        [[nodiscard]] std::size_t rowOf(std::size_t column) const
        {
            const auto found = others.find(column);
            return found == others.end() ? row : found->second;
        }
    };

    [[nodiscard]] std::optional<std::size_t> columnNamed(const Field &field) const
    {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if (m_columns[i].name == field.name && m_columns[i].type() == field.type())
                return i;
        }
        return std::nullopt;
    }

    /// Puts the values into a row that says nothing else in their columns.
    bool fill(std::size_t index, const std::vector<std::optional<std::string>> &words,
              const std::vector<const Column *> &sources, std::size_t row)
    {
        Row &target = m_rows[index];
        const auto isEmpty = [&](std::size_t i) { return !target.words[i] || *target.words[i] == "-"; };
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i] && !isEmpty(i) && *target.words[i] != *words[i])
                return false;
        }
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!words[i])
                continue;
            target.words[i] = words[i];
            target.sources[i] = sources[i];
            target.others[i] = row;
        }
        return true;
    }

    std::map<std::pair<std::string, FieldType>, std::size_t> m_counts;
    std::size_t m_frames;
    std::vector<Field> m_columns;
    std::vector<bool> m_isKey; // by column: all frames have it
    std::vector<Row> m_rows;
    std::unordered_map<std::string, std::vector<std::size_t>> m_byKey;
};

} // namespace

Result<Frames> joinByField(Frames frames, const TransformContext &context)
{
    const std::string byField = context.text("byField");
    const std::string mode = context.text("mode", "outer");
    const auto names = fieldDisplayNames(frames);
    std::vector<Side> sides;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (const auto key = keyFieldOf(frames[i], names[i], byField))
            sides.push_back({std::move(frames[i]), *key});
    }
    if (sides.empty())
        return frames;
    return joinSides(sides, mode);
}

Result<Frames> merge(Frames frames, const TransformContext &)
{
    std::erase_if(frames, [](const Frame &frame) { return frame.fields.empty(); });
    if (frames.size() < 2)
        return frames;
    MergedTable table(frames);
    if (!table.hasKey())
        return frames;
    std::size_t rows = 0;
    for (const Frame &frame : frames)
        rows += frame.rows();
    if (const auto fits = checkSize(rows, table.width()); !fits)
        return tl::unexpected(fits.error());
    for (const Frame &frame : frames) {
        const std::vector<std::size_t> places = table.placesOf(frame);
        for (std::size_t row = 0; row < frame.rows(); ++row)
            table.add(frame, places, row);
    }
    Frame merged = table.take();
    merged.refId = frames.front().refId;
    return Frames{std::move(merged)};
}

Result<Frames> concatenate(Frames frames, const TransformContext &context)
{
    const std::string mode = context.text("frameNameMode", "field");
    const std::string label = context.text("frameNameLabel", "frame");
    Frame all;
    std::size_t rows = 0;
    for (const Frame &frame : frames)
        rows = std::max(rows, frame.rows());
    for (Frame &frame : frames) {
        for (Field &field : frame.fields) {
            if (!frame.name.empty() && mode == "field")
                field.name = frame.name + " · " + field.name;
            else if (!frame.name.empty() && mode == "label")
                field.labels = Labels(field.labels.value_or(Labels{})),
                field.labels->insert_or_assign(label, frame.name);
            while (field.values.size() < rows)
                field.values.appendNull();
            all.fields.push_back(std::move(field));
        }
    }
    if (const auto fits = checkSize(rows, all.fields.size()); !fits)
        return tl::unexpected(fits.error());
    return Frames{std::move(all)};
}

} // namespace mdash
