#include "platform/config/expander.h"
#include "platform/config/inifile.h"
#include "platform/config/settings.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

Result<QString> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidInput, u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    constexpr qint64 largest = 4 << 20;
    if (file.size() > largest)
        return fail(ErrorCode::InvalidInput, u"%1 is larger than 4 MiB: expected an ini file"_s.arg(path));
    return QString::fromUtf8(file.readAll());
}

QString environmentName(const QString &prefix, const SettingKey &key)
{
    const QString section = QString(key.section).replace(u'.', u'_').replace(u'-', u'_');
    return (prefix + section + u'_' + QString(key.key).replace(u'.', u'_')).toUpper();
}

} // namespace

/// Builds Settings step by step; each step sees the values of the ones before.
class SettingsLoader
{
public:
    explicit SettingsLoader(const SettingSources &sources) : m_sources(sources) {}

    Result<Settings> load()
    {
        auto keys = SettingKeys::parse(SettingKeys::embeddedDefaults());
        if (!keys)
            return tl::unexpected(keys.error());
        m_result.m_keys = std::make_shared<const SettingKeys>(std::move(*keys));
        m_result.m_homePath = QDir(m_sources.homePath.isEmpty() ? u"."_s : m_sources.homePath).absolutePath();
        for (const SettingKey &key : m_result.m_keys->all())
            m_result.m_settings.push_back({&key, key.defaultValue, u"default"_s});
        return applyCommandLine(u"cfg:default."_s, u"default of the command line"_s)
            .and_then([this] { return applyFile(); })
            .and_then([this] { return applyEnvironment(); })
            .and_then([this] { return applyCommandLine(u"cfg:"_s, u"command line"_s); })
            .and_then([this] { return expandAndCheck(); })
            .map([this] { return std::move(m_result); });
    }

private:
    Setting *find(const QString &section, const QString &key)
    {
        const SettingKey *declared = m_result.m_keys->find(section, key);
        return declared ? &m_result.m_settings[static_cast<std::size_t>(declared - m_result.m_keys->all().data())] : nullptr;
    }

    void set(const QString &section, const QString &key, const QString &value, const QString &origin)
    {
        if (Setting *setting = find(section, key)) {
            setting->value = value;
            setting->origin = origin;
        } else if (m_result.m_keys->isFreeSection(section)) {
            m_result.m_free.emplace_back(section, key, value);
        } else {
            const QString name = section == "DEFAULT"_L1 ? key : section + u'.' + key;
            const QString nearest = m_result.m_keys->nearest(section, key);
            QString warning = u"%1: unknown setting %2"_s.arg(origin, name);
            if (!nearest.isEmpty())
                warning += u"; did you mean %1?"_s.arg(nearest);
            if (!m_result.m_warnings.contains(warning))
                m_result.m_warnings.append(warning);
        }
    }

    Result<void> applyCommandLine(const QString &prefix, const QString &origin)
    {
        for (const QString &argument : m_sources.overrides) {
            if (!argument.startsWith(prefix) || (prefix == "cfg:"_L1 && argument.startsWith("cfg:default."_L1)))
                continue;
            const QString name = argument.mid(prefix.size()).section(u'=', 0, 0);
            const qsizetype dot = name.lastIndexOf(u'.');
            if (!argument.contains(u'=') || name.isEmpty())
                return fail(ErrorCode::InvalidInput, u"%1: expected cfg:section.key=value"_s.arg(argument));
            const QString value = argument.section(u'=', 1);
            set(dot < 0 ? u"DEFAULT"_s : name.left(dot), name.mid(dot + 1), value, origin);
        }
        return {};
    }

    Result<QString> locateFile()
    {
        if (!m_sources.configFile.isEmpty())
            return m_sources.configFile;
        for (const QString &place : {m_result.m_homePath + u"/conf/metrics-dashboard.ini"_s,
                                     m_result.m_homePath + u"/metrics-dashboard.ini"_s,
                                     u"/etc/metrics-dashboard/metrics-dashboard.ini"_s}) {
            if (QFile::exists(place))
                return place;
        }
        return QString();
    }

    Result<void> applyFile()
    {
        const auto place = locateFile();
        if (place->isEmpty())
            return {};
        const auto content = readFile(*place);
        if (!content)
            return tl::unexpected(content.error());
        const auto entries = parseIni(*content);
        if (!entries)
            return fail(ErrorCode::InvalidInput, u"%1 %2"_s.arg(*place, entries.error().detail));
        m_result.m_file = *place;
        for (const IniEntry &entry : *entries) {
            if (!entry.value.isEmpty())
                set(entry.section, entry.key, entry.value, u"%1 line %2"_s.arg(*place).arg(entry.line));
        }
        return {};
    }

    Result<void> applyEnvironment()
    {
        for (Setting &setting : m_result.m_settings) {
            for (const QString &prefix : {u"GF_"_s, u"MD_"_s}) {
                const QString name = environmentName(prefix, *setting.key);
                if (const QString value = m_sources.environment.value(name); !value.isEmpty()) {
                    setting.value = value;
                    setting.origin = u"environment "_s + name;
                }
            }
        }
        return {};
    }

    /// Replaces `%(key)s` by the value of another key of the same or the first section.
    Result<void> interpolate(Setting &setting)
    {
        static const QRegularExpression reference(u"%\\(([^)]+)\\)s"_s);
        for (int depth = 0; setting.value.contains("%("_L1); ++depth) {
            const auto match = reference.match(setting.value);
            if (!match.hasMatch())
                return {};
            const Setting *other = find(setting.key->section, match.captured(1));
            if (!other)
                other = find(u"DEFAULT"_s, match.captured(1));
            if (!other || depth > 20)
                return fail(ErrorCode::InvalidInput,
                            u"%1: %2 refers to %3: expected the name of another key"_s.arg(
                                setting.origin, setting.key->name(), match.captured(0)));
            setting.value.replace(match.capturedStart(), match.capturedLength(), other->value);
        }
        return {};
    }

    static Error wrongValue(const Setting &setting, const QString &expected, const QStringList &unset)
    {
        const bool isSecret = setting.key->type == SettingKey::Type::Secret;
        const QString why = unset.isEmpty() ? QString() : u" (the environment variable %1 is not set)"_s.arg(unset.join(u", "_s));
        return {ErrorCode::InvalidInput, u"%1: [%2] %3 = %4: expected %5%6"_s.arg(setting.origin, setting.key->section, setting.key->key,
                                                                                isSecret ? maskedSecret() : setting.value, expected, why), {}, {}};
    }

    Result<void> expandAndCheck()
    {
        for (Setting &setting : m_result.m_settings) {
            if (auto done = interpolate(setting); !done)
                return done;
            QStringList unset;
            auto expanded = expandReferences(setting.value, m_sources.environment, &unset);
            if (!expanded)
                return fail(ErrorCode::InvalidInput,
                            u"%1: %2: %3"_s.arg(setting.origin, setting.key->name(), expanded.error().detail));
            setting.value = *expanded;
            if (const auto expected = problemWith(*setting.key, setting.value))
                return tl::unexpected(wrongValue(setting, *expected, unset));
            for (const QString &name : unset)
                m_result.m_warnings.append(u"%1: %2 refers to the environment variable %3, which is not set"_s.arg(setting.origin, setting.key->name(), name));
        }
        return {};
    }

    const SettingSources &m_sources;
    Settings m_result;
};

Result<Settings> Settings::load(const SettingSources &sources)
{
    return SettingsLoader(sources).load();
}

} // namespace mdash
