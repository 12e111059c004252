#pragma once

#include "base/error.h"
#include "base/id.h"
#include "base/secret.h"

#include <QByteArray>
#include <QString>

namespace mdash {

/// Where a secret is stored. It goes into the authenticated data, so a sealed secret moved to another organisation,
/// table, row or field does not open.
struct SecretPlace
{
    OrgId orgId;
    QString table;  // "data_source"
    QString rowUid;
    QString field;  // "password"
};

using DataKeyId = Id<struct DataKeyTag>;

/// AES-256-GCM: `v1 ‖ data key id (8 bytes) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`. @p key has 32 bytes.
[[nodiscard]] QByteArray sealSecret(const Secret &key, DataKeyId keyId, const SecretPlace &place, const Secret &plaintext);

/// The key that @p sealed needs. Fails with Internal if it is no sealed secret.
[[nodiscard]] Result<DataKeyId> dataKeyOf(const QByteArray &sealed);

/// Fails with Internal for a wrong key, another place or a changed bit; never answers something else than what was sealed.
[[nodiscard]] Result<Secret> openSecret(const Secret &key, const SecretPlace &place, const QByteArray &sealed);

} // namespace mdash
