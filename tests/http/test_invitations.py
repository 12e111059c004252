"""People who are invited become users once, with the role that was offered and no other."""
import threading

import pytest
import requests


def invite(api, email, role="Editor", status=200, **more):
    answer = api("POST", "/api/org/invites", json={"loginOrEmail": email, "name": "Guest", "role": role, "sendEmail": False, **more})
    assert answer.status_code == status, answer.text
    return answer.json()


def code_of(api, email):
    return next(one["code"] for one in api("GET", "/api/org/invites").json() if one["email"] == email)


def accept(node, code, login, **more):
    body = {"inviteCode": code, "email": f"{login}@example.org", "username": login, "password": "a-good-one", "confirmPassword": "a-good-one"}
    return requests.post(node.url + "/api/user/invite/complete", json={**body, **more}, timeout=30)


def test_invited_person_signs_in_with_the_role(node):
    api = node.api()
    invite(api, "ada@example.org")
    code = code_of(api, "ada@example.org")
    made = accept(node, code, "ada")
    assert made.status_code == 200 and "dashboard_session" in made.cookies
    roles = {one["login"]: one["role"] for one in api("GET", "/api/org/users").json()}
    assert roles["ada"] == "Editor"
    assert accept(node, code, "eve").status_code == 404


def test_one_invitation_makes_one_user(node):
    api = node.api()
    invite(api, "many@example.org")
    code, statuses = code_of(api, "many@example.org"), []
    people = [threading.Thread(target=lambda name=f"many{number}": statuses.append(accept(node, code, name).status_code)) for number in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(statuses) == [200] + [404] * 5


def test_taken_name_leaves_the_invitation(node):
    api = node.api()
    invite(api, "late@example.org")
    code = code_of(api, "late@example.org")
    assert accept(node, code, "admin").status_code == 412
    assert accept(node, code, "late", confirmPassword="another").status_code == 400
    assert accept(node, code, "late", password="x", confirmPassword="x").status_code == 400
    assert accept(node, code, "late").status_code == 200


def test_revoked_and_unknown_codes_are_nothing(node):
    api = node.api()
    invite(api, "gone@example.org")
    code = code_of(api, "gone@example.org")
    assert api("PATCH", f"/api/org/invites/{code}/revoke").status_code == 200
    for dead in (code, "x" * 32, "%00", "' OR 1=1"):
        assert requests.get(f"{node.url}/api/user/invite/{dead}", timeout=10).status_code in (400, 404)
    assert accept(node, code, "gone").status_code == 404


def test_user_is_added_at_once_and_a_member_is_refused(node):
    api = node.api()
    other = api("POST", "/api/orgs", json={"name": "Other"}).json()["orgId"]
    api("POST", "/api/admin/users", json={"login": "bob", "password": "a-good-one", "OrgId": other})
    assert "userId" in invite(api, "bob", "Viewer")
    invite(api, "bob", "Viewer", status=412)


@pytest.mark.parametrize("body, status", [({"role": "Emperor"}, 400), ({"email": "nobody"}, 400), ({"sendEmail": True}, 412)])
def test_bad_offers(node, body, status):
    invite(node.api(), body.pop("email", "x@example.org"), body.pop("role", "Viewer"), status, **body)


def test_editors_do_not_invite(node):
    api = node.api()
    api("POST", "/api/admin/users", json={"login": "ed", "password": "a-good-one"})
    assert node.api("ed", "a-good-one")("GET", "/api/org/invites").status_code == 403
