#include "platform/crypto/keyring.h"

#include "platform/crypto/digest.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::chrono::minutes holdFor{15};
constexpr std::size_t mostHeld = 1'000;

SecretPlace placeOfKey(OrgId orgId, qint64 generation)
{
    return {orgId, u"data_key"_s, QString::number(generation), u"wrapped"_s};
}

} // namespace

KeyRing::KeyRing(const Secret &master, const Clock &clock) : m_wrappingKey(deriveKey(master, "data-key-wrapping")), m_clock(clock)
{
}

QByteArray KeyRing::wrap(OrgId orgId, qint64 generation, const Secret &dataKey) const
{
    return sealSecret(m_wrappingKey, DataKeyId{}, placeOfKey(orgId, generation), dataKey);
}

Result<Secret> KeyRing::unwrap(const WrappedDataKey &wrapped)
{
    auto key = openSecret(m_wrappingKey, placeOfKey(wrapped.orgId, wrapped.generation), wrapped.wrapped);
    if (key) {
        const std::scoped_lock lock(m_mutex);
        if (m_held.size() >= mostHeld)
            m_held.clear();
        m_held.insert_or_assign(wrapped.id, Held{*key, m_clock.now() + holdFor});
    }
    return key;
}

std::optional<Secret> KeyRing::find(DataKeyId id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto held = m_held.find(id);
    if (held == m_held.end() || held->second.until < m_clock.now())
        return std::nullopt;
    return held->second.key;
}

} // namespace mdash
