#include "api/bodyreader.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

std::optional<QString> BodyReader::optionalText(std::string_view name)
{
    const JsonValue value = m_object.member(name);
    if (value.isNull())
        return std::nullopt;
    const QString text = value.text();
    m_isGood = m_isGood && value.isString() && !text.contains(QChar(u'\0'));
    return text;
}

std::optional<qint64> BodyReader::optionalInteger(std::string_view name)
{
    const JsonValue value = m_object.member(name);
    if (value.isNull())
        return std::nullopt;
    const qint64 number = value.integer(0);
    m_isGood = m_isGood && value.isNumber() && (number != 0 || value.number() == 0.0);
    return number;
}

std::optional<bool> BodyReader::optionalBoolean(std::string_view name)
{
    const JsonValue value = m_object.member(name);
    if (value.isNull())
        return std::nullopt;
    m_isGood = m_isGood && value.isBool();
    return value.boolean();
}

JsonValue BodyReader::object(std::string_view name)
{
    const JsonValue value = m_object.member(name);
    if (value.isNull())
        return {};
    m_isGood = m_isGood && value.isObject();
    return value;
}

std::vector<JsonValue> BodyReader::elements(std::string_view name)
{
    const JsonValue value = m_object.member(name);
    m_isGood = m_isGood && (value.isNull() || value.isArray());
    return value.elements();
}

Result<void> BodyReader::done() const
{
    if (!m_isGood)
        return badRequestData();
    return {};
}

tl::unexpected<Error> badRequestData()
{
    return fail(ErrorCode::InvalidInput, u"bad request data"_s);
}

} // namespace mdash
