#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mdash::test {

/// An HTTP server on a free loopback port that stands in for a data source: answers by path, remembers what came.
/// Each connection has a thread; keep-alive works. Answers are whole wire texts, so a test can also send nonsense.
class FakeUpstream
{
public:
    struct Seen
    {
        std::string method, path, query, head, body;
    };
    using Answer = std::function<std::string(const Seen &)>;

    FakeUpstream()
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
        ::listen(m_listener, 64);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_acceptor = std::thread([this] { accept(); });
    }
    ~FakeUpstream()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_acceptor.join();
        {
            const std::lock_guard lock(m_mutex);
            for (const int connection : m_open)
                ::shutdown(connection, SHUT_RDWR);
        }
        for (std::thread &thread : m_threads)
            thread.join();
        ::close(m_listener);
    }
    FakeUpstream(const FakeUpstream &) = delete;
    FakeUpstream &operator=(const FakeUpstream &) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    [[nodiscard]] int connections() const { return m_connections; }

    /// Answers @p path with @p wire made per request.
    void answer(const std::string &path, Answer wire)
    {
        const std::lock_guard lock(m_mutex);
        m_answers[path] = std::move(wire);
    }
    void answer(const std::string &path, std::string body, int status = 200, const std::string &headers = {})
    {
        answer(path, [text = response(std::move(body), status, headers)](const Seen &) { return text; });
    }
    static std::string response(const std::string &body, int status = 200, const std::string &headers = {})
    {
        return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"
               + headers + "\r\n" + body;
    }

    [[nodiscard]] std::vector<Seen> seen() const
    {
        const std::lock_guard lock(m_mutex);
        return m_seen;
    }
    [[nodiscard]] Seen last() const
    {
        const std::lock_guard lock(m_mutex);
        return m_seen.empty() ? Seen{} : m_seen.back();
    }

private:
    void accept()
    {
        for (;;) {
            const int connection = ::accept(m_listener, nullptr, nullptr);
            if (connection < 0)
                return;
            ++m_connections;
            const std::lock_guard lock(m_mutex);
            m_open.push_back(connection);
            m_threads.emplace_back([this, connection] { serve(connection); });
        }
    }

    void serve(int connection)
    {
        std::string input;
        Seen request;
        while (readRequest(connection, input, request)) {
            Answer answer;
            {
                const std::lock_guard lock(m_mutex);
                m_seen.push_back(request);
                const auto found = m_answers.find(request.path);
                if (found != m_answers.end())
                    answer = found->second;
            }
            const std::string wire = answer ? answer(request) : response("no such path", 404);
            if (wire.empty() || ::send(connection, wire.data(), wire.size(), MSG_NOSIGNAL) < 0)
                break;
            if (!wire.starts_with("HTTP/1.1") || wire.find("Connection: close\r\n") != std::string::npos)
                break;
        }
        const std::lock_guard lock(m_mutex);
        std::erase(m_open, connection);
        ::close(connection);
    }

    static bool readMore(int connection, std::string &input)
    {
        char buffer[65536];
        const auto count = ::recv(connection, buffer, sizeof buffer, 0);
        if (count > 0)
            input.append(buffer, static_cast<std::size_t>(count));
        return count > 0;
    }

    static bool readRequest(int connection, std::string &input, Seen &request)
    {
        std::size_t end;
        while ((end = input.find("\r\n\r\n")) == std::string::npos) {
            if (!readMore(connection, input))
                return false;
        }
        request.head = input.substr(0, end + 2);
        input.erase(0, end + 4);
        const auto space = request.head.find(' ');
        const auto second = request.head.find(' ', space + 1);
        const std::string target = request.head.substr(space + 1, second - space - 1);
        request.method = request.head.substr(0, space);
        request.path = target.substr(0, target.find('?'));
        request.query = target.find('?') == std::string::npos ? std::string() : target.substr(target.find('?') + 1);
        const auto length = request.head.find("Content-Length: ");
        const std::size_t size = length == std::string::npos ? 0 : std::stoul(request.head.substr(length + 16));
        while (input.size() < size) {
            if (!readMore(connection, input))
                return false;
        }
        request.body = input.substr(0, size);
        input.erase(0, size);
        return true;
    }

    int m_listener = -1;
    int m_port = 0;
    std::atomic<int> m_connections{0};
    std::thread m_acceptor;
    mutable std::mutex m_mutex;
    std::map<std::string, Answer> m_answers;
    std::vector<Seen> m_seen;
    std::vector<int> m_open;
    std::vector<std::thread> m_threads;
};

} // namespace mdash::test
