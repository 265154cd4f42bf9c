"""Long lists cut in parts of at most a hundred."""

import pytest

from dentelle.interop import paging
from dentelle.interop.paging import Ranks


def cut(total, within=None):
    return [str(ranks) for ranks in paging.cut(total, paging.read(within) if within else None)]


def test_a_list_is_cut_in_hundreds():
    assert cut(101) == ["1-100", "101-200"]
    assert cut(10_000)[-1] == "9901-10000"


def test_a_longer_list_is_cut_in_tens_of_thousands_which_are_cut_in_hundreds():
    assert cut(10_001) == ["1-10000", "10001-20000"]
    assert cut(10_250, "10001-20000") == ["10001-10100", "10101-10200", "10201-10300"]
    assert cut(2_000_000) == ["1-1000000", "1000001-2000000"]


@pytest.mark.parametrize("total", (101, 9_999, 10_001, 90_000, 1_000_001, 3_000_000))
def test_every_member_is_in_one_part_and_no_part_lists_more_than_a_hundred(total):
    parts = list(paging.cut(total))
    while not parts[0].holds_members:
        assert len(parts) <= 100
        within = parts[-1]
        parts = list(paging.cut(total, within))
        assert parts[0].first == within.first
    assert len(parts) <= 100
    assert parts[-1].last(total) == total


@pytest.mark.parametrize("text", ("1-100", "101-200", "1-10000", "10001-20000", "1-1000000"))
def test_a_part_is_read_as_it_is_written(text):
    assert str(paging.read(text)) == text


@pytest.mark.parametrize(
    "text",
    (
        "",
        "1",
        "0-99",
        "2-101",
        "1-99",
        "1-200",
        "101-10100",
        "200-101",
        "a-b",
        "1-1",
        "1-100000000000000",
    ),
)
def test_what_is_no_part_is_not_read(text):
    assert paging.read(text) is None


def test_the_last_part_may_be_short():
    assert Ranks(first=101, size=100).last(150) == 150
