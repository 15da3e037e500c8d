"""Generators as objects: what can be pickled, spawned, jumped, shared by threads, and misused."""

import copy
import pickle
import threading

import pytest
from subject import NAME, ua

KINDS = ["PCG64", "PCG64DXSM", "Philox", "SFC64", "MT19937"]
only_here = pytest.mark.skipif(NAME != "uniarray", reason="functions of uniarray's own binary")


def draws(generator):
    """Some numbers of several kinds."""
    return [
        generator.random(),
        generator.integers(1000, size=3, dtype="i4").tolist(),
        generator.standard_normal(3).tolist(),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_pickles_go_on_where_the_original_was(kind):
    generator = ua.random.Generator(getattr(ua.random, kind)(5))
    generator.integers(9, size=3, dtype="i4")
    for other in (pickle.loads(pickle.dumps(generator)), copy.deepcopy(generator)):
        assert type(other.bit_generator) is type(generator.bit_generator)
        assert draws(copy.deepcopy(generator)) == draws(other)
    assert (
        generator.bit_generator.seed_seq.entropy == pickle.loads(pickle.dumps(generator)).bit_generator.seed_seq.entropy
    )


def test_pickles_of_the_old_state_keep_the_second_normal_number():
    state = ua.random.RandomState(5)
    state.randn()
    other = pickle.loads(pickle.dumps(state))
    assert [state.randn(), state.randn()] == [other.randn(), other.randn()]


def test_seeds_of_the_system_differ():
    assert ua.random.SeedSequence().entropy != ua.random.SeedSequence().entropy
    assert ua.random.default_rng().random(4).tolist() != ua.random.default_rng().random(4).tolist()


def test_a_generator_is_given_back_and_a_bit_generator_is_shared():
    bits = ua.random.PCG64(1)
    generator = ua.random.default_rng(bits)
    assert generator.bit_generator is bits and ua.random.default_rng(generator) is generator
    expected = ua.random.default_rng(1).random(2).tolist()
    assert [generator.random(), ua.random.Generator(bits).random()] == expected


def test_spawned_streams_differ_from_each_other_and_from_the_parents():
    parent = ua.random.default_rng(1)
    first = [generator.random() for generator in (*parent.spawn(3), *parent.spawn(2), parent)]
    assert len(set(first)) == len(first)


@pytest.mark.needs_host("threads")
def test_threads_share_a_generator_without_drawing_anything_twice():
    generator, found = ua.random.default_rng(3), []
    threads = [threading.Thread(target=lambda: found.append(generator.random(50_000).tolist())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = sorted(value for part in found for value in part)
    assert together == sorted(ua.random.default_rng(3).random(200_000).tolist())


def test_the_functions_are_methods_of_one_state():
    ua.random.seed(7)
    found = [ua.random.rand(), ua.random.randn(), ua.random.randint(100), ua.random.permutation(5).tolist()]
    state = ua.random.RandomState(7)
    assert found == [state.rand(), state.randn(), state.randint(100), state.permutation(5).tolist()]


def test_the_lock_can_be_held_while_drawing():
    generator = ua.random.default_rng(1)
    with generator.bit_generator.lock:
        assert 0 <= generator.random() < 1


def test_shuffling_what_is_no_sequence_warns():
    class Box:
        def __init__(self):
            self.values = [1, 2, 3]

        def __len__(self):
            return 3

        def __getitem__(self, place):
            return self.values[place]

        def __setitem__(self, place, value):
            self.values[place] = value

    box = Box()
    with pytest.warns(UserWarning, match="not a subclass of 'Sequence'"):
        ua.random.default_rng(1).shuffle(box)
    assert sorted(box.values) == [1, 2, 3]


@pytest.mark.parametrize("values", [(1, 2, 3), "abc"])
def test_what_cannot_be_written_to_is_not_shuffled(values):
    with pytest.raises(TypeError):
        ua.random.default_rng(1).shuffle(values)


def test_a_state_of_another_generator_is_refused():
    with pytest.raises(ValueError, match="state must be for a PCG64 RNG"):
        ua.random.PCG64(1).state = ua.random.SFC64(1).state
    with pytest.raises(TypeError, match="state must be a dict"):
        ua.random.PCG64(1).state = 5


def test_huge_sizes_are_refused():
    generator = ua.random.default_rng(1)
    for draw in (generator.random, generator.standard_normal, generator.poisson, generator.bytes):
        with pytest.raises((MemoryError, ValueError, OverflowError)):
            draw(*([1.0] if draw == generator.poisson else []), 2**62)
    with pytest.raises((MemoryError, ValueError)):
        generator.choice(2**62, 2**61, replace=False)
    with pytest.raises(MemoryError):
        generator.multivariate_hypergeometric([2**59, 1], 5, method="count")


@only_here
@pytest.mark.parametrize(
    "call",
    [
        "_random_source('PCG64', np.zeros(3, 'u8'))",
        "_random_source('PCG65', np.zeros(4, 'u8'))",
        "_random_draw(s, 'normals', 3, None)",
        "_random_draw(s, 'normal', 3, None, 1.0)",
        "_random_draw(5, 'normal', 3, None, 1.0, 1.0)",
        "_random_draw(s, 'random', None, np.zeros(3, 'f4'))",
        "_random_draw(s, 'random', None, np.zeros(6)[::2])",
        "_random_draw(s, 'random', None, [1])",
        "_random_draw(s)",
        "_random_integers(s, 'f8', 3, 0, 1, False)",
        "_random_integers(s, 'i8', 3, -1, 1, False)",
        "_random_integers_each(s, 'i8', 3, np.zeros(2, 'u8'), np.zeros(3, 'u8'), False)",
        "_random_shuffle(s, np.broadcast_to(np.arange(1), (5,)), 0)",
        "_random_shuffle(s, [1], 0)",
        "_random_shuffle(s, np.arange(3), 1)",
        "_random_distinct(s, 3, 4, True)",
        "_random_distinct(s, 3, -1, True)",
        "_random_multinomial(s, [5], [1], [0.5, 0.5], 2, False)",
        "_random_multinomial(s, [5], [-1], [0.5, 0.5], 2, False)",
        "_random_multinomial(s, [5], [0], [0.5, 0.5], 0, False)",
        "_random_dirichlet(s, [1.0], -1, False)",
        "_random_colors(s, [3, -1], 1, 1, True)",
        "_random_colors(s, [2**62, 2**62], 1, 1, False)",
        "_random_colors(s, [3], 4, 1, False)",
        "s.set_words(np.zeros(5, 'u8'))",
        "np.random.SFC64(1).capsule.advance(0, 1)",
        "np.random.SFC64(1).capsule.jump()",
        "type(s)()",
    ],
)
def test_the_binary_refuses_what_the_package_never_asks_for(call):
    names = {"np": ua, "s": ua.random.PCG64(1).capsule, **vars(ua._core)}
    with pytest.raises((TypeError, ValueError, OverflowError, IndexError)):
        eval(call, names)
