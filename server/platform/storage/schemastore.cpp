#include "platform/storage/schemastore.h"

#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<bool> SchemaStore::exists()
{
    // The step's own record is the proof: MySQL commits the two tables one by one.
    return m_database.selectOne(m_database.dialect().tableExists(), {u"schema_step"_s}, [](const Row &) { return true; })
        .map([](const std::optional<bool> &row) { return row.has_value(); });
}

Result<std::vector<RecordedStep>> SchemaStore::steps()
{
    return m_database.select(
        u"SELECT release_no, step, phase, checksum, state, progress, node FROM schema_step ORDER BY release_no, step"_s, {},
        [](const Row &row) {
            return RecordedStep{static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)), row.text(2), row.text(3),
                                row.text(4) == "done"_L1, row.integer(5), row.text(6)};
        });
}

Result<SchemaState> SchemaStore::state()
{
    return m_database
        .selectOne(u"SELECT cluster_id, expanded, contracted FROM schema_state WHERE one = 1"_s, {},
                   [](const Row &row) {
                       return SchemaState{row.text(0), static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2))};
                   })
        .map([](const std::optional<SchemaState> &row) { return row.value_or(SchemaState{}); });
}

Result<void> SchemaStore::createState(const QString &clusterId)
{
    return m_database
        .insertIfAbsent(u"schema_state"_s, {u"one"_s, u"cluster_id"_s, u"expanded"_s, u"contracted"_s, u"key_check"_s},
                        {1, clusterId, 0, 0, QString()})
        .map([](bool) {});
}

Result<void> SchemaStore::setExpanded(int release)
{
    return m_database
        .execute(u"UPDATE schema_state SET expanded = ? WHERE one = 1 AND expanded < ?"_s, {release, release})
        .map([](qint64) {});
}

Result<void> SchemaStore::claimKeyCheck(const QString &keyCheck)
{
    return m_database.execute(u"UPDATE schema_state SET key_check = ? WHERE one = 1 AND key_check = ''"_s, {keyCheck}).map([](qint64) {});
}

Result<void> SchemaStore::recordProgress(const MigrationStep &step, qint64 statements, bool done, const QString &node)
{
    const QString state = done ? u"done"_s : u"running"_s;
    const auto changed = m_database.execute(
        u"UPDATE schema_step SET checksum = ?, state = ?, progress = ?, node = ?, updated_at = DBNOW"
        " WHERE release_no = ? AND phase = ? AND step = ?"_s,
        {step.checksum, state, statements, node.left(60), step.release, step.phase, step.step});
    if (!changed || *changed > 0)
        return changed.map([](qint64) {});
    return m_database
        .execute(u"INSERT INTO schema_step (release_no, phase, step, checksum, state, progress, node, updated_at)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, DBNOW)"_s,
                 {step.release, step.phase, step.step, step.checksum, state, statements, node.left(60)})
        .map([](qint64) {});
}

Result<qint64> SchemaStore::lastChange()
{
    return m_database
        .selectOne(u"SELECT MAX(updated_at) FROM schema_step"_s, {}, [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &time) { return time.value_or(0); });
}

} // namespace mdash
