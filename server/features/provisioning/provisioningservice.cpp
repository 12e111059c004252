#include "features/provisioning/provisioningservice.h"

#include "platform/crypto/digest.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcProvisioning, "mdash.provisioning")

namespace mdash {
namespace {

/// Provisioning acts as an administrator of the organisation who is no user.
Principal provisioner(OrgId orgId)
{
    Principal principal;
    principal.kind = Principal::Kind::ServiceAccount;
    principal.orgId = orgId;
    principal.role = OrgRole::Admin;
    return principal;
}

/// A file that stays as it is while others are applied.
void report(const QString &what, const Error &error)
{
    qCWarning(lcProvisioning).noquote() << what << "was not applied:" << error.detail;
}

} // namespace

/// One dashboard file of a provider.
struct ProvisioningService::File
{
    QString path;      // relative to the provider's
    QString subFolder; // of the provider's path, one level; empty at its top
    QByteArray content;
    QString checksum;
};

ProvisioningService::ProvisioningService(DataSourcesService &sources, DashboardsService &dashboards, DashboardsStore &dashboardsStore,
                                         FoldersService &folders, FoldersStore &foldersStore, QString root, QMap<QString, QString> environment)
    : m_sources(sources), m_dashboards(dashboards), m_dashboardsStore(dashboardsStore), m_folders(folders), m_foldersStore(foldersStore),
      m_root(std::move(root)), m_environment(std::move(environment))
{
}

Result<bool> ProvisioningService::applyDataSources()
{
    const auto files = readDataSourceFiles(m_root, m_environment);
    if (!files)
        return tl::unexpected(files.error());
    bool isComplete = true;
    const auto note = [&](const QString &what, const Result<void> &done) {
        if (!done)
            report(what, done.error());
        isComplete = isComplete && done;
    };
    for (const DataSourcesFile &file : *files) {
        for (const DeletedSource &gone : file.deleted) {
            if (const auto source = m_sources.byName(gone.orgId, gone.name))
                note(gone.name, m_sources.remove(gone.orgId, *source, true));
        }
        for (const ProvisionedSource &source : file.sources)
            note(file.path + u": "_s + source.draft.source.name, applySource(source));
    }
    return isComplete;
}

Result<void> ProvisioningService::applySource(const ProvisionedSource &provisioned)
{
    const DataSource &wanted = provisioned.draft.source;
    auto existing = m_sources.byName(provisioned.orgId, wanted.name);
    if (!existing && existing.error().code == ErrorCode::NotFound)
        return m_sources.create(provisioned.orgId, provisioned.draft).map([](const DataSource &) {});
    if (!existing)
        return tl::unexpected(existing.error());
    DataSource same = *existing;
    same.id = {};
    same.version = wanted.version;
    same.secretNames = wanted.secretNames;
    const auto comparable = [](const DataSource &source) {
        return std::tie(source.name, source.type, source.access, source.url, source.user, source.database, source.basicAuth,
                        source.basicAuthUser, source.withCredentials, source.isDefault, source.jsonData, source.isReadOnly);
    };
    const auto settings = m_sources.find(provisioned.orgId, {existing->id, {}});
    if (!settings)
        return tl::unexpected(settings.error());
    const bool hasSameSecrets = std::all_of(provisioned.draft.secrets.keyValueBegin(), provisioned.draft.secrets.keyValueEnd(), [&](const auto &secret) {
        const auto stored = (*settings)->secureJsonData.find(secret.first.toStdString());
        return stored != (*settings)->secureJsonData.end() && stored->second.reveal() == secret.second.reveal();
    });
    if (hasSameSecrets && comparable(same) == comparable(wanted))
        return {};
    return m_sources.update(provisioned.orgId, *existing, provisioned.draft, true).map([](const DataSource &) {});
}

Result<bool> ProvisioningService::applyDashboards(const Rules &rules)
{
    const auto providers = readDashboardProviders(m_root, m_environment);
    if (!providers)
        return tl::unexpected(providers.error());
    bool isComplete = true;
    for (const DashboardProvider &provider : *providers) {
        const auto done = applyProvider(provider, rules);
        if (!done)
            report(u"dashboard provider "_s + provider.name, done.error());
        isComplete = isComplete && done && *done;
    }
    return isComplete;
}

Result<bool> ProvisioningService::applyProvider(const DashboardProvider &provider, const Rules &rules)
{
    const auto isComplete = applyFiles(provider, rules);
    if (!isComplete || !rules.mayDelete || !rules.goesOn() || provider.disablesDeletion || !QDir(provider.path).exists())
        return isComplete;
    return deleteUnnamed(provider).map([&] { return *isComplete; });
}

Result<ProvisioningService::File> ProvisioningService::readFile(const DashboardProvider &provider, const QString &path)
{
    constexpr qint64 largest = 16 << 20;
    QFile content(QDir(provider.path).filePath(path));
    if (!content.open(QIODevice::ReadOnly) || content.size() > largest)
        return fail(ErrorCode::InvalidInput, u"it cannot be read or is larger than 16 MiB"_s);
    File file{.path = path, .content = content.readAll()};
    file.checksum = QString::fromLatin1(sha256Hex(file.content));
    file.subFolder = path.contains(u'/') ? path.section(u'/', -2, -2) : QString();
    return file;
}

Result<bool> ProvisioningService::applyFiles(const DashboardProvider &provider, const Rules &rules)
{
    const auto known = m_dashboardsStore.provisionedBy(provider.orgId, provider.name);
    if (!known)
        return tl::unexpected(known.error());
    bool isComplete = true;
    for (const QString &path : dashboardFilesOf(provider)) {
        if (!rules.goesOn())
            return false;
        const auto done = readFile(provider, path).and_then([&](const File &file) { return applyFile(provider, file, *known); });
        if (!done)
            report(QDir(provider.path).filePath(path), done.error());
        isComplete = isComplete && done;
    }
    return isComplete;
}

/// Asks the database again, for a file that moved gave its dashboard another name. A folder without any file is rather one
/// that was not mounted.
Result<void> ProvisioningService::deleteUnnamed(const DashboardProvider &provider)
{
    const QStringList named = dashboardFilesOf(provider);
    if (named.isEmpty())
        return {};
    const auto known = m_dashboardsStore.provisionedBy(provider.orgId, provider.name);
    if (!known)
        return tl::unexpected(known.error());
    for (const DashboardsStore::Provisioned &each : *known) {
        if (named.contains(each.externalId))
            continue;
        if (auto done = m_dashboards.removeProvisioned(provider.orgId, each.uid); !done)
            return done;
    }
    return {};
}

Result<void> ProvisioningService::applyFile(const DashboardProvider &provider, const File &file, const std::vector<DashboardsStore::Provisioned> &known)
{
    const auto before = std::find_if(known.begin(), known.end(), [&](const auto &each) { return each.externalId == file.path; });
    if (before != known.end() && before->checksum == file.checksum)
        return {};
    auto folder = folderFor(provider, file);
    if (!folder)
        return tl::unexpected(folder.error());
    SaveDashboard save;
    const auto model = withTopLevelMembers(std::string_view(file.content.constData(), static_cast<std::size_t>(file.content.size())),
                                           {{"id", before != known.end() ? std::to_string(before->id.value) : "null"}});
    if (!model)
        return tl::unexpected(model.error());
    save.model = *model;
    save.folderUid = *folder;
    save.message = u"Provisioned from a file"_s;
    save.overwrite = true;
    save.isProvisioning = true;
    const auto saved = m_dashboards.save(provisioner(provider.orgId), save);
    if (!saved)
        return tl::unexpected(saved.error());
    return m_dashboardsStore.setProvisioned(saved->entry.id, provider.name, file.path, file.checksum, provider.allowsUiUpdates);
}

Result<QString> ProvisioningService::folderFor(const DashboardProvider &provider, const File &file)
{
    if (provider.hasFoldersFromFiles)
        return file.subFolder.isEmpty() ? Result<QString>(QString()) : folderNamed(provider.orgId, file.subFolder, {});
    if (provider.folder.isEmpty() && provider.folderUid.isEmpty())
        return QString();
    return folderNamed(provider.orgId, provider.folder.isEmpty() ? provider.folderUid : provider.folder, provider.folderUid);
}

Result<QString> ProvisioningService::folderNamed(OrgId orgId, const QString &title, const QString &uid)
{
    const auto existing = uid.isEmpty() ? m_foldersStore.findByTitle(orgId, {}, title) : m_foldersStore.find(orgId, uid);
    if (!existing)
        return tl::unexpected(existing.error());
    if (*existing)
        return (*existing)->uid;
    auto made = m_folders.create(provisioner(orgId), {uid, title, {}, {}});
    if (!made && made.error().code == ErrorCode::Conflict) { // another node made it just now
        const auto theirs = m_foldersStore.findByTitle(orgId, {}, title);
        if (theirs && *theirs)
            return (*theirs)->uid;
    }
    return made.map([](const FolderView &view) { return view.folder.uid; });
}

} // namespace mdash
