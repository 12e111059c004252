#include "platform/crypto/argon2hash.h"

#include "platform/crypto/digest.h"
#include "platform/crypto/random.h"

#include <QRegularExpression>

#include <argon2.h>
#include <sys/mman.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr quint32 saltLength = 16;
constexpr quint32 hashLength = 32;
constexpr auto unpadded = QByteArray::OmitTrailingEquals;

struct Phc
{
    Argon2Cost cost;
    QByteArray salt;
    QByteArray hash;
};

/// Pages of their own: the heap would keep such blocks for the next hash and the node would stay large.
int allocatePages(uint8_t **memory, std::size_t bytes)
{
    void *pages = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    *memory = pages == MAP_FAILED ? nullptr : static_cast<uint8_t *>(pages);
    return *memory ? ARGON2_OK : ARGON2_MEMORY_ALLOCATION_ERROR;
}

void freePages(uint8_t *memory, std::size_t bytes)
{
    munmap(memory, bytes);
}

Result<QByteArray> compute(const Secret &password, const QByteArray &salt, const Argon2Cost &cost, quint32 length)
{
    QByteArray hash(static_cast<qsizetype>(length), Qt::Uninitialized);
    QByteArray text = password.reveal();
    QByteArray saltBytes = salt;
    argon2_context context{};
    context.out = reinterpret_cast<uint8_t *>(hash.data());
    context.outlen = length;
    context.pwd = reinterpret_cast<uint8_t *>(text.data());
    context.pwdlen = static_cast<quint32>(text.size());
    context.salt = reinterpret_cast<uint8_t *>(saltBytes.data());
    context.saltlen = static_cast<quint32>(saltBytes.size());
    context.t_cost = cost.passes;
    context.m_cost = cost.memoryKiB;
    context.lanes = 1;
    context.threads = 1;
    context.version = ARGON2_VERSION_13;
    context.allocate_cbk = &allocatePages;
    context.free_cbk = &freePages;
    context.flags = ARGON2_FLAG_CLEAR_PASSWORD; // wipes our copy
    if (const int code = argon2_ctx(&context, Argon2_id); code != ARGON2_OK)
        return fail(ErrorCode::Internal, u"password hash: %1"_s.arg(QLatin1StringView(argon2_error_message(code))));
    return hash;
}

Result<Phc> parse(const QString &phc)
{
    static const QRegularExpression form(
        uR"(^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$)"_s);
    const auto match = form.match(phc);
    if (!match.hasMatch())
        return fail(ErrorCode::Internal, u"a stored password hash is no argon2id PHC string"_s);
    Phc parsed{{match.captured(1).toUInt(), match.captured(2).toUInt()},
               QByteArray::fromBase64(match.captured(3).toLatin1(), unpadded),
               QByteArray::fromBase64(match.captured(4).toLatin1(), unpadded)};
    const bool withinLimits = parsed.cost.memoryKiB >= 8 && parsed.cost.memoryKiB <= 1'048'576 && parsed.cost.passes >= 1
        && parsed.salt.size() >= 8 && parsed.hash.size() >= 16 && parsed.hash.size() <= 64;
    if (!withinLimits)
        return fail(ErrorCode::Internal, u"a stored password hash has parameters out of range"_s);
    return parsed;
}

} // namespace

Argon2Cost Argon2Cost::forMemory(quint64 memoryBytes)
{
    // Machines sold with 4 GiB report a little less.
    return memoryBytes >= (quint64{15} << 28) ? Argon2Cost{65'536, 3} : Argon2Cost{};
}

Result<QString> argon2Hash(const Secret &password, const Argon2Cost &cost)
{
    const QByteArray salt = randomBytes(saltLength);
    return compute(password, salt, cost, hashLength).map([&](const QByteArray &hash) {
        return u"$argon2id$v=19$m=%1,t=%2,p=1$%3$%4"_s.arg(cost.memoryKiB)
            .arg(cost.passes)
            .arg(QLatin1StringView(salt.toBase64(unpadded)), QLatin1StringView(hash.toBase64(unpadded)));
    });
}

Result<bool> argon2Verify(const Secret &password, const QString &phc)
{
    const auto parsed = parse(phc);
    if (!parsed)
        return tl::unexpected(parsed.error());
    return compute(password, parsed->salt, parsed->cost, static_cast<quint32>(parsed->hash.size()))
        .map([&](const QByteArray &hash) { return equalInConstantTime(hash, parsed->hash); });
}

Result<Argon2Cost> argon2CostOf(const QString &phc)
{
    return parse(phc).map([](const Phc &parsed) { return parsed.cost; });
}

} // namespace mdash
