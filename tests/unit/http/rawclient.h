#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace mdash {

/// One answer as it came over the wire.
struct RawAnswer
{
    int status = 0; // 0: the connection ended or nothing came in time
    std::string head;
    std::string body; // chunks joined
    bool isWhole = true; // false: the connection ended between two chunks

    [[nodiscard]] bool has(std::string_view line) const { return head.find(line) != std::string::npos; }
    [[nodiscard]] std::string header(const std::string &name) const
    {
        const std::size_t at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos)
            return {};
        const std::size_t begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
};

/// A blocking client that sends exactly the bytes it is given, for requests that no HTTP library would make.
class RawClient
{
public:
    explicit RawClient(quint16 port, int receiveBuffer = 0) : m_socket(socket(AF_INET, SOCK_STREAM, 0))
    {
        if (receiveBuffer > 0)
            setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_isConnected = connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~RawClient() { close(m_socket); }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    [[nodiscard]] bool isConnected() const { return m_isConnected; }

    /// False when the peer takes no more.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// As much as the kernel takes without waiting.
    std::size_t sendNow(std::string_view bytes)
    {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        return sent > 0 ? static_cast<std::size_t>(sent) : 0;
    }
    void endSending() { shutdown(m_socket, SHUT_WR); }

    /// The next whole answer. @p hasBody is false for answers to HEAD.
    RawAnswer read(std::chrono::milliseconds timeout = std::chrono::seconds(5), bool hasBody = true)
    {
        const auto until = std::chrono::steady_clock::now() + timeout;
        RawAnswer answer;
        std::size_t end = 0;
        while ((end = m_bytes.find("\r\n\r\n")) == std::string::npos) {
            if (!fill(until))
                return answer;
        }
        answer.head = m_bytes.substr(0, end + 2);
        m_bytes.erase(0, end + 4);
        answer.status = std::stoi(answer.head.substr(9, 3));
        if (!hasBody || answer.status == 304 || answer.status == 204 || answer.status < 200)
            return answer;
        if (answer.header("Transfer-Encoding") == "chunked")
            readChunks(answer, until);
        else if (const std::string length = answer.header("Content-Length"); !length.empty())
            answer.body = take(std::stoul(length), until);
        else {
            while (fill(until))
                continue;
            answer.body = std::move(m_bytes);
            m_bytes.clear();
        }
        return answer;
    }

    /// True if the peer ends the connection within @p timeout; what it still sends is dropped.
    bool waitForEnd(std::chrono::milliseconds timeout)
    {
        const auto until = std::chrono::steady_clock::now() + timeout;
        while (fill(until))
            m_bytes.clear();
        return m_hasEnded;
    }

private:
    /// False when nothing more comes, or not in time.
    bool fill(std::chrono::steady_clock::time_point until)
    {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd watched{m_socket, POLLIN, 0};
        if (m_hasEnded || poll(&watched, 1, static_cast<int>(std::max<qint64>(0, left.count()))) <= 0)
            return false;
        char buffer[65536];
        const ssize_t got = recv(m_socket, buffer, sizeof buffer, 0);
        if (got <= 0) {
            m_hasEnded = true;
            return false;
        }
        m_bytes.append(buffer, static_cast<std::size_t>(got));
        return true;
    }
    std::string take(std::size_t count, std::chrono::steady_clock::time_point until)
    {
        while (m_bytes.size() < count && fill(until))
            continue;
        std::string taken = m_bytes.substr(0, count);
        m_bytes.erase(0, count);
        return taken;
    }
    void readChunks(RawAnswer &answer, std::chrono::steady_clock::time_point until)
    {
        for (;;) {
            std::size_t end = 0;
            while ((end = m_bytes.find("\r\n")) == std::string::npos) {
                if (!fill(until)) {
                    answer.isWhole = false;
                    return;
                }
            }
            const std::size_t size = std::stoul(m_bytes.substr(0, end), nullptr, 16);
            m_bytes.erase(0, end + 2);
            answer.body += take(size, until);
            if (take(2, until).size() < 2 || size == 0)
                return;
        }
    }

    int m_socket;
    bool m_isConnected = false;
    bool m_hasEnded = false;
    std::string m_bytes;
};

} // namespace mdash
