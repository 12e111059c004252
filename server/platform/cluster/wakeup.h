#pragma once

namespace mdash {

/// Ends another thread's poll(2): a descriptor that is readable from ring() until clear(). Thread-safe.
class Wakeup
{
public:
    Wakeup();
    ~Wakeup();
    Wakeup(const Wakeup &) = delete;
    Wakeup &operator=(const Wakeup &) = delete;

    void ring();
    void clear();
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    const int m_descriptor;
};

} // namespace mdash
