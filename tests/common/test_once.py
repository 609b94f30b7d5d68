"""What many ask for at once is made once."""

import threading
import time

import pytest

from gezien.common.once import Once


def test_many_who_ask_at_once_get_what_one_of_them_made():
    once, made, got = Once(), [], []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    asking = [threading.Thread(target=lambda: got.append(once.get("row", make))) for _ in range(8)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()

    assert (len(made), got) == (1, [1] * 8)


def test_another_key_is_another_value():
    once = Once()

    assert [once.get(key, lambda key=key: key.upper()) for key in ("a", "b", "a")] == ["A", "B", "A"]


def test_what_fails_is_tried_again_by_the_next():
    once = Once()

    with pytest.raises(ValueError, match="not now"):
        once.get("row", lambda: (_ for _ in ()).throw(ValueError("not now")))

    assert once.get("row", lambda: "there") == "there"


def test_values_are_forgotten_after_their_time_and_when_there_are_many():
    soon, few = Once(seconds=0), Once(most=3)
    soon.get("row", lambda: 1)
    for number in range(10):
        few.get(number, lambda number=number: number)

    assert (soon.get("row", lambda: 2), len(few.entries)) == (2, 3)


def test_who_waited_long_enough_makes_it_alone():
    once, may_go, begun = Once(patience=0.05), threading.Event(), threading.Event()

    def slowly() -> str:
        begun.set()
        may_go.wait(5)
        return "slow"

    first = threading.Thread(target=lambda: once.get("row", slowly))
    first.start()
    begun.wait(5)

    assert once.get("row", lambda: "own") == "own"
    may_go.set()
    first.join()
    assert once.get("row", lambda: "later") == "slow"
