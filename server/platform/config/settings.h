#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "platform/config/settingkeys.h"

#include <QHash>
#include <QMap>

namespace mdash {

/// Where a node looks for its settings; what the command line says.
struct SettingSources
{
    QString homePath;   // --homepath; default: the working folder
    QString configFile; // --config; empty: <home>/conf/metrics-dashboard.ini, <home>/metrics-dashboard.ini, /etc/metrics-dashboard/metrics-dashboard.ini
    QStringList overrides; // "cfg:section.key=value" and "cfg:default.section.key=value"
    QMap<QString, QString> environment;
};

/// One effective value and where it came from.
struct Setting
{
    const SettingKey *key = nullptr;
    QString value;
    QString origin; // "default", "/etc/…/metrics-dashboard.ini line 12", "environment GF_SERVER_HTTP_PORT", "command line"
};

/// A setting as people may see it.
struct ShownSetting
{
    QString section, key;
    QString value;  // maskedSecret() for a secret that is set
    QString origin; // as in Setting; empty in a free section
};

/// All settings of a node: merged, expanded, checked (ha-alerting §1). Immutable after load(), thread-safe.
class Settings
{
public:
    /// Later wins: defaults, cfg:default…, the file, GF_SECTION_KEY, MD_SECTION_KEY, cfg:…; then $__env{}, ${}, $__file{}
    /// are expanded. An empty value of the file or of the environment changes nothing.
    /// Fails with InvalidInput that names file, line, section, key, value and what was expected; secrets are not shown.
    [[nodiscard]] static Result<Settings> load(const SettingSources &sources);

    /// The file that was read; empty if none was there.
    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] const QString &homePath() const { return m_homePath; }
    /// One sentence for each unknown key.
    [[nodiscard]] const QStringList &warnings() const { return m_warnings; }
    [[nodiscard]] const std::vector<Setting> &all() const { return m_settings; }
    /// True unless the value is the built-in default.
    [[nodiscard]] bool isConfigured(const QString &section, const QString &key) const { return at(section, key).origin != QLatin1StringView("default"); }
    /// The keys of a free section, such as server.custom_response_headers, in the order of the file.
    [[nodiscard]] std::vector<std::pair<QString, QString>> freeSection(const QString &section) const;
    /// Those of all free sections: section, key, value.
    [[nodiscard]] const std::vector<std::tuple<QString, QString, QString>> &allFree() const { return m_free; }

    // Getters of declared keys; an undeclared one is our own mistake and a test finds it.
    [[nodiscard]] QString text(const QString &section, const QString &key) const;
    [[nodiscard]] Secret secret(const QString &section, const QString &key) const;
    /// Absolute; relative ones count from the home path. Empty stays empty.
    [[nodiscard]] QString path(const QString &section, const QString &key) const;
    [[nodiscard]] bool boolean(const QString &section, const QString &key) const;
    [[nodiscard]] qint64 integer(const QString &section, const QString &key) const;
    [[nodiscard]] Millis duration(const QString &section, const QString &key) const;
    [[nodiscard]] QStringList list(const QString &section, const QString &key) const;

    /// Every setting in the order of defaults.ini, then those of free sections.
    [[nodiscard]] std::vector<ShownSetting> shown() const;
    /// `config show`: name, value (secrets as *********) and origin, one line each.
    [[nodiscard]] QString listing() const;

private:
    friend class SettingsLoader;
    [[nodiscard]] const Setting &at(const QString &section, const QString &key) const;

    std::shared_ptr<const SettingKeys> m_keys; // m_settings point into it
    std::vector<Setting> m_settings;           // in the order of m_keys
    std::vector<std::tuple<QString, QString, QString>> m_free; // section, key, value
    QString m_file;
    QString m_homePath;
    QStringList m_warnings;
};

/// What stands for a secret wherever one would be shown.
[[nodiscard]] QString maskedSecret();

} // namespace mdash
