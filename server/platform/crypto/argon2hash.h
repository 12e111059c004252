#pragma once

#include "base/error.h"
#include "base/secret.h"

#include <QString>

namespace mdash {

/// How dear one password hash is.
struct Argon2Cost
{
    quint32 memoryKiB = 19'456;
    quint32 passes = 2;

    /// The dearest that a machine with @p memoryBytes of RAM should take: 64 MiB and 3 passes from 4 GiB on, else the
    /// floor of 19 MiB and 2 passes.
    [[nodiscard]] static Argon2Cost forMemory(quint64 memoryBytes);
    friend bool operator==(const Argon2Cost &, const Argon2Cost &) = default;
};

/// argon2id with a fresh 16-byte salt, as a PHC string (`$argon2id$v=19$m=…,t=…,p=1$salt$hash`). Takes 0.1 s to 0.4 s and
/// cost.memoryKiB of memory, which goes back to the system at the end.
[[nodiscard]] Result<QString> argon2Hash(const Secret &password, const Argon2Cost &cost);

/// Whether @p password is the one of @p phc. Fails with Internal if @p phc is no argon2id PHC string within limits.
[[nodiscard]] Result<bool> argon2Verify(const Secret &password, const QString &phc);

/// The cost that @p phc was made with; fails as argon2Verify().
[[nodiscard]] Result<Argon2Cost> argon2CostOf(const QString &phc);

} // namespace mdash
