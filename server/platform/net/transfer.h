#pragma once

#include "platform/net/addresspolicy.h"
#include "platform/net/egress.h"

#include <QPromise>

#include <curl/curl.h>

#include <array>
#include <memory>

namespace mdash {

/// One outgoing request under way: a curl easy handle and what its callbacks need. Lives on the egress thread.
class Transfer
{
public:
    Transfer(EgressRequest request, QPromise<Result<EgressResponse>> promise, const AddressPolicy &policy,
             const EgressOptions &options);
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    /// Fails for what can be said without the network: not a URL, another scheme, a port or host that is not allowed.
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] CURL *handle() const { return m_easy.get(); }
    [[nodiscard]] bool isCancelled() const;
    void resumeIfThereIsRoom();

    /// curl is done with it: answers whoever waits.
    void finish(CURLcode code);
    void finish(Error error);

private:
    struct FreeEasy { void operator()(CURL *easy) const { curl_easy_cleanup(easy); } };
    struct FreeUrl { void operator()(CURLU *url) const { curl_url_cleanup(url); } };
    struct FreeList { void operator()(curl_slist *list) const { curl_slist_free_all(list); } };

    [[nodiscard]] Result<void> parseUrl();
    [[nodiscard]] Result<void> setHeaders();
    void setLimits();
    void setMethodAndBody();
    void setTls();
    [[nodiscard]] bool allows(const IpAddress &address, int port) const;
    [[nodiscard]] std::size_t takeBody(std::string_view bytes);
    [[nodiscard]] bool takeHeader(std::string_view line);
    [[nodiscard]] bool isTooLarge() const;
    void answer();
    [[nodiscard]] Error errorOf(CURLcode code) const;
    void append(std::unique_ptr<curl_slist, FreeList> &list, const std::string &line);

    static curl_socket_t onOpenSocket(void *self, curlsocktype, curl_sockaddr *address);
    static int onBeforeRequest(void *self, char *remoteAddress, char *, int remotePort, int);
    static std::size_t onBody(char *bytes, std::size_t, std::size_t count, void *self);
    static std::size_t onHeader(char *bytes, std::size_t, std::size_t count, void *self);

    EgressRequest m_request;
    QPromise<Result<EgressResponse>> m_promise;
    const AddressPolicy &m_policy;
    const EgressOptions &m_options;
    const std::chrono::milliseconds m_timeout;
    std::unique_ptr<CURL, FreeEasy> m_easy;
    std::unique_ptr<CURLU, FreeUrl> m_url;
    std::unique_ptr<curl_slist, FreeList> m_headers;
    std::unique_ptr<curl_slist, FreeList> m_connectTo;
    std::string m_host;
    int m_port = 0;
    bool m_isListed = false;
    bool m_isTooLarge = false;
    bool m_isAnswered = false;
    bool m_isPaused = false; // the sink was full
    std::size_t m_headerBytes = 0;
    std::size_t m_bodyBytes = 0;
    EgressResponse m_response;
    std::array<char, CURL_ERROR_SIZE> m_detail{};
};

} // namespace mdash
