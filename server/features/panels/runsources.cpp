#include "features/panels/runsources.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<AskableSource> RunSources::find(const std::string &uid)
{
    if (const auto known = m_found.find(uid); known != m_found.end())
        return known->second;
    const auto read = [&]() -> Result<AskableSource> {
        auto settings = m_sources.settings(m_orgId, uid);
        if (!settings)
            return tl::unexpected(settings.error());
        DataSourceBackend *backend = m_sources.backend((*settings)->type);
        if (!backend) {
            return fail(ErrorCode::NotImplemented, u"Data sources of type %1 cannot be asked by this version."_s.arg(QString::fromStdString((*settings)->type)),
                        u"panels.unsupportedSource"_s);
        }
        return AskableSource{std::move(*settings), backend};
    };
    return m_found.emplace(uid, read()).first->second;
}

} // namespace mdash
