"""The people who may sign in to the demonstration: one a role, each with a password of this install alone."""

import json
import secrets
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from django.db import transaction

from dentelle.accounts import actions as accounts
from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.demo.geography import NETWORK
from dentelle.museums.actions import set_museums
from dentelle.museums.models import Museum

# name to sign in, role, given name shown, slug of the museum they contribute for
_PEOPLE = (
    ("reseau", Role.NETWORK, "Réseau", ""),
    ("collections", Role.COLLECTIONS, "Collections", ""),
    ("communication", Role.COMMUNICATION, "Communication", ""),
    ("musee", Role.MUSEUM, "Musée du Port", "port-valmont"),
)
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is read for another


class Known(TypedDict):
    """What the data folder keeps of a person."""

    username: str
    password: str
    role: str


def card(data: Path) -> Path:
    """Return the file that tells how to sign in, for the owner of the install alone."""
    return data / "demo.json"


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3))


def known(data: Path) -> list[Known]:
    """Return the people written in the data folder, with new passwords for those who are not."""
    found: dict[str, Known] = {}
    if card(data).exists():
        found = {p["username"]: p for p in json.loads(card(data).read_text("utf-8"))["people"]}
    return [
        found.get(name) or Known(username=name, password=_password(), role=str(role))
        for name, role, _, _ in _PEOPLE
    ]


def write_card(data: Path, people: list[Known]) -> None:
    """Keep who may sign in, readable by the owner only; written before the accounts are made."""
    file = card(data)
    draft = file.with_suffix(".part")
    draft.touch(mode=0o600)
    content = {"network": NETWORK, "demo": True, "people": people}
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    draft.replace(file)


@transaction.atomic
def install(data: Path, *, now: datetime) -> int:
    """Make the accounts that do not exist yet; return how many were made.

    They never need a second factor: whoever runs the demonstration comes in with what the terminal told.
    """
    people = known(data)
    write_card(data, people)
    made = 0
    for (name, role, shown, slug), person in zip(_PEOPLE, people, strict=True):
        if User.objects.filter(username=name).exists():
            continue
        user = accounts.create_person(
            username=name,
            email=f"{name}@reseau.example",
            role=role,
            first_name=shown,
            password=person["password"],
            second_factor_waived=True,
            actor=None,
            now=now,
        )
        if slug:
            set_museums(user=user, museums=[Museum.objects.get(slug=slug)], actor=None, now=now)
        made += 1
    return made
