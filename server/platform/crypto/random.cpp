#include "platform/crypto/random.h"

#include <openssl/rand.h>

namespace mdash {

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(count)) != 1)
        qFatal("the system gives no random numbers");
    return bytes;
}

std::string randomAlphanumeric(std::size_t length)
{
    static constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static constexpr unsigned fair = 256 / alphabet.size() * alphabet.size(); // bytes from here on would favour some letters
    std::string text;
    text.reserve(length);
    while (text.size() < length) {
        for (const char c : randomBytes(static_cast<qsizetype>(length - text.size()))) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < fair)
                text += alphabet[byte % alphabet.size()];
        }
    }
    return text;
}

QString randomUid()
{
    return QString::fromStdString(randomAlphanumeric(14));
}

} // namespace mdash
