#pragma once

#include "features/queries/datasourcequery.h"
#include "platform/net/egress.h"

namespace mdash {

/// `name=value&…`, percent-encoded as forms and URLs need it.
class FormText
{
public:
    FormText &add(std::string_view name, std::string_view value);
    /// Appends `a=b&c=d` that is encoded already.
    FormText &addEncoded(std::string_view pairs);
    [[nodiscard]] const std::string &text() const { return m_text; }

private:
    void separate();
    std::string m_text;
};

/// One path segment or form value, percent-encoded.
[[nodiscard]] std::string percentEncoded(std::string_view text);

/// A request to @p path (percent-encoded, no leading slash) below the data source's URL, with its stored credentials, own
/// headers, TLS options and time limit. Fails with InvalidInput if the source has no URL.
[[nodiscard]] Result<EgressRequest> requestTo(const DataSourceSettings &source, std::string_view path, std::string_view query = {});

} // namespace mdash
