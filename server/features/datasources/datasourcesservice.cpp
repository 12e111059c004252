#include "features/datasources/datasourcesservice.h"

#include "features/content/slug.h"
#include "features/queries/builtinsources.h"
#include "platform/crypto/random.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

SecretPlace placeOf(OrgId orgId, const QString &uid, const QString &name)
{
    return {orgId, u"data_source"_s, uid, name};
}

tl::unexpected<Error> staleVersion()
{
    return fail(ErrorCode::Conflict, u"Datasource has already been updated by someone else. Please reload and try again"_s);
}

/// Which of the two unique names is taken.
tl::unexpected<Error> taken(Result<std::optional<DataSource>> byName)
{
    const bool isName = byName && byName->has_value();
    return fail(ErrorCode::Conflict, u"data source with the same %1 already exists"_s.arg(isName ? u"name"_s : u"uid"_s));
}

Result<void> check(const DataSource &source)
{
    constexpr qsizetype longestName = 190;
    if (const auto problem = problemWithUid(source.uid))
        return fail(ErrorCode::InvalidInput, *problem);
    if (source.name.size() > longestName)
        return fail(ErrorCode::InvalidInput, u"name has %1 characters: at most %2 are accepted"_s.arg(source.name.size()).arg(longestName));
    const QUrl url(source.url, QUrl::TolerantMode);
    const bool looksLikeUrl = source.url.contains("://"_L1);
    if (!source.url.isEmpty() && (!url.isValid() || (looksLikeUrl && url.host().isEmpty())))
        return fail(ErrorCode::InvalidInput, u"Validation error, invalid URL"_s);
    return {};
}

DataSourceSettings settingsOf(OrgId orgId, const DataSource &source)
{
    DataSourceSettings settings;
    settings.id = source.id;
    settings.orgId = orgId;
    settings.uid = source.uid.toStdString();
    settings.type = source.type.toStdString();
    settings.name = source.name.toStdString();
    settings.url = source.url.toStdString();
    settings.user = source.user.toStdString();
    settings.database = source.database.toStdString();
    settings.basicAuth = source.basicAuth;
    settings.basicAuthUser = source.basicAuthUser.toStdString();
    settings.withCredentials = source.withCredentials;
    settings.jsonData = source.jsonData;
    settings.version = source.version;
    return settings;
}

} // namespace

DataSourceSettingsCache::Settings DataSourceSettingsCache::find(DataSourceId id, qint64 version)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.find(id);
    return found != m_held.end() && found->second->version == version ? found->second : nullptr;
}

void DataSourceSettingsCache::put(Settings settings)
{
    constexpr std::size_t most = 1000;
    const std::lock_guard lock(m_mutex);
    if (m_held.size() >= most)
        m_held.clear();
    m_held[settings->id] = std::move(settings);
}

void DataSourceSettingsCache::clear()
{
    const std::lock_guard lock(m_mutex);
    m_held.clear();
}

DataSourcesService::DataSourcesService(Database &database, DataSourcesStore &store, SecretBox &secrets, DataSourceSettingsCache &cache)
    : m_database(database), m_store(store), m_secrets(secrets), m_cache(cache)
{
}

Result<DataSource> DataSourcesService::found(Result<std::optional<DataSource>> source)
{
    if (!source)
        return tl::unexpected(source.error());
    if (!*source)
        return fail(ErrorCode::NotFound, u"Data source not found"_s, u"datasources.notFound"_s);
    auto names = m_store.secretNames((*source)->id);
    if (!names)
        return tl::unexpected(names.error());
    (*source)->secretNames = std::move(*names);
    return std::move(**source);
}

Result<std::vector<DataSource>> DataSourcesService::list(OrgId orgId)
{
    return m_store.list(orgId);
}

Result<DataSource> DataSourcesService::byUid(OrgId orgId, const QString &uid)
{
    return found(m_store.findByUid(orgId, uid));
}

Result<DataSource> DataSourcesService::byName(OrgId orgId, const QString &name)
{
    return found(m_store.findByName(orgId, name));
}

Result<DataSource> DataSourcesService::byId(OrgId orgId, DataSourceId id)
{
    return found(m_store.findById(orgId, id));
}

Result<QMap<QString, QByteArray>> DataSourcesService::seal(OrgId orgId, const QString &uid, const QMap<QString, Secret> &secrets)
{
    QMap<QString, QByteArray> sealed;
    for (auto it = secrets.begin(); it != secrets.end(); ++it) {
        if (it.value().isEmpty()) {
            sealed.insert(it.key(), {});
            continue;
        }
        auto bytes = m_secrets.seal(placeOf(orgId, uid, it.key()), it.value());
        if (!bytes)
            return tl::unexpected(bytes.error());
        sealed.insert(it.key(), *bytes);
    }
    return sealed;
}

Result<void> DataSourcesService::write(OrgId orgId, DataSource &source, const QMap<QString, QByteArray> &sealed, std::optional<int> expectedVersion)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        if (source.isDefault) {
            if (auto done = m_store.clearDefault(orgId); !done)
                return done;
        }
        if (expectedVersion) {
            const auto updated = m_store.update(orgId, source, *expectedVersion);
            if (!updated)
                return tl::unexpected(updated.error());
            if (!*updated)
                return fail(ErrorCode::PreconditionFailed, {});
        } else {
            const auto id = m_store.insert(orgId, source);
            if (!id)
                return tl::unexpected(id.error());
            source.id = *id;
        }
        for (auto it = sealed.begin(); it != sealed.end(); ++it) {
            if (auto done = m_store.putSecret(source.id, it.key(), it.value()); !done)
                return done;
        }
        transaction.publish(u"datasource"_s, source.uid);
        return {};
    });
}

Result<DataSource> DataSourcesService::create(OrgId orgId, DataSourceDraft draft)
{
    DataSource &source = draft.source;
    if (auto good = check(source); !good)
        return tl::unexpected(good.error());
    if (source.uid.isEmpty())
        source.uid = randomUid();
    const auto sealed = seal(orgId, source.uid, draft.secrets);
    if (!sealed)
        return tl::unexpected(sealed.error());
    const auto done = write(orgId, source, *sealed, std::nullopt);
    if (!done && done.error().code == ErrorCode::Conflict)
        return taken(m_store.findByName(orgId, source.name));
    if (!done)
        return tl::unexpected(done.error());
    return byId(orgId, source.id);
}

Result<DataSource> DataSourcesService::update(OrgId orgId, const DataSource &existing, DataSourceDraft draft, bool byProvisioning)
{
    if (existing.isReadOnly && !byProvisioning)
        return fail(ErrorCode::Forbidden, u"Cannot update read-only data source"_s);
    if (draft.version && *draft.version > 0 && *draft.version != existing.version)
        return staleVersion();
    DataSource &source = draft.source;
    source.id = existing.id;
    source.uid = existing.uid; // secrets are sealed for it
    if (!byProvisioning)
        source.isReadOnly = existing.isReadOnly;
    if (auto good = check(source); !good)
        return tl::unexpected(good.error());
    const auto sealed = seal(orgId, source.uid, draft.secrets);
    if (!sealed)
        return tl::unexpected(sealed.error());
    const auto done = write(orgId, source, *sealed, existing.version);
    if (!done && done.error().code == ErrorCode::PreconditionFailed)
        return staleVersion();
    if (!done && done.error().code == ErrorCode::Conflict)
        return taken(m_store.findByName(orgId, source.name));
    if (!done)
        return tl::unexpected(done.error());
    return byId(orgId, source.id);
}

Result<void> DataSourcesService::remove(OrgId orgId, const DataSource &source, bool byProvisioning)
{
    if (source.isReadOnly && !byProvisioning)
        return fail(ErrorCode::Forbidden, u"Cannot delete read-only data source"_s);
    return m_database.transact([&](Transaction &transaction) {
        transaction.publish(u"datasource"_s, source.uid);
        return m_store.remove(orgId, source.id);
    });
}

Result<DataSourceRegistry::Settings> DataSourcesService::open(OrgId orgId, const Result<std::optional<DataSource>> &source)
{
    if (!source)
        return tl::unexpected(source.error());
    if (!*source)
        return DataSourceSettingsCache::Settings();
    if (auto known = m_cache.find((*source)->id, (*source)->version))
        return known;
    const auto sealed = m_store.sealedSecrets((*source)->id);
    if (!sealed)
        return tl::unexpected(sealed.error());
    DataSourceSettings settings = settingsOf(orgId, **source);
    for (auto it = sealed->begin(); it != sealed->end(); ++it) {
        auto secret = m_secrets.open(placeOf(orgId, (*source)->uid, it.key()), it.value());
        if (!secret)
            return tl::unexpected(secret.error());
        settings.secureJsonData.emplace(it.key().toStdString(), std::move(*secret));
    }
    auto shared = std::make_shared<const DataSourceSettings>(std::move(settings));
    m_cache.put(shared);
    return shared;
}

Result<DataSourceRegistry::Settings> DataSourcesService::find(OrgId orgId, const DataSourceRef &ref)
{
    if (auto builtIn = builtInDataSource(orgId, ref))
        return builtIn;
    if (ref.id.isSet())
        return open(orgId, m_store.findById(orgId, ref.id));
    return open(orgId, ref.uid.empty() ? m_store.findDefault(orgId) : m_store.findByUid(orgId, QString::fromStdString(ref.uid)));
}

} // namespace mdash
