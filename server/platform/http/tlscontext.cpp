#include "platform/http/tlscontext.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509err.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

// Authenticated encryption with forward secrecy only.
constexpr const char *Tls12Ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

/// What OpenSSL's word for it means to the one who set the files.
QString reasonOf(const error_code &error)
{
    const QString text = QString::fromStdString(error.message());
    if (error.category() != boost::asio::error::get_ssl_category())
        return text;
    if (text.startsWith("no start line"_L1))
        return u"there is no such thing in PEM form in it"_s;
    if (text.startsWith("bad decrypt"_L1) || text.startsWith("bad password"_L1))
        return u"cert_pass does not open it"_s;
    return text;
}

auto tlsError(const QString &key, const QString &file, const error_code &error)
{
    return fail(ErrorCode::InvalidInput, u"[server] %1: cannot use \"%2\": %3"_s.arg(key, file, reasonOf(error)));
}

bool isMismatch(const error_code &error)
{
    return error.category() == boost::asio::error::get_ssl_category()
        && ERR_GET_REASON(static_cast<unsigned long>(error.value())) == X509_R_KEY_VALUES_MISMATCH;
}

Result<int> minimumVersion(const QString &name)
{
    if (name.isEmpty() || name == "TLS1.2"_L1)
        return TLS1_2_VERSION;
    if (name == "TLS1.3"_L1)
        return TLS1_3_VERSION;
    return fail(ErrorCode::InvalidInput, u"[server] min_tls_version is \"%1\", expected TLS1.2 or TLS1.3"_s.arg(name));
}

} // namespace

Result<std::shared_ptr<ssl::context>> makeTlsContext(const TlsOptions &options)
{
    const auto version = minimumVersion(options.minVersion);
    if (!version)
        return tl::unexpected(version.error());
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX *native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, *version);
    SSL_CTX_set_cipher_list(native, Tls12Ciphers);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    context->set_password_callback([password = options.keyPassword](std::size_t, ssl::context::password_purpose) {
        return password.reveal().toStdString();
    });
    error_code error;
    context->use_certificate_chain_file(options.certFile.toStdString(), error);
    if (error)
        return tlsError(u"cert_file"_s, options.certFile, error);
    context->use_private_key_file(options.keyFile.toStdString(), ssl::context::pem, error);
    if (error && !isMismatch(error))
        return tlsError(u"cert_key"_s, options.keyFile, error);
    if (error || SSL_CTX_check_private_key(native) != 1) {
        ERR_clear_error();
        return fail(ErrorCode::InvalidInput, u"[server] cert_key \"%1\" does not belong to cert_file \"%2\""_s.arg(
                                                 options.keyFile, options.certFile));
    }
    return context;
}

} // namespace mdash
