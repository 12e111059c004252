#include "model/roles.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

QString roleName(OrgRole role)
{
    switch (role) {
    case OrgRole::None: return u"None"_s;
    case OrgRole::Viewer: return u"Viewer"_s;
    case OrgRole::Editor: return u"Editor"_s;
    case OrgRole::Admin: return u"Admin"_s;
    }
    return u"None"_s;
}

std::optional<OrgRole> parseRole(QStringView name)
{
    for (const OrgRole role : {OrgRole::None, OrgRole::Viewer, OrgRole::Editor, OrgRole::Admin}) {
        if (name == roleName(role))
            return role;
    }
    return std::nullopt;
}

} // namespace mdash
