#pragma once

#include "base/error.h"
#include "platform/http/httpoptions.h"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace mdash {

/// Reads certificate and key. Fails with InvalidInput that names the file and what is wrong with it.
[[nodiscard]] Result<std::shared_ptr<boost::asio::ssl::context>> makeTlsContext(const TlsOptions &options);

} // namespace mdash
