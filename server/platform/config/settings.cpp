#include "platform/config/settings.h"

#include "base/duration.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

QString maskedSecret()
{
    return u"*********"_s;
}

const Setting &Settings::at(const QString &section, const QString &key) const
{
    const SettingKey *declared = m_keys->find(section, key);
    Q_ASSERT_X(declared, "Settings", "a setting that defaults.ini does not declare");
    return m_settings[static_cast<std::size_t>(declared - m_keys->all().data())];
}

std::vector<std::pair<QString, QString>> Settings::freeSection(const QString &section) const
{
    std::vector<std::pair<QString, QString>> found;
    for (const auto &[each, key, value] : m_free) {
        if (each == section)
            found.emplace_back(key, value);
    }
    return found;
}

QString Settings::text(const QString &section, const QString &key) const
{
    return at(section, key).value;
}

Secret Settings::secret(const QString &section, const QString &key) const
{
    return Secret(at(section, key).value.toUtf8());
}

QString Settings::path(const QString &section, const QString &key) const
{
    const QString value = text(section, key);
    return value.isEmpty() ? value : QDir::cleanPath(QDir(m_homePath).absoluteFilePath(value));
}

bool Settings::boolean(const QString &section, const QString &key) const
{
    const QString value = text(section, key).toLower();
    return value == "true"_L1 || value == "1"_L1 || value == "yes"_L1 || value == "on"_L1;
}

qint64 Settings::integer(const QString &section, const QString &key) const
{
    return text(section, key).toLongLong();
}

Millis Settings::duration(const QString &section, const QString &key) const
{
    return parseDuration(text(section, key).toStdString()).value_or(Millis(0));
}

QStringList Settings::list(const QString &section, const QString &key) const
{
    return text(section, key).replace(u',', u' ').simplified().split(u' ', Qt::SkipEmptyParts);
}

std::vector<ShownSetting> Settings::shown() const
{
    std::vector<ShownSetting> all;
    for (const Setting &setting : m_settings) {
        const bool isHidden = setting.key->type == SettingKey::Type::Secret && !setting.value.isEmpty();
        all.push_back({setting.key->section, setting.key->key, isHidden ? maskedSecret() : setting.value, setting.origin});
    }
    for (const auto &[section, key, value] : m_free)
        all.push_back({section, key, value, {}});
    return all;
}

QString Settings::listing() const
{
    QString lines;
    for (const ShownSetting &setting : shown()) {
        const QString name = setting.section == "DEFAULT"_L1 ? setting.key : setting.section + u'.' + setting.key;
        const QString origin = setting.origin.isEmpty() ? QString() : u"    (%1)"_s.arg(setting.origin);
        lines += u"%1 = %2%3\n"_s.arg(name, setting.value, origin);
    }
    return lines;
}

} // namespace mdash
