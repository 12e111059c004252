#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <mutex>
#include <vector>

namespace mdash {

enum class FindingLevel { Yellow, Red };

/// Something that an administrator should look at, on the cluster page and in md_cluster_findings{kind}. A plain value.
struct Finding
{
    QString kind; // never changes: "setting-differs", "listen-unavailable"
    FindingLevel level = FindingLevel::Yellow;
    QString key;       // the setting's name as in the file, if it is about one
    QStringList nodes; // names, sorted
    QString text;      // what is wrong; one English sentence
    QString advice;    // what to do about it; one English sentence
    qint64 since = 0;  // ms by the database's clock; 0 until it was recorded

    /// The same thing keeps its id while the nodes that have it change.
    [[nodiscard]] QString id() const { return key.isEmpty() ? kind : kind + u':' + key; }
    [[nodiscard]] QString messageId() const { return QStringLiteral("cluster.finding.") + kind; }
    friend bool operator==(const Finding &, const Finding &) = default;
};

/// What this node has found about itself; its heartbeat tells the others. One per node; thread-safe.
class OwnFindings
{
public:
    /// Replaces a finding of the same id. `nodes` and `since` are filled in by readers.
    void raise(Finding finding)
    {
        const std::lock_guard lock(m_mutex);
        m_findings[finding.id()] = std::move(finding);
    }
    void clear(const QString &id)
    {
        const std::lock_guard lock(m_mutex);
        m_findings.erase(id);
    }
    [[nodiscard]] std::vector<Finding> all() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Finding> all;
        for (const auto &[id, finding] : m_findings)
            all.push_back(finding);
        return all;
    }

private:
    mutable std::mutex m_mutex;
    std::map<QString, Finding> m_findings; // by id, guarded by m_mutex
};

} // namespace mdash
