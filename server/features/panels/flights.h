#pragma once

#include "base/clock.h"

#include <QFuture>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace mdash {

/// Questions under way, each asked once however many wait for its answer; answers are kept for a while. One per node and
/// kind of answer; thread-safe. @p Answer says by isFailure(answer) that it is not worth keeping, and by sizeOf(answer) what it weighs.
template<class Answer>
class Flights
{
public:
    using Shared = std::shared_ptr<const Answer>;
    /// Becomes true when nobody waits for the answer any more.
    using Unwanted = std::shared_ptr<std::atomic<bool>>;
    using Start = std::function<QFuture<Answer>(const Unwanted &)>;
    using Done = std::function<void(const Shared &)>;

    /// A place among those who wait; going out of scope leaves it, and the answer is not delivered any more.
    class Ticket
    {
    public:
        Ticket() = default;
        ~Ticket() { leave(); }
        Ticket(Ticket &&other) noexcept : m_leave(std::exchange(other.m_leave, nullptr)) {}
        Ticket &operator=(Ticket &&other) noexcept
        {
            leave();
            m_leave = std::exchange(other.m_leave, nullptr);
            return *this;
        }

    private:
        friend class Flights;
        explicit Ticket(std::function<void()> leave) : m_leave(std::move(leave)) {}
        void leave()
        {
            if (const auto leaveOnce = std::exchange(m_leave, nullptr))
                leaveOnce();
        }
        std::function<void()> m_leave;
    };

    explicit Flights(const Clock &clock, std::size_t maxBytes = 32u << 20) : m_state(std::make_shared<State>(clock, maxBytes)) {}

    /// Calls @p done with the answer to @p key: at once if one not older than @p keepFor is there, else when the flight under way,
    /// or the one that @p start begins, is over; then on the thread that finishes it.
    /// When the last who waits leaves, the flight is told that it is unwanted.
    [[nodiscard]] Ticket join(const std::string &key, Millis keepFor, const Start &start, Done done)
    {
        std::unique_lock lock(m_state->mutex);
        auto &flight = m_state->flights[key];
        if (flight && flight->answer && m_state->clock.now() < flight->goodUntil) {
            const Shared answer = flight->answer;
            lock.unlock();
            done(answer);
            return {};
        }
        const bool isNew = !flight || flight->answer;
        if (isNew) {
            if (flight)
                m_state->bytes -= flight->bytes;
            flight = std::make_shared<Flight>();
            flight->keepFor = keepFor;
        }
        const std::shared_ptr<Flight> joined = flight;
        const std::size_t place = joined->nextPlace++;
        joined->waiting.emplace(place, std::move(done));
        lock.unlock();
        if (isNew)
            begin(key, joined, start);
        return Ticket([state = std::weak_ptr(m_state), key, joined, place] { leave(state, key, joined, place); });
    }

    /// Forgets answers that are too old to be given again; call now and then.
    void removeOld()
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->removeOld();
    }

    [[nodiscard]] std::size_t heldBytes() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->bytes;
    }

private:
    struct Flight
    {
        std::map<std::size_t, Done> waiting;
        std::size_t nextPlace = 0;
        Millis keepFor{0};
        Unwanted unwanted = std::make_shared<std::atomic<bool>>(false);
        Shared answer; // once it has landed
        TimePoint goodUntil;
        std::size_t bytes = 0;
    };

    struct State
    {
        State(const Clock &given, std::size_t most) : clock(given), maxBytes(most) {}

        void removeOld()
        {
            const TimePoint now = clock.now();
            std::erase_if(flights, [&](const auto &entry) {
                const bool isOld = entry.second->answer && entry.second->goodUntil <= now;
                bytes -= isOld ? entry.second->bytes : 0;
                return isOld;
            });
        }

        const Clock &clock;
        const std::size_t maxBytes;
        std::mutex mutex; // guards the rest
        std::map<std::string, std::shared_ptr<Flight>> flights;
        std::size_t bytes = 0; // of answers held
    };

    void begin(const std::string &key, const std::shared_ptr<Flight> &flight, const Start &start)
    {
        start(flight->unwanted).then(QtFuture::Launch::Sync, [state = m_state, key, flight](const Answer &answer) {
            land(*state, key, *flight, std::make_shared<const Answer>(answer));
        });
    }

    static void land(State &state, const std::string &key, Flight &flight, const Shared &answer)
    {
        std::map<std::size_t, Done> waiting;
        {
            const std::lock_guard lock(state.mutex);
            waiting.swap(flight.waiting);
            const auto held = state.flights.find(key);
            const std::size_t bytes = sizeOf(*answer);
            state.removeOld();
            const bool isKept = held != state.flights.end() && held->second.get() == &flight && flight.keepFor.count() > 0
                && !isFailure(*answer) && state.bytes + bytes <= state.maxBytes;
            if (isKept) {
                flight.answer = answer;
                flight.goodUntil = state.clock.now() + flight.keepFor;
                flight.bytes = bytes;
                state.bytes += bytes;
            } else if (held != state.flights.end() && held->second.get() == &flight) {
                state.flights.erase(held);
            }
        }
        for (const auto &[place, done] : waiting)
            done(answer);
    }

    static void leave(const std::weak_ptr<State> &weak, const std::string &key, const std::shared_ptr<Flight> &flight, std::size_t place)
    {
        const auto state = weak.lock();
        if (!state)
            return;
        const std::lock_guard lock(state->mutex);
        if (flight->waiting.erase(place) == 0 || !flight->waiting.empty() || flight->answer)
            return;
        flight->unwanted->store(true);
        if (const auto held = state->flights.find(key); held != state->flights.end() && held->second == flight)
            state->flights.erase(held);
    }

    std::shared_ptr<State> m_state;
};

} // namespace mdash
