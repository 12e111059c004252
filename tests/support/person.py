"""Somebody at a browser: one cookie jar that several tabs may share, and a record of every answer."""
import dataclasses
import http.cookiejar
import threading
import time

import requests

COOKIE = "dashboard_session"
TIMEOUT = 15  # s; a person has given up by then


@dataclasses.dataclass
class Answer:
    """One request and what came of it. Times are of the monotonic clock."""
    method: str
    path: str
    sent_at: float
    seconds: float
    status: int = 0  # 0: no answer
    node: str = ""
    presented: str = ""  # session token that went out
    given: str = None    # session token that came back; "" = cleared, None = none
    headers: dict = dataclasses.field(default_factory=dict)
    body: object = None
    error: str = ""

    @property
    def failed(self):
        """What a person would notice: no answer, or a server's error."""
        return self.status == 0 or self.status >= 500


class Person:
    """Thread-safe: each thread is a tab. A request takes the jar's cookies when it starts; the answer's replace them."""

    def __init__(self, url, authority=None):
        self.url = url
        self.authority = str(authority) if authority else None
        self.answers = []  # in the order in which they came
        self.cookies = {}
        self._lock = threading.Lock()
        self._tabs = threading.local()

    def sign_in(self, login, password):
        answer = self.request("POST", "/login", json={"user": login, "password": password})
        assert answer.status == 200 and self.token, f"sign-in: {answer}"
        return self

    @property
    def token(self):
        return self.cookies.get(COOKIE, "")

    def request(self, method, path, **options):
        with self._lock:
            cookies = dict(self.cookies)
        answer = Answer(method, path, time.monotonic(), 0, presented=cookies.get(COOKIE, ""))
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
        try:
            response = self._tab().request(method, self.url + path, headers={**headers, **options.pop("headers", {})},
                                           timeout=TIMEOUT, allow_redirects=False, **options)
            answer.status, answer.node = response.status_code, response.headers.get("X-Mdash-Node", "")
            answer.headers = response.headers
            answer.body = self._body(response)
            self._take(response, answer)
        except requests.RequestException as problem:
            answer.error = f"{type(problem).__name__}: {problem}"
        answer.seconds = time.monotonic() - answer.sent_at
        with self._lock:
            self.answers.append(answer)
        return answer

    def _take(self, response, answer):
        with self._lock:
            for line in response.raw.headers.getlist("Set-Cookie"):
                pair, *attributes = line.split(";")
                name, _, value = pair.strip().partition("=")
                is_cleared = not value or any(text.strip().lower() == "max-age=0" for text in attributes)
                if name == COOKIE:
                    answer.given = "" if is_cleared else value
                if is_cleared:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = value

    @staticmethod
    def _body(response):
        try:
            return response.json()
        except ValueError:
            return response.text

    def _tab(self):
        if not hasattr(self._tabs, "session"):
            session = requests.Session()
            session.trust_env = False
            session.verify = self.authority or True
            session.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))  # the jar is ours
            self._tabs.session = session
        return self._tabs.session
