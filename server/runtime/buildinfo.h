#pragma once

namespace mdash {

/// The API version that clients choose their code paths by (http-api §1).
inline constexpr const char *compatibilityVersion = "10.4.19";
/// This program's own version, and the commit it was built from; "unknown" outside a repository.
extern const char *const productVersion;
extern const char *const productCommit;

} // namespace mdash
