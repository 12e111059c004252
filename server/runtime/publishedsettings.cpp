#include "runtime/publishedsettings.h"

#include "base/json.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

QString millis(Millis time)
{
    return QString::number(time.count());
}

/// First line of the system's data: "# version 2024a". Nodes that know other zones show other days.
QString timeZoneData()
{
    QFile file(u"/usr/share/zoneinfo/tzdata.zi"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readLine(100)).trimmed() : QString();
}

} // namespace

std::vector<MustMatch> mustMatchValues(const NodeOptions &options)
{
    QStringList toggles = options.featureToggles;
    toggles.sort();
    return {
        {u"server.root_url"_s, options.server.rootUrl.toString()},
        {u"server.request_timeout"_s, millis(options.server.requestTimeout)},
        {u"auth.login_cookie_name"_s, options.auth.cookieName},
        {u"auth.login_maximum_inactive_lifetime_duration"_s, millis(options.auth.inactiveLifetime)},
        {u"auth.login_maximum_lifetime_duration"_s, millis(options.auth.lifetime)},
        {u"auth.token_rotation_interval_minutes"_s, millis(options.auth.rotationInterval)},
        {u"feature_toggles"_s, toggles.join(u',')},
        {u"time_zone_data"_s, timeZoneData()},
    };
}

QString publishedSettings(const NodeOptions &options, const Fingerprints &fingerprints)
{
    std::string text;
    JsonWriter json(text);
    json.beginArray();
    const auto write = [&](const QString &section, const QString &key, const QString &value, const QString &origin) {
        json.beginObject().member("section", section).member("key", key).member("value", value).member("origin", origin);
    };
    for (const Setting &setting : options.settings ? options.settings->all() : std::vector<Setting>()) {
        const bool isSecret = setting.key->type == SettingKey::Type::Secret && !setting.value.isEmpty();
        write(setting.key->section, setting.key->key, isSecret ? maskedSecret() : setting.value, setting.origin);
        if (isSecret)
            json.member("print", fingerprints.print(setting.key->name(), setting.value));
        json.endObject();
    }
    if (options.settings) {
        for (const auto &[section, key, value] : options.settings->allFree()) {
            write(section, key, value, {});
            json.endObject();
        }
    }
    json.endArray();
    return QString::fromStdString(text);
}

} // namespace mdash
