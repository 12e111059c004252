"""Checkers of what users saw: each answers the list of what was wrong, empty if nothing was.

They judge recorded answers, not the server's tables: what a person was told has to stay true.
"""
import collections
import dataclasses


def token_number(token):
    """The number in a session token `sid.number.mac`, which grows with each rotation."""
    return int(token.split(".")[1], 36)


def session_problems(answers):
    """`answers` are of one Person who was signed in and did not sign out. He is never refused, his cookie is never cleared,
    and a token that he gets is of his session and has a greater number than the one he showed."""
    return [f"{answer.method} {answer.path} by {answer.node or 'nobody'}: {problem}" for answer in answers
            for problem in _problems_of(answer)]


def _problems_of(answer):
    if answer.presented and answer.status == 401:
        yield f"refused with 401: {answer.body}"
    if not answer.presented or answer.given is None:
        return
    if not answer.given:
        yield "the cookie was cleared"
    elif answer.given.split(".")[0] != answer.presented.split(".")[0]:
        yield "the token is of another session"
    elif token_number(answer.given) <= token_number(answer.presented):
        yield f"token {token_number(answer.given)} was given to who showed token {token_number(answer.presented)}"


@dataclasses.dataclass(frozen=True)
class Save:
    """One attempt to save a dashboard; `mark` is text of its own in the dashboard. `version` is None if no answer told it."""
    uid: str
    mark: str
    version: int = None


def version_problems(saves, stored):
    """`stored` is uid -> {version -> mark} as read afterwards, with all versions. Each acknowledged save is there, no version
    was acknowledged twice, nothing is there that nobody sent, and what is there came once."""
    problems = []
    acknowledged = [save for save in saves if save.version is not None]
    for save in acknowledged:
        found = stored.get(save.uid, {}).get(save.version)
        if found is None:
            problems.append(f"{save.uid} version {save.version} was acknowledged and is not there")
        elif found != save.mark:
            problems.append(f"{save.uid} version {save.version} was acknowledged with {save.mark} and has {found}")
    for (uid, version), count in collections.Counter((save.uid, save.version) for save in acknowledged).items():
        if count > 1:
            problems.append(f"{uid} version {version} was acknowledged {count} times")
    sent = {(save.uid, save.mark) for save in saves}
    for uid, versions in stored.items():
        for mark, count in collections.Counter(versions.values()).items():
            if (uid, mark) not in sent:
                problems.append(f"{uid} has {mark}, which nobody sent")
            if count > 1:
                problems.append(f"{uid} has {mark} in {count} versions")
    return problems
