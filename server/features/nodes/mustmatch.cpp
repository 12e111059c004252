#include "features/nodes/mustmatch.h"

#include "base/json.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qsizetype printSize = 8; // bytes
const QString secretKeyName = u"security.secret_key"_s;

/// Differences that only make nodes look different; all others break log-ins, links or notifications.
const QStringList yellowNames{u"feature_toggles"_s, provisioningFilesName()};

using Prints = QMap<QString, QString>; // of one node, by setting
using Groups = QMap<QString, QStringList>; // names of nodes by what they have

Finding secretKeyFinding(const QStringList &nodes)
{
    return {u"secret-key-differs"_s, FindingLevel::Red, u"secret_key"_s, nodes,
            u"secret_key of %1 differs from the one that this cluster was made with, so it does not serve."_s.arg(nodes.join(u", "_s)),
            u"Give it the [security] secret_key of the other nodes and restart it."_s, 0};
}

/// Names the few that differ from the many, or all where there are no many.
Finding differenceFinding(const QString &name, const Groups &groups)
{
    const QString section = name.contains(u'.') ? name.section(u'.', 0, -2) : QString();
    const QString key = name.section(u'.', -1);
    const auto most = std::max_element(groups.begin(), groups.end(), [](const QStringList &a, const QStringList &b) { return a.size() < b.size(); });
    const bool hasMany = std::count_if(groups.begin(), groups.end(), [&](const QStringList &nodes) { return nodes.size() == most->size(); }) == 1;
    QStringList named, others;
    for (const QStringList &nodes : groups)
        (hasMany && nodes == *most ? others : named) += nodes;
    named.sort();
    others.sort();
    const QString text = hasMany ? u"%1 of %2 differs from that of %3."_s.arg(key, named.join(u", "_s), others.join(u", "_s))
                                 : u"%1 differs between %2."_s.arg(key, named.join(u", "_s));
    if (name == provisioningFilesName())
        return {u"provisioning-differs"_s, FindingLevel::Yellow, {}, named,
                hasMany ? u"The provisioning files of %1 are not those of %2, which are applied."_s.arg(named.join(u", "_s), others.join(u", "_s))
                        : u"The provisioning files differ between %1, so no change of them is applied."_s.arg(named.join(u", "_s)),
                u"Bring the folder [paths] provisioning of all nodes to the same state."_s, 0};
    const QString advice = section.isEmpty() ? u"Make it the same on all nodes, and restart those that had another."_s
                                             : u"Set [%1] %2 to the same value on all nodes, and restart those that had another."_s.arg(section, key);
    return {u"setting-differs"_s, yellowNames.contains(name) ? FindingLevel::Yellow : FindingLevel::Red, key, named, text, advice, 0};
}

} // namespace

Fingerprints::Fingerprints(const Secret &secretKey)
    : m_printKey(deriveKey(secretKey, "fingerprint")), m_checkKey(deriveKey(secretKey, "key-check"))
{
}

QString Fingerprints::keyCheck(const QString &clusterId) const
{
    return QString::fromLatin1(m_checkKey.sign(clusterId.toUtf8()).toHex());
}

QString Fingerprints::print(const QString &name, const QString &value) const
{
    return QString::fromLatin1(m_printKey.sign(name.toUtf8() + '\0' + value.toUtf8()).left(printSize).toHex());
}

QString Fingerprints::of(const std::vector<MustMatch> &values, const QString &clusterId) const
{
    std::string text;
    JsonWriter json(text);
    json.beginObject().member(secretKeyName.toStdString(), keyCheck(clusterId));
    for (const MustMatch &one : values)
        json.member(one.name.toStdString(), print(one.name, one.value));
    json.endObject();
    return QString::fromStdString(text);
}

QMap<QString, QString> readFingerprints(const QString &json)
{
    Prints prints;
    if (const auto document = JsonDocument::parse(json.toStdString())) {
        for (const JsonMember &member : document->root().members())
            prints.insert(QString::fromUtf8(member.key.data(), static_cast<qsizetype>(member.key.size())), member.value.text());
    }
    return prints;
}

QString provisioningFilesName()
{
    return u"provisioning_files"_s;
}

QString secretKeyCheckOf(const ClusterNode &node)
{
    return readFingerprints(node.fingerprints).value(secretKeyName);
}

std::vector<Finding> differingSettings(const ClusterState &state)
{
    QStringList strangers;
    QMap<QString, Groups> byName;
    for (const ClusterNode &node : state.nodes) {
        const Prints prints = node.isLive() ? readFingerprints(node.fingerprints) : Prints();
        if (prints.isEmpty())
            continue;
        if (!state.keyCheck.isEmpty() && prints.value(secretKeyName) != state.keyCheck) {
            strangers.append(node.name);
            continue;
        }
        for (auto print = prints.begin(); print != prints.end(); ++print)
            byName[print.key()][print.value()].append(node.name);
    }
    std::vector<Finding> findings;
    if (!strangers.isEmpty())
        findings.push_back(secretKeyFinding(strangers));
    for (auto groups = byName.begin(); groups != byName.end(); ++groups) {
        if (groups->size() > 1)
            findings.push_back(differenceFinding(groups.key(), *groups));
    }
    return findings;
}

} // namespace mdash
