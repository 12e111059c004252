#pragma once

#include "base/id.h"
#include "model/roles.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace mdash {

/// An account of a program in one organisation. Its id is a user's id, so permissions can name it.
struct ServiceAccount
{
    UserId id;
    OrgId orgId;
    QString uid{}, name{}, login{};
    OrgRole role = OrgRole::Viewer;
    bool isDisabled = false;
    qint64 tokens = 0; // how many it has
    qint64 createdAt = 0, updatedAt = 0; // ms
};

/// What a PATCH names.
struct ServiceAccountChange
{
    std::optional<QString> name{};
    std::optional<OrgRole> role{};
    std::optional<bool> isDisabled{};
};

/// A token as lists show it: without the secret.
struct ApiToken
{
    TokenId id;
    QString name{};
    OrgRole role = OrgRole::None; // of API keys
    qint64 createdAt = 0;         // ms, as all
    std::optional<qint64> expiresAt{}, lastUsedAt{};
    bool isRevoked = false;
    qint64 now = 0; // of the database, when this was read

    [[nodiscard]] bool hasExpired() const { return expiresAt && *expiresAt <= now; }
};

} // namespace mdash
