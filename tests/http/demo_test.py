"""Who can sign in to the demo is told by a demo alone."""

from server.http.demo import DEMO_SIGN_INS
from tests.http.conftest import NewApp

SIGN_INS = [{"name": "Lan", "role": "Hòa giải viên (mediator)", "how": "100003"}]


def test_a_demo_tells_a_stranger_who_can_sign_in(new_app: NewApp) -> None:
    app = new_app(demo=True)
    app.config[DEMO_SIGN_INS] = SIGN_INS

    answer = app.test_client().get("/api/demo")

    assert answer.get_json() == {"is_demo": True, "sign_ins": SIGN_INS}


def test_a_real_server_tells_nothing(new_app: NewApp) -> None:
    app = new_app()
    app.config[DEMO_SIGN_INS] = SIGN_INS

    answer = app.test_client().get("/api/demo")

    assert answer.get_json() == {"is_demo": False, "sign_ins": []}
