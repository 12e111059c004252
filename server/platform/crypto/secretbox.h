#pragma once

#include "platform/crypto/keyring.h"

namespace mdash {

/// Where data keys are stored. Implemented in features/secrets.
class DataKeySource
{
public:
    virtual ~DataKeySource() = default;
    /// The organisation's key of the highest generation.
    [[nodiscard]] virtual Result<std::optional<WrappedDataKey>> currentDataKey(OrgId orgId) = 0;
    [[nodiscard]] virtual Result<std::optional<WrappedDataKey>> dataKey(DataKeyId id) = 0;
    /// Fails with Conflict if the organisation has that generation already.
    virtual Result<void> insertDataKey(OrgId orgId, qint64 generation, const QByteArray &wrapped) = 0;
};

/// Seals what the database must not show and opens it again. One per worker; the key ring is shared.
/// An organisation's first secret makes its data key; a key older than 90 days is followed by a new one for new secrets.
class SecretBox
{
public:
    SecretBox(KeyRing &keys, DataKeySource &source) : m_keys(keys), m_source(source) {}

    /// The bytes to store at @p place. Fails only when the database does.
    [[nodiscard]] Result<QByteArray> seal(const SecretPlace &place, const Secret &plaintext);
    /// Fails with Internal if @p sealed was not sealed for @p place or secret_key has changed.
    [[nodiscard]] Result<Secret> open(const SecretPlace &place, const QByteArray &sealed);

private:
    Result<WrappedDataKey> keyForNewSecrets(OrgId orgId);
    Result<Secret> unwrapped(const WrappedDataKey &wrapped);

    KeyRing &m_keys;
    DataKeySource &m_source;
};

} // namespace mdash
