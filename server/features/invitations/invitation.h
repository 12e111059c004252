#pragma once

#include "base/id.h"
#include "model/roles.h"

#include <QString>

namespace mdash {

/// What somebody is invited to.
struct NewInvitation
{
    OrgId orgId;
    QString email, name;
    OrgRole role = OrgRole::Viewer;
    UserId invitedBy;
};

/// One that waits to be accepted.
struct Invitation
{
    qint64 id = 0;
    QString code; // a secret: whoever knows it gets the role
    NewInvitation offer;
    QString inviterLogin, inviterEmail, inviterName; // empty if he is gone, or was a token
    qint64 createdAt = 0; // ms
};

} // namespace mdash
