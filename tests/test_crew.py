"""Who does the work: nothing of it is lost, whoever does it and whatever becomes of them."""

import functools
import os
import time

import pytest

from sitegen.crew import WAITING, crew
from sitegen.problems import ProblemError
from sitegen.workers import HERE, Workers

TWO = Workers("processes", 2)
KINDS = {"here": HERE, "one process": Workers("processes", 1), "processes": TWO}


def noted(asked, count):
    """Numbers; those that were asked for are noted."""
    for number in range(count):
        asked.append(number)
        yield number


def double(number):
    return 2 * number


def process(_number):
    return os.getpid()


def fail_at_seven(number):
    if number == 7:
        raise ValueError("seven")
    return number


def die_once(notes, number):
    """Die at three, the first time."""
    if number == 3 and not (notes / "died").exists():
        (notes / "died").touch()
        os._exit(1)
    return number


def die_always(parent, number):
    """Die at three, but for the process that all this is about."""
    if number == 3 and os.getpid() != parent:
        os._exit(1)
    return number


@pytest.mark.parametrize("workers", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 50])
def test_every_value_is_worked_at_once(workers, count):
    with crew(workers) as engaged:
        assert sorted(engaged.do(double, range(count), 2)) == [2 * number for number in range(count)]


def test_here_the_results_come_in_order_and_in_this_process():
    with crew(HERE) as engaged:
        assert list(engaged.do(process, range(20))) == [os.getpid()] * 20


@pytest.mark.parametrize(("count", "elsewhere"), [(3, False), (4, True)])
def test_few_values_are_not_worth_another_process(count, elsewhere):
    with crew(TWO) as engaged:
        assert (os.getpid() not in set(engaged.do(process, range(count), 3))) == elsewhere


def pair(number):
    return number, os.getpid()


def test_a_large_value_is_worth_another_process_which_begins_at_once():
    asked = []

    def large(number):
        # Nothing more has been asked for than what is looked at.
        return asked == [number] == [0]

    with crew(TWO) as engaged:
        done = dict(engaged.do(pair, noted(asked, 3), 3, large))
    assert sorted(done) == [0, 1, 2]
    assert done[0] != os.getpid()
    assert done[1] == done[2] == os.getpid()


@pytest.mark.parametrize("workers", KINDS.values(), ids=KINDS)
def test_of_large_values_no_more_are_asked_for_than_of_others(workers):
    asked = []
    with crew(workers) as engaged:
        results = engaged.do(double, noted(asked, 100), 1, lambda _number: True)
        assert len(asked) <= WAITING * 2 + 2
        assert sorted(results) == list(range(0, 200, 2))


def test_results_come_as_they_are_done_and_a_crew_can_be_asked_again():
    with crew(TWO) as engaged:
        for _ in range(3):
            assert sorted(engaged.do(double, range(10))) == list(range(0, 20, 2))


@pytest.mark.parametrize("workers", KINDS.values(), ids=KINDS)
def test_values_are_asked_for_as_workers_become_free(workers):
    """An archive's work is never all in memory."""
    asked = []
    with crew(workers) as engaged:
        for done, _ in enumerate(engaged.do(double, noted(asked, 100), 1), 1):
            assert len(asked) <= done + WAITING * engaged.count + 2
    assert len(asked) == 100


@pytest.mark.parametrize("workers", KINDS.values(), ids=KINDS)
def test_what_goes_wrong_comes_back(workers):
    with crew(workers) as engaged:
        with pytest.raises(ValueError, match="seven"):
            list(engaged.do(fail_at_seven, range(50)))
        assert sorted(engaged.do(double, range(5))) == [0, 2, 4, 6, 8]


@pytest.mark.parametrize("workers", KINDS.values(), ids=KINDS)
def test_who_wants_no_more_results_can_go(workers):
    with crew(workers) as engaged:
        results = engaged.do(double, range(1000))
        next(results)
        results.close()
        assert sorted(engaged.do(double, range(5))) == [0, 2, 4, 6, 8]


@pytest.mark.parametrize("count", [4, 5, 6, 7, 40])
def test_the_work_of_a_worker_that_dies_is_done_by_another(tmp_path, count):
    with crew(TWO) as engaged:
        assert sorted(engaged.do(functools.partial(die_once, tmp_path), range(count))) == list(range(count))
    assert (tmp_path / "died").exists()


def test_a_worker_may_die_while_nobody_looks(tmp_path):
    """Whoever takes a result may need long for it; meanwhile the workers are gone, and no more can be handed to them."""
    found = []
    with crew(TWO) as engaged:
        for result in engaged.do(functools.partial(die_once, tmp_path), range(40)):
            found.append(result)
            if len(found) < 6:
                time.sleep(0.2)
    assert sorted(found) == list(range(40))


def test_what_kills_every_worker_is_done_here_at_last():
    with crew(TWO) as engaged:
        work = functools.partial(die_always, os.getpid())
        assert sorted(engaged.do(work, range(20))) == list(range(20))


def test_a_worker_may_die_at_its_last_piece_of_work(tmp_path):
    with crew(TWO) as engaged:
        assert sorted(engaged.do(functools.partial(die_once, tmp_path), [1, 2, 3])) == [1, 2, 3]


def test_without_a_scheduler_the_message_says_how_to_get_one():
    pytest.importorskip("distributed")
    with crew(Workers("dask", 0, "nonsense://")) as engaged, pytest.raises(ProblemError, match="dask scheduler"):
        list(engaged.do(double, range(5)))
