#pragma once

#include "base/id.h"
#include "model/rights.h"
#include "model/roles.h"

#include <QString>

#include <vector>

namespace mdash {

/// A folder or dashboard, as far as permissions need to know it.
struct SecuredObject
{
    enum class Kind { Folder, Dashboard };

    Kind kind = Kind::Dashboard;
    qint64 id = 0;
    std::vector<FolderId> folders; // that hold it, root first; empty for what lies at the root

    static SecuredObject folder(FolderId id, std::vector<FolderId> parents = {}) { return {Kind::Folder, id.value, std::move(parents)}; }
    static SecuredObject dashboard(DashboardId id, std::vector<FolderId> folders = {}) { return {Kind::Dashboard, id.value, std::move(folders)}; }
};

/// Whom a grant is for: exactly one of the three.
struct Grantee
{
    UserId userId;
    TeamId teamId;
    OrgRole role = OrgRole::None;

    friend auto operator<=>(const Grantee &, const Grantee &) = default;
};

/// What somebody was given on an object, or has by default.
struct ObjectGrant
{
    qint64 id = 0; // 0 for a default
    Grantee grantee;
    Right right = Right::None;
    bool isInherited = false;
    SecuredObject::Kind holderKind = SecuredObject::Kind::Dashboard; // the object that carries it
    qint64 holderId = 0;
    QString userLogin{}, userEmail{}; // of a user
    QString teamName{}, teamEmail{};  // of a team
    qint64 createdAt = 0, updatedAt = 0; // ms, 0 for a default
};

} // namespace mdash
