#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace mdash {

/// What the code knows of one setting. Declared once, in defaults.ini, from which docs/configuration.md is made too.
struct SettingKey
{
    enum class Type { Text, Secret, Path, Url, Boolean, Integer, Duration, Enum, List, Networks };

    QString section; // "DEFAULT" for keys before the first section
    QString key;
    Type type = Type::Text;
    QString defaultValue;
    QString sentence;
    QStringList choices;               // of Enum
    std::optional<qint64> least, most; // of Integer, and of Duration in ms

    /// "server.http_port"; without a section "app_mode".
    [[nodiscard]] QString name() const;
    /// What a value must look like: "a number from 0 to 65535".
    [[nodiscard]] QString expectation() const;
};

/// Immutable after parse().
class SettingKeys
{
public:
    /// The embedded defaults.ini.
    [[nodiscard]] static Result<SettingKeys> parse(const QString &defaultsIni);
    [[nodiscard]] static QString embeddedDefaults();

    [[nodiscard]] const std::vector<SettingKey> &all() const { return m_keys; }
    [[nodiscard]] const SettingKey *find(const QString &section, const QString &key) const;
    /// A section whose keys are free, such as server.custom_response_headers.
    [[nodiscard]] bool isFreeSection(const QString &section) const { return m_freeSections.contains(section); }
    /// The known key that is most like this one, as name(); empty if none is near.
    [[nodiscard]] QString nearest(const QString &section, const QString &key) const;
    /// docs/configuration.md.
    [[nodiscard]] QString markdown() const;

private:
    std::vector<SettingKey> m_keys;
    QStringList m_freeSections;
};

/// Null if @p value is fine for @p key, else what was expected instead.
[[nodiscard]] std::optional<QString> problemWith(const SettingKey &key, const QString &value);

} // namespace mdash
