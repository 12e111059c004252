#pragma once

#include "platform/http/request.h"
#include "platform/http/response.h"

#include <string_view>

namespace mdash {

/// Whether the Accept-Encoding @p list, such as "gzip, br;q=0", names @p coding and does not refuse it.
[[nodiscard]] bool acceptsCoding(std::string_view list, std::string_view coding);

/// Packs the body of the answer to @p request with gzip, if that is worth it and the client takes it. Streams stay as they
/// are, since their lines must not wait for each other; so does what holds a password or token beside text that a
/// stranger may have chosen, whose packed length would tell about both. Costs CPU time: call it on a worker.
void compress(Response &response, const Request &request);

} // namespace mdash
