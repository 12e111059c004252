"""People who use the cluster while a test does harm, and what they noticed of it."""
import itertools
import threading
import time

SLOW = 1.0  # s; an answer that takes longer counts as noticed


class Crowd:
    """Each person asks `visit(person, number)` again and again, with a pause of `pause` s, while the `with` lasts."""

    def __init__(self, people, visit, pause=0.05):
        self.people = people
        self._visit, self._pause = visit, pause
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._live, args=(person,)) for person in people]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _live(self, person):
        for number in itertools.count():
            if self._over.wait(self._pause):
                return
            self._visit(person, number)

    def answers(self, since=0.0):
        """All answers to requests sent since that time of the monotonic clock, in the order of sending."""
        found = [answer for person in self.people for answer in list(person.answers) if answer.sent_at >= since]
        return sorted(found, key=lambda answer: answer.sent_at)

    def failures(self, person=None):
        return [answer for one in ([person] if person else self.people) for answer in list(one.answers) if answer.failed]

    def clean_after(self, harm_at):
        """Seconds from a harm to the sending of the last request that was slow or not answered with 2xx or 3xx."""
        noticed = [answer.sent_at for answer in self.answers(harm_at - SLOW)
                   if not 200 <= answer.status < 400 or answer.seconds > SLOW]
        return max(0.0, max(noticed, default=harm_at) - harm_at)

    def wait_for(self, count, seconds=30):
        """Until `count` more requests are answered."""
        wanted = self._count() + count
        deadline = time.monotonic() + seconds
        while self._count() < wanted:
            assert time.monotonic() < deadline, f"{count} answers: not within {seconds} s"
            time.sleep(0.01)

    def _count(self):
        return sum(len(person.answers) for person in self.people)
