"""In the middle of a run the page shows what is new, then what is left of the old."""

from __future__ import annotations

from revoila.elements._element import Element, Place
from revoila.graph._recorder import Recorder
from revoila.graph._tree import Shown


def page(*bodies: str, before: Shown | None = None, finished: bool = True) -> Shown:
    recorder = Recorder()
    place = Place(recorder.roots["main"])
    for body in bodies:
        recorder.record(Element("text", {"body": body}), place)
    return recorder.frozen({}, before, finished=finished)


def main_of(shown: Shown) -> Shown:
    main = shown.children[0]
    assert isinstance(main, Shown)
    return main


def bodies(shown: Shown) -> list[str]:
    return [child.props["body"] for child in main_of(shown).children if isinstance(child, Element)]


def test_old_elements_stay_behind_the_new_ones() -> None:
    partial = page("A", before=page("a", "b", "c"), finished=False)
    assert bodies(partial) == ["A", "b", "c"]
    assert main_of(partial).fresh == 1


def test_a_finished_run_leaves_nothing_old() -> None:
    finished = page("A", before=page("a", "b", "c"))
    assert bodies(finished) == ["A"]
    assert main_of(finished).fresh is None


def test_an_element_inserted_before_known_ones_does_not_drop_them() -> None:
    partial = page("new", "a", before=page("a", "b", "c"), finished=False)
    assert bodies(partial) == ["new", "a", "b", "c"]


def test_containers_keep_their_old_content_until_it_is_drawn_again() -> None:
    def two_columns(*bodies: str, before: Shown | None, finished: bool) -> Shown:
        recorder = Recorder()
        inside = recorder.open(Element("container", {}), Place(recorder.roots["main"]))
        for body in bodies:
            recorder.record(Element("text", {"body": body}), inside)
        return recorder.frozen({}, before, finished=finished)

    first = two_columns("x", "y", before=None, finished=True)
    partial = two_columns("X", before=first, finished=False)
    container = main_of(partial).children[0]
    assert isinstance(container, Shown)
    assert [child.props["body"] for child in container.children if isinstance(child, Element)] == ["X", "y"]
    assert container.fresh == 1


def test_a_transient_element_takes_no_slot() -> None:
    recorder = Recorder()
    place = Place(recorder.roots["main"])
    recorder.roots["main"].transient.append(Element("spinner", {"text": "…"}))
    recorder.record(Element("text", {"body": "a"}), place)
    shown = main_of(recorder.frozen({}, None, finished=True))
    assert [child.kind for child in shown.children if isinstance(child, Element)] == ["text", "spinner"]
