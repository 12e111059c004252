#include "features/provisioning/yamlvalue.h"

#include "base/json.h"
#include "features/provisioning/references.h"

#include <QFile>

#include <yaml-cpp/yaml.h>

#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

struct YamlValue::Document
{
    QString path;
    QMap<QString, QString> environment;
};

YamlValue::YamlValue(std::shared_ptr<const Document> document, const YAML::Node &node, QString field)
    : m_document(std::move(document)), m_node(std::make_shared<const YAML::Node>(node)), m_field(std::move(field))
{
}

Result<YamlValue> YamlValue::parseFile(const QString &path, const QMap<QString, QString> &environment)
{
    constexpr qint64 largest = 4 << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidInput, u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    if (file.size() > largest)
        return fail(ErrorCode::InvalidInput, u"%1 is larger than 4 MiB"_s.arg(path));
    try {
        const YAML::Node node = YAML::Load(file.readAll().toStdString());
        return YamlValue(std::make_shared<const Document>(Document{path, environment}), node, {});
    } catch (const YAML::Exception &error) {
        return fail(ErrorCode::InvalidInput, u"%1 line %2: %3"_s.arg(path).arg(error.mark.line + 1).arg(QString::fromStdString(error.msg)));
    }
}

tl::unexpected<Error> YamlValue::failExpecting(const QString &what) const
{
    const QString got = m_node->IsScalar() ? u"\"%1\""_s.arg(QString::fromStdString(m_node->Scalar())) : m_node->IsMap() ? u"a mapping"_s
        : m_node->IsSequence() ? u"a list"_s : u"nothing"_s;
    return fail(ErrorCode::InvalidInput, u"%1: %2: expected %3, got %4"_s.arg(m_document->path, m_field.isEmpty() ? u"the file"_s : m_field, what, got));
}

bool YamlValue::exists() const
{
    return !m_node->IsNull();
}

YamlValue YamlValue::operator[](const char *key) const
{
    const QString field = (m_field.isEmpty() ? QString() : m_field + u'.') + QString::fromLatin1(key);
    const YAML::Node found = m_node->IsMap() ? (*m_node)[key] : YAML::Node();
    return {m_document, found.IsDefined() ? found : YAML::Node(YAML::NodeType::Null), field}; // asking an undefined node throws
}

std::vector<YamlValue> YamlValue::elements() const
{
    std::vector<YamlValue> values;
    if (!m_node->IsSequence())
        return values;
    for (const YAML::Node &each : *m_node)
        values.push_back({m_document, each, u"%1[%2]"_s.arg(m_field).arg(values.size())});
    return values;
}

std::vector<std::pair<QString, YamlValue>> YamlValue::members() const
{
    std::vector<std::pair<QString, YamlValue>> values;
    if (!m_node->IsMap())
        return values;
    for (const auto &each : *m_node) {
        const QString key = QString::fromStdString(each.first.IsScalar() ? each.first.Scalar() : std::string());
        values.emplace_back(key, YamlValue{m_document, each.second, m_field + u'.' + key});
    }
    return values;
}

Result<std::string> YamlValue::scalar() const
{
    auto expanded = withReferences(QString::fromStdString(m_node->Scalar()), m_document->environment);
    if (!expanded)
        return fail(ErrorCode::InvalidInput, u"%1: %2: %3"_s.arg(m_document->path, m_field, expanded.error().detail));
    return expanded->toStdString();
}

Result<QString> YamlValue::text(const QString &fallback) const
{
    if (!exists())
        return fallback;
    if (!m_node->IsScalar())
        return failExpecting(u"text"_s);
    return scalar().map([](const std::string &text) { return QString::fromStdString(text); });
}

Result<bool> YamlValue::boolean(bool fallback) const
{
    if (!exists())
        return fallback;
    const auto value = text();
    if (!value)
        return tl::unexpected(value.error());
    const QString word = value->toLower();
    if (word != "true"_L1 && word != "false"_L1)
        return failExpecting(u"true or false"_s);
    return word == "true"_L1;
}

Result<qint64> YamlValue::integer(qint64 fallback) const
{
    if (!exists())
        return fallback;
    const auto value = text();
    if (!value)
        return tl::unexpected(value.error());
    bool isNumber = false;
    const qint64 number = value->toLongLong(&isNumber);
    return isNumber ? Result<qint64>(number) : Result<qint64>(failExpecting(u"a whole number"_s));
}

Result<std::string> YamlValue::json() const
{
    std::string out;
    return writeJson(out, 0).map([&] { return std::move(out); });
}

Result<void> YamlValue::writeJson(std::string &out, int depth) const
{
    constexpr std::size_t largest = 1 << 20; // aliases can make a small file a large value
    constexpr int deepest = 64;
    if (out.size() > largest || depth > deepest)
        return failExpecting(u"at most 1 MiB and 64 levels"_s);
    if (!exists()) {
        out += "null";
    } else if (m_node->IsScalar()) {
        const auto value = scalar();
        if (!value)
            return tl::unexpected(value.error());
        const bool isQuoted = m_node->Tag() == "!";
        double number = 0;
        const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
        const bool isNumber = error == std::errc{} && end == value->data() + value->size() && !value->empty();
        if (!isQuoted && (isNumber || *value == "true" || *value == "false"))
            isNumber ? void(JsonWriter(out).value(number)) : void(out += *value);
        else
            JsonWriter(out).value(*value);
    } else {
        const bool isMap = m_node->IsMap();
        out += isMap ? '{' : '[';
        bool first = true;
        const auto next = [&](const YamlValue &value) {
            return value.writeJson(out, depth + 1);
        };
        for (const auto &[key, value] : members()) {
            out += first ? "" : ",";
            first = false;
            JsonWriter(out).value(key);
            out += ':';
            if (auto done = next(value); !done)
                return done;
        }
        for (const YamlValue &value : elements()) {
            out += first ? "" : ",";
            first = false;
            if (auto done = next(value); !done)
                return done;
        }
        out += isMap ? '}' : ']';
    }
    return {};
}

} // namespace mdash
