#include "platform/crypto/secretbox.h"

#include "platform/crypto/random.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::chrono::days longestUse{90};

} // namespace

Result<QByteArray> SecretBox::seal(const SecretPlace &place, const Secret &plaintext)
{
    const auto wrapped = keyForNewSecrets(place.orgId);
    if (!wrapped)
        return tl::unexpected(wrapped.error());
    return unwrapped(*wrapped).map([&](const Secret &key) { return sealSecret(key, wrapped->id, place, plaintext); });
}

Result<Secret> SecretBox::open(const SecretPlace &place, const QByteArray &sealed)
{
    const auto keyId = dataKeyOf(sealed);
    if (!keyId)
        return tl::unexpected(keyId.error());
    if (const auto held = m_keys.find(*keyId))
        return openSecret(*held, place, sealed);
    const auto wrapped = m_source.dataKey(*keyId);
    if (!wrapped)
        return tl::unexpected(wrapped.error());
    if (!*wrapped)
        return fail(ErrorCode::Internal, u"data key %1 of %2 %3 is gone"_s.arg(keyId->value).arg(place.table, place.rowUid));
    return unwrapped(**wrapped).and_then([&](const Secret &key) { return openSecret(key, place, sealed); });
}

Result<WrappedDataKey> SecretBox::keyForNewSecrets(OrgId orgId)
{
    auto current = m_source.currentDataKey(orgId);
    if (!current)
        return tl::unexpected(current.error());
    if (*current && (*current)->age < longestUse)
        return **current;

    const qint64 generation = *current ? (*current)->generation + 1 : 1;
    const auto made = m_source.insertDataKey(orgId, generation, m_keys.wrap(orgId, generation, Secret(randomBytes(32))));
    if (!made && made.error().code != ErrorCode::Conflict) // Conflict: another node made it, which is as good
        return tl::unexpected(made.error());
    current = m_source.currentDataKey(orgId);
    if (!current)
        return tl::unexpected(current.error());
    if (!*current)
        return fail(ErrorCode::Internal, u"the data key of organisation %1 vanished"_s.arg(orgId.value));
    return **current;
}

Result<Secret> SecretBox::unwrapped(const WrappedDataKey &wrapped)
{
    if (auto held = m_keys.find(wrapped.id))
        return *std::move(held);
    return m_keys.unwrap(wrapped);
}

} // namespace mdash
