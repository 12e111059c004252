#pragma once

#include <QByteArray>

namespace mdash {

/// A password, key or token in memory. No stream operator, no comparison with text: it cannot get into a log by accident.
/// The bytes are wiped when the last copy goes.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    Secret &operator=(const Secret &) = default;
    Secret &operator=(Secret &&) noexcept = default;
    ~Secret()
    {
        if (m_bytes.isDetached() && !m_bytes.isEmpty()) {
            auto *data = static_cast<volatile char *>(m_bytes.data());
            for (qsizetype i = 0; i < m_bytes.size(); ++i)
                data[i] = 0;
        }
    }

    [[nodiscard]] const QByteArray &reveal() const { return m_bytes; }
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }

private:
    QByteArray m_bytes;
};

} // namespace mdash
