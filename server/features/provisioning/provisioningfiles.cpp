#include "features/provisioning/provisioningfiles.h"

#include "features/provisioning/yamlvalue.h"

#include <QCryptographicHash>
#include <QDirIterator>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// Reads members one after another and keeps the first error, so that a reader is a list of lines.
class Fields
{
public:
    explicit Fields(const YamlValue &value) : m_value(value) {}

    QString text(const char *key, const QString &fallback = {}) { return take(m_value[key].text(fallback), fallback); }
    bool boolean(const char *key, bool fallback = false) { return take(m_value[key].boolean(fallback), fallback); }
    qint64 integer(const char *key, qint64 fallback) { return take(m_value[key].integer(fallback), fallback); }
    std::string json(const char *key, const std::string &fallback)
    {
        return m_value[key].exists() ? take(m_value[key].json(), fallback) : fallback;
    }
    QString required(const char *key)
    {
        const QString value = text(key);
        if (value.isEmpty() && !m_error)
            m_error = m_value[key].failExpecting(u"text"_s).value();
        return value;
    }

    template<class T>
    T take(Result<T> result, T fallback)
    {
        if (result)
            return std::move(*result);
        if (!m_error)
            m_error = result.error();
        return fallback;
    }
    template<class T>
    Result<T> finish(T value)
    {
        if (m_error)
            return tl::unexpected(*m_error);
        return value;
    }

private:
    YamlValue m_value;
    std::optional<Error> m_error;
};

QStringList yamlFilesIn(const QString &folder)
{
    QStringList paths;
    for (const QString &name : QDir(folder).entryList({u"*.yaml"_s, u"*.yml"_s}, QDir::Files, QDir::Name))
        paths.append(QDir(folder).absoluteFilePath(name));
    return paths;
}

Result<ProvisionedSource> readSource(const YamlValue &value)
{
    Fields fields(value);
    ProvisionedSource provisioned;
    DataSource &source = provisioned.draft.source;
    provisioned.orgId = OrgId{fields.integer("orgId", 1)};
    source.name = fields.required("name");
    source.type = fields.required("type");
    source.uid = fields.text("uid");
    source.access = fields.text("access", u"proxy"_s) == "direct"_L1 ? u"direct"_s : u"proxy"_s;
    source.url = fields.text("url");
    source.user = fields.text("user");
    source.database = fields.text("database");
    source.basicAuth = fields.boolean("basicAuth");
    source.basicAuthUser = fields.text("basicAuthUser");
    source.withCredentials = fields.boolean("withCredentials");
    source.isDefault = fields.boolean("isDefault");
    source.jsonData = fields.json("jsonData", "{}");
    source.isReadOnly = !fields.boolean("editable");
    for (const auto &[name, secret] : value["secureJsonData"].members())
        provisioned.draft.secrets.insert(name, Secret(fields.take(secret.text(), QString()).toUtf8()));
    return fields.finish(std::move(provisioned));
}

Result<DashboardProvider> readProvider(const YamlValue &value, const QString &file)
{
    Fields fields(value);
    DashboardProvider provider;
    provider.name = fields.text("name", u"default"_s);
    provider.orgId = OrgId{fields.integer("orgId", 1)};
    provider.folder = fields.text("folder");
    provider.folderUid = fields.text("folderUid");
    provider.disablesDeletion = fields.boolean("disableDeletion");
    provider.allowsUiUpdates = fields.boolean("allowUiUpdates");
    constexpr qint64 shortest = 1, longest = 86'400;
    provider.interval = std::chrono::seconds(std::clamp(fields.integer("updateIntervalSeconds", 10), shortest, longest));
    Fields options(value["options"]);
    QString path = options.required("path");
    if (path.isEmpty())
        path = options.text("folder");
    provider.hasFoldersFromFiles = options.boolean("foldersFromFilesStructure");
    provider.path = QDir::cleanPath(QFileInfo(file).dir().absoluteFilePath(path));
    auto checked = options.finish(std::move(provider));
    return checked ? fields.finish(std::move(*checked)) : checked;
}

} // namespace

Result<std::vector<DataSourcesFile>> readDataSourceFiles(const QString &root, const QMap<QString, QString> &environment)
{
    std::vector<DataSourcesFile> files;
    for (const QString &path : yamlFilesIn(root + u"/datasources"_s)) {
        const auto document = YamlValue::parseFile(path, environment);
        if (!document)
            return tl::unexpected(document.error());
        DataSourcesFile file{.path = path};
        for (const YamlValue &each : (*document)["deleteDatasources"].elements()) {
            Fields fields(each);
            auto gone = fields.finish(DeletedSource{OrgId{fields.integer("orgId", 1)}, fields.required("name")});
            if (!gone)
                return tl::unexpected(gone.error());
            file.deleted.push_back(std::move(*gone));
        }
        for (const YamlValue &each : (*document)["datasources"].elements()) {
            auto source = readSource(each);
            if (!source)
                return tl::unexpected(source.error());
            file.sources.push_back(std::move(*source));
        }
        files.push_back(std::move(file));
    }
    return files;
}

Result<std::vector<DashboardProvider>> readDashboardProviders(const QString &root, const QMap<QString, QString> &environment)
{
    std::vector<DashboardProvider> providers;
    for (const QString &path : yamlFilesIn(root + u"/dashboards"_s)) {
        const auto document = YamlValue::parseFile(path, environment);
        if (!document)
            return tl::unexpected(document.error());
        for (const YamlValue &each : (*document)["providers"].elements()) {
            auto provider = readProvider(each, path);
            if (!provider)
                return tl::unexpected(provider.error());
            providers.push_back(std::move(*provider));
        }
    }
    return providers;
}

QStringList dashboardFilesOf(const DashboardProvider &provider)
{
    QStringList paths;
    QDirIterator it(provider.path, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        paths.append(QDir(provider.path).relativeFilePath(it.next()));
    paths.sort();
    return paths;
}

Result<QString> hashOfFiles(const QString &root, const QMap<QString, QString> &environment)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](const QString &label, const QString &path) {
        QFile file(path);
        const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        hash.addData(label.toUtf8() + '\0' + QByteArray::number(bytes.size()) + '\0');
        hash.addData(bytes);
    };
    for (const QString &kind : {u"datasources"_s, u"dashboards"_s}) {
        for (const QString &path : yamlFilesIn(root + u'/' + kind))
            add(kind + u'/' + QFileInfo(path).fileName(), path);
    }
    return readDashboardProviders(root, environment).map([&](const std::vector<DashboardProvider> &providers) {
        for (const DashboardProvider &provider : providers) {
            for (const QString &path : dashboardFilesOf(provider))
                add(provider.name + u'/' + path, QDir(provider.path).filePath(path));
        }
        return QString::fromLatin1(hash.result().toHex());
    });
}

} // namespace mdash
