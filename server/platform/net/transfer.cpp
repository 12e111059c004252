#include "platform/net/transfer.h"

#include "base/utf8.h"

#include <QLoggingCategory>

#include <sys/socket.h>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcNet, "mdash.net")

namespace mdash {
namespace {

constexpr std::size_t mostHeaderBytes = 256u << 10;
// A bomb is small on the wire and huge when unpacked. Real answers shrink by a factor of 5 to 40.
constexpr std::size_t bombFloor = 4u << 20;
constexpr std::size_t bombRatio = 200;

Error unreachable()
{
    // One sentence for closed, filtered, unknown and not allowed, so that nobody can scan a network through us.
    return {ErrorCode::BadGateway, u"The server could not be reached"_s, u"egress.unreachable"_s, {}};
}

bool hasLineBreak(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    }
    return lower;
}

std::string partOf(CURLU *url, CURLUPart part, unsigned flags = 0)
{
    char *text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK)
        return {};
    std::string value(text);
    curl_free(text);
    return value;
}

} // namespace

Transfer::Transfer(EgressRequest request, QPromise<Result<EgressResponse>> promise, const AddressPolicy &policy,
                   const EgressOptions &options)
    : m_request(std::move(request)), m_promise(std::move(promise)), m_policy(policy), m_options(options),
      m_timeout(m_request.timeout.value_or(options.timeout)), m_easy(curl_easy_init())
{
}

Result<void> Transfer::prepare()
{
    if (!m_easy)
        return fail(ErrorCode::Unavailable, u"Out of memory"_s);
    if (auto done = parseUrl(); !done)
        return done;
    if (auto done = setHeaders(); !done)
        return done;
    setLimits();
    setMethodAndBody();
    setTls();
    return {};
}

Result<void> Transfer::parseUrl()
{
    m_url.reset(curl_url());
    const bool isUrl = !hasLineBreak(m_request.url)
                       && curl_url_set(m_url.get(), CURLUPART_URL, m_request.url.c_str(), 0) == CURLUE_OK;
    const std::string scheme = isUrl ? partOf(m_url.get(), CURLUPART_SCHEME) : std::string();
    if (scheme != "http" && scheme != "https")
        return fail(ErrorCode::InvalidInput, u"url: expected an address that begins with http:// or https://"_s);
    m_host = partOf(m_url.get(), CURLUPART_HOST);
    m_port = std::atoi(partOf(m_url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str());
    m_isListed = m_policy.isListed(m_host, m_port);
    if (!m_policy.allowsTarget(m_host, m_port)) {
        qCWarning(lcNet) << "request refused" << "host" << fromUtf8(m_host) << "port" << m_port << "reason"
                         << "not allowed";
        return tl::unexpected(unreachable());
    }
    curl_easy_setopt(handle(), CURLOPT_CURLU, m_url.get());
    return {};
}

void Transfer::append(std::unique_ptr<curl_slist, FreeList> &list, const std::string &line)
{
    if (curl_slist *longer = curl_slist_append(list.get(), line.c_str())) {
        (void)list.release();
        list.reset(longer);
    }
}

Result<void> Transfer::setHeaders()
{
    bool hasContentType = false;
    for (const auto &[name, value] : m_request.headers) {
        if (name.empty() || hasLineBreak(name) || name.find(':') != std::string::npos || hasLineBreak(value))
            return fail(ErrorCode::InvalidInput,
                        u"header \"%1\": expected a name without ':' and a value of one line"_s.arg(fromUtf8(name)));
        append(m_headers, value.empty() ? name + ';' : name + ": " + value);
        hasContentType = hasContentType || lowered(name) == "content-type";
    }
    if (!hasContentType)
        append(m_headers, "Content-Type:"); // else curl says that every body is a form
    append(m_headers, "Expect:");           // else a large body waits for a "continue" that few servers send
    if (!m_request.tlsServerName.empty())
        append(m_headers, "Host: " + m_host + ':' + std::to_string(m_port));
    return {};
}

void Transfer::setLimits()
{
    CURL *easy = handle();
    const auto timeout = static_cast<long>(m_timeout.count());
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_detail.data());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); // a proxy from the environment would undo the address check
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    if (m_request.sink) { // a slow reader is no fault of the source: curl does not count while it is paused
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, std::max(1L, timeout / 1000));
    } else {
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout);
    }
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(m_request.maxBody));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout, 10'000L));
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, m_options.userAgent.c_str());
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::onOpenSocket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &Transfer::onBeforeRequest);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, m_headers.get());
    if (!m_request.basicUser.empty()) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        curl_easy_setopt(easy, CURLOPT_USERNAME, m_request.basicUser.c_str());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, m_request.basicPassword.reveal().constData());
    }
}

void Transfer::setMethodAndBody()
{
    CURL *easy = handle();
    const std::string &method = m_request.method;
    if (method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
        return;
    }
    if (method == "POST" || !m_request.body.empty()) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, m_request.body.data());
    }
    if (method != "POST")
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method.c_str());
}

void Transfer::setTls()
{
    CURL *easy = handle();
    const auto blob = [&](CURLoption option, const Secret &pem) {
        if (pem.isEmpty())
            return;
        curl_blob bytes{const_cast<char *>(pem.reveal().constData()), static_cast<std::size_t>(pem.reveal().size()),
                        CURL_BLOB_COPY};
        curl_easy_setopt(easy, option, &bytes);
    };
    blob(CURLOPT_CAINFO_BLOB, m_request.tlsCaCert);
    blob(CURLOPT_SSLCERT_BLOB, m_request.tlsClientCert);
    blob(CURLOPT_SSLKEY_BLOB, m_request.tlsClientKey);
    if (m_request.tlsSkipVerify) {
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
    if (!m_request.tlsServerName.empty()) {
        // The certificate is checked against the URL's host: let that be the wanted name, and connect to the real one.
        curl_url_set(m_url.get(), CURLUPART_HOST, m_request.tlsServerName.c_str(), 0);
        append(m_connectTo, "::" + m_host + ':' + std::to_string(m_port));
        curl_easy_setopt(easy, CURLOPT_CONNECT_TO, m_connectTo.get());
        curl_easy_setopt(easy, CURLOPT_CURLU, m_url.get());
    }
}

bool Transfer::allows(const IpAddress &address, int port) const
{
    if (m_policy.allowsAddress(address, port, m_request.purpose, m_isListed))
        return true;
    qCWarning(lcNet) << "request refused" << "host" << fromUtf8(m_host) << "port" << port << "reason"
                     << "address not allowed";
    return false;
}

curl_socket_t Transfer::onOpenSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    const auto &transfer = *static_cast<Transfer *>(self);
    const auto ip = IpAddress::from(address->addr);
    if (!ip || !transfer.allows(*ip, transfer.m_port))
        return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int Transfer::onBeforeRequest(void *self, char *remoteAddress, char *, int remotePort, int)
{
    // A reused connection was opened for another request, perhaps of another purpose.
    const auto ip = IpAddress::parse(remoteAddress);
    return ip && static_cast<Transfer *>(self)->allows(*ip, remotePort) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

std::size_t Transfer::onBody(char *bytes, std::size_t, std::size_t count, void *self)
{
    return static_cast<Transfer *>(self)->takeBody({bytes, count});
}

std::size_t Transfer::onHeader(char *bytes, std::size_t, std::size_t count, void *self)
{
    return static_cast<Transfer *>(self)->takeHeader({bytes, count}) ? count : 0;
}

bool Transfer::isTooLarge() const
{
    if (m_bodyBytes <= bombFloor)
        return m_bodyBytes > m_request.maxBody;
    curl_off_t onTheWire = 0;
    curl_easy_getinfo(handle(), CURLINFO_SIZE_DOWNLOAD_T, &onTheWire);
    return m_bodyBytes > m_request.maxBody || m_bodyBytes / bombRatio > static_cast<std::size_t>(onTheWire);
}

/// As curl wants it: how many bytes were taken, 0 to end the transfer, or that it shall wait.
std::size_t Transfer::takeBody(std::string_view bytes)
{
    if (m_request.sink && m_request.sink->isFull()) {
        m_isPaused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    m_bodyBytes += bytes.size();
    m_isTooLarge = isTooLarge();
    if (m_isTooLarge)
        return 0;
    if (m_request.sink)
        m_request.sink->write(bytes);
    else
        m_response.body.append(bytes);
    return bytes.size();
}

void Transfer::resumeIfThereIsRoom()
{
    if (!m_isPaused || m_request.sink->isFull())
        return;
    m_isPaused = false;
    curl_easy_pause(handle(), CURLPAUSE_CONT); // may call takeBody()
}

bool Transfer::isCancelled() const
{
    return m_promise.isCanceled() || (m_request.isUnwanted && *m_request.isUnwanted)
        || (m_request.sink && m_request.sink->isUnwanted());
}

bool Transfer::takeHeader(std::string_view line)
{
    m_headerBytes += line.size();
    if (m_headerBytes > mostHeaderBytes)
        return false;
    if (line.starts_with("HTTP/")) { // also after an interim answer
        m_response.headers.clear();
        return true;
    }
    long status = 0;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    const bool isEnd = line == "\r\n" || line == "\n";
    if (isEnd && status >= 200 && m_request.sink)
        answer();
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
        return true;
    std::string name = lowered(trimmed(line.substr(0, colon)));
    if (name != "content-encoding" && name != "content-length" && name != "transfer-encoding") // the body is unpacked
        m_response.headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
    return true;
}

Error Transfer::errorOf(CURLcode code) const
{
    curl_off_t connected = 0;
    curl_easy_getinfo(handle(), CURLINFO_PRETRANSFER_TIME_T, &connected);
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        if (connected > 0)
            return {ErrorCode::Timeout, u"The server did not answer within %1 s"_s.arg(static_cast<double>(m_timeout.count()) / 1000),
                    u"egress.timeout"_s, {}};
        return unreachable();
    case CURLE_FILESIZE_EXCEEDED:
    case CURLE_WRITE_ERROR:
        if (m_isTooLarge || code == CURLE_FILESIZE_EXCEEDED)
            return {ErrorCode::TooLarge, u"The answer is larger than the %1 MiB that are accepted"_s.arg(m_request.maxBody >> 20),
                    u"egress.tooLarge"_s, {}};
        return {ErrorCode::BadGateway, u"The server's answer is not valid HTTP"_s, u"egress.badAnswer"_s, {}};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
        return {ErrorCode::BadGateway, u"The TLS certificates do not fit: check CA certificate, server name, client certificate and key"_s,
                u"egress.certificate"_s, {}};
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
        return {ErrorCode::BadGateway, u"The server broke off or its answer is not valid HTTP"_s, u"egress.badAnswer"_s, {}};
    default:
        return unreachable();
    }
}

/// Once; what comes after it is only the sink's business.
void Transfer::answer()
{
    if (std::exchange(m_isAnswered, true))
        return;
    long status = 0;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    m_response.status = static_cast<int>(status);
    m_promise.addResult(Result<EgressResponse>(std::move(m_response)));
    m_promise.finish();
}

void Transfer::finish(CURLcode code)
{
    if (code == CURLE_OK) {
        answer();
        if (m_request.sink)
            m_request.sink->finish(true);
        return;
    }
    qCWarning(lcNet) << "request failed" << "host" << fromUtf8(m_host) << "port" << m_port << "reason"
                     << (m_detail[0] ? m_detail.data() : curl_easy_strerror(code));
    finish(errorOf(code));
}

void Transfer::finish(Error error)
{
    if (m_request.sink)
        m_request.sink->finish(false);
    if (m_isAnswered)
        return;
    if (!m_promise.isCanceled())
        m_promise.addResult(Result<EgressResponse>(tl::unexpected(std::move(error))));
    m_promise.finish();
}

} // namespace mdash
