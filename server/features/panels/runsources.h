#pragma once

#include "features/panels/panelsources.h"

#include <map>

namespace mdash {

/// A data source that can be asked.
struct AskableSource
{
    std::shared_ptr<const DataSourceSettings> settings;
    DataSourceBackend *backend = nullptr;
};

/// The data sources that one request asks, each read once. On the worker's thread.
class RunSources
{
public:
    RunSources(PanelSources &sources, OrgId orgId) : m_sources(sources), m_orgId(orgId) {}

    /// Fails with NotFound, or with NotImplemented and messageId "panels.unsupportedSource" if nobody can ask its type.
    [[nodiscard]] Result<AskableSource> find(const std::string &uid);

private:
    PanelSources &m_sources;
    OrgId m_orgId;
    std::map<std::string, Result<AskableSource>> m_found; // by uid
};

} // namespace mdash
