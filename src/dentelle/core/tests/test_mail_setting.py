import pytest

from dentelle.core import env


@pytest.mark.parametrize(
    ("value", "port", "user", "password", "ssl", "tls"),
    (
        ("smtp://a:p%40ss@mail.example", 587, "a", "p@ss", False, True),
        ("smtp://127.0.0.1:2525?tls=no", 2525, "", "", False, False),
        ("smtps://a:b@mail.example", 465, "a", "b", True, False),
    ),
)
def test_a_mail_server_is_read_from_its_address(monkeypatch, value, port, user, password, ssl, tls):  # noqa: PLR0913, PLR0917 -- what it has
    monkeypatch.setenv("X_MAIL", value)

    found = env.mail("X_MAIL")

    assert (found["EMAIL_PORT"], found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == (port, user, password)  # fmt: skip
    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (ssl, tls)


@pytest.mark.parametrize("value", ("mail.example", "http://mail.example", "smtp://", "smtp://a:b"))
def test_what_is_no_mail_server_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("X_MAIL", value)

    with pytest.raises(env.SettingError, match="X_MAIL"):
        env.mail("X_MAIL")


def test_without_a_mail_server_nothing_is_set(monkeypatch):
    monkeypatch.delenv("X_MAIL", raising=False)

    assert env.mail("X_MAIL") == {}
