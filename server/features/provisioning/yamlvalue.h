#pragma once

#include "base/error.h"

#include <QMap>
#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace YAML {
class Node;
}

namespace mdash {

/// A value of a provisioning file that knows where it stands, so that errors can say so. Copies share the document.
class YamlValue
{
public:
    /// Fails with InvalidInput that names the file and the line.
    [[nodiscard]] static Result<YamlValue> parseFile(const QString &path, const QMap<QString, QString> &environment);

    [[nodiscard]] bool exists() const;
    [[nodiscard]] YamlValue operator[](const char *key) const;
    [[nodiscard]] std::vector<YamlValue> elements() const;
    [[nodiscard]] std::vector<std::pair<QString, YamlValue>> members() const;

    // Getters fail with InvalidInput "<file>: <field>: expected …, got …" for a value of the wrong kind.
    [[nodiscard]] Result<QString> text(const QString &fallback = {}) const;
    [[nodiscard]] Result<bool> boolean(bool fallback) const;
    [[nodiscard]] Result<qint64> integer(qint64 fallback) const;
    /// As compact JSON; numbers, true, false and null keep their kind, quoted scalars are strings. At most 1 MiB.
    [[nodiscard]] Result<std::string> json() const;

    [[nodiscard]] tl::unexpected<Error> failExpecting(const QString &what) const;

private:
    struct Document;
    YamlValue(std::shared_ptr<const Document> document, const YAML::Node &node, QString field);
    [[nodiscard]] Result<std::string> scalar() const;
    Result<void> writeJson(std::string &out, int depth) const;

    std::shared_ptr<const Document> m_document;
    std::shared_ptr<const YAML::Node> m_node;
    QString m_field; // "datasources[0].url"
};

} // namespace mdash
