#pragma once

#include "features/queries/queryservice.h"

#include <deque>

namespace mdash::test {

/// Data sources of a test, all of organisation 1.
class FakeRegistry final : public DataSourceRegistry
{
public:
    DataSourceSettings &add(std::string uid, std::string type, std::string url = {})
    {
        auto settings = std::make_shared<DataSourceSettings>();
        settings->id = DataSourceId{static_cast<qint64>(m_sources.size()) + 1};
        settings->orgId = OrgId{1};
        settings->uid = uid;
        settings->name = std::move(uid);
        settings->type = std::move(type);
        settings->url = std::move(url);
        m_sources.push_back(settings);
        return *settings;
    }
    Result<Settings> find(OrgId orgId, const DataSourceRef &ref) override
    {
        ++lookups;
        for (const auto &source : m_sources) {
            const bool isNamed = ref.id.isSet() ? source->id == ref.id : source->uid == ref.uid;
            if (orgId == source->orgId && isNamed)
                return source;
        }
        return nullptr;
    }
    int lookups = 0;

private:
    std::deque<std::shared_ptr<DataSourceSettings>> m_sources;
};

inline void runAtOnce(const std::function<void()> &job)
{
    job();
}

} // namespace mdash::test
