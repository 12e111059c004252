#pragma once

#include "features/serviceaccounts/apitokensservice.h"

#include <string>
#include <vector>

namespace mdash {

class JsonWriter;

/// One account; @p teams are listed where a single account is asked for.
void writeServiceAccount(JsonWriter &json, const ServiceAccount &account, const QStringList *teams);
[[nodiscard]] std::string serviceAccountJson(const ServiceAccount &account, const QStringList &teams);
[[nodiscard]] std::string serviceAccountTokensJson(const std::vector<ApiToken> &tokens);
[[nodiscard]] std::string apiKeysJson(const std::vector<ApiToken> &keys);
[[nodiscard]] std::string issuedTokenJson(const IssuedApiToken &token);

} // namespace mdash
