#include "features/panels/answers.h"

namespace mdash {
namespace {

std::size_t sizeOfColumn(const Column &column)
{
    if (column.type() != FieldType::String)
        return column.size() * (column.type() == FieldType::Boolean ? 1 : 8);
    std::size_t bytes = 0;
    for (const std::string &text : column.strings())
        bytes += sizeof(std::string) + (text.size() > 15 ? text.capacity() : 0);
    return bytes;
}

} // namespace

bool isFailure(const QueryResult &answer)
{
    return answer.error.has_value();
}

bool isFailure(const VariableAnswer &answer)
{
    return !answer.has_value();
}

std::size_t sizeOf(const QueryResult &answer)
{
    constexpr std::size_t ofFrame = 1'000; // names, labels and what holds them
    std::size_t bytes = 200;
    for (const Frame &frame : answer.frames) {
        bytes += ofFrame;
        for (const Field &field : frame.fields)
            bytes += sizeOfColumn(field.values);
    }
    return bytes;
}

std::size_t sizeOf(const VariableAnswer &answer)
{
    std::size_t bytes = 200;
    if (answer) {
        for (const std::string &value : *answer)
            bytes += sizeof(std::string) + value.size();
    }
    return bytes;
}

std::size_t pointsOf(const Frames &frames)
{
    std::size_t points = 0;
    for (const Frame &frame : frames)
        points += frame.rows() * (frame.fields.size() > 1 ? frame.fields.size() - 1 : 1);
    return points;
}

std::string flightKey(OrgId orgId, qint64 sourceVersion, const DataQuery &query)
{
    std::string key;
    for (const qint64 number : {orgId.value, sourceVersion, static_cast<qint64>(query.range.from.time_since_epoch().count()),
                                static_cast<qint64>(query.range.to.time_since_epoch().count()), static_cast<qint64>(query.interval.count()), query.maxDataPoints})
        key += std::to_string(number) + '|';
    return key + query.datasourceUid + '|' + query.queryType + '|' + query.model;
}

} // namespace mdash
