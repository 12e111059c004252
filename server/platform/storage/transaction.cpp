#include "platform/storage/databaseprivate.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<Transaction> Transaction::begin(Database &database)
{
    Database::Private &state = *database.d;
    if (state.inTransaction)
        return fail(ErrorCode::Internal, u"a transaction is open already on this connection"_s);
    state.committing = false;
    state.lastFailure = SqlFailure::None;
    auto turn = state.waitForTurn(u"BEGIN"_s);
    if (!turn)
        return tl::unexpected(turn.error());
    state.turn = *std::move(turn);
    const QString sql = state.options.kind == DatabaseKind::Sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s;
    auto begun = database.run(sql);
    if (!begun && state.lastFailure == SqlFailure::ConnectionLost)
        begun = database.run(sql); // an idle connection that was closed meanwhile; nothing is lost yet
    if (!begun) {
        state.turn = {};
        return tl::unexpected(begun.error());
    }
    state.inTransaction = true;
    state.doomed = false;
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)), m_events(std::move(other.m_events)), m_eventId(other.m_eventId)
{
}

Transaction::~Transaction()
{
    if (!m_database)
        return;
    Database::Private &state = *m_database->d;
    const SqlFailure reason = state.lastFailure; // stays what it is: it decides whether to try again
    if (state.connection.isValid())
        static_cast<void>(m_database->run(u"ROLLBACK"_s));
    state.inTransaction = false;
    state.turn = {};
    state.lastFailure = reason;
}

void Transaction::publish(const QString &topic, const QString &payload)
{
    m_events.push_back({topic, payload});
}

Result<void> Transaction::commit()
{
    Database::Private &state = *m_database->d;
    if (!m_events.empty()) {
        const auto written = writeEvents(*m_database, m_events, state.options.origin);
        if (!written)
            return tl::unexpected(written.error());
        m_eventId = *written;
    }
    if (state.doomed)
        return fail(ErrorCode::Internal, u"a statement of this transaction failed, so it can only be rolled back"_s);
    state.committing = true;
    if (const auto done = m_database->run(u"COMMIT"_s); !done)
        return done;
    state.committing = false;
    state.inTransaction = false;
    state.turn = {};
    m_database = nullptr;
    if (m_eventId > 0 && state.options.onPublished)
        state.options.onPublished(m_eventId);
    return {};
}

} // namespace mdash
