"""Where elements go, and what a run leaves of the one before; numbers are statements of the execution specification."""

from __future__ import annotations

from typing import Any

from revoila.graph._tree import Shown


def tree(app: Any, root: int = 0) -> list[Any]:
    """Return a root as nested lists of texts."""

    def shown(node: Any) -> Any:
        if isinstance(node, Shown):
            return [shown(child) for child in node.children]
        return node.props.get("body", node.kind)

    nested: list[Any] = shown(app.session.screen.page.children[root])
    return nested


def test_every_container_counts_its_own_elements(visit: Any) -> None:
    """Statement 52."""
    app = visit("""
        import revoila as st
        st.markdown("0")
        box = st.container()
        st.markdown("2")
        box.markdown("1 0")
        inner = box.container()
        box.markdown("1 2")
        inner.markdown("1 1 0")
        st.sidebar.markdown("beside")
        st.bottom.markdown("below")
        st.toast("above")
        st.markdown("3")
    """)
    assert tree(app) == ["0", ["1 0", ["1 1 0"], "1 2"], "2", "3"]
    assert (tree(app, 1), tree(app, 2), tree(app, 3)) == (["beside"], ["above"], ["below"])


def test_a_block_counts_for_bare_calls_and_the_object_for_its_own(visit: Any) -> None:
    """Statement 53."""
    app = visit("""
        import revoila as st
        one, other = st.container(), st.container()
        with one:
            st.markdown("in one")
            other.markdown("in other")
            with other:
                st.markdown("in other, too")
                one.markdown("in one, too")
                st.sidebar.markdown("beside")
                with st.sidebar:
                    st.markdown("beside, too")
            st.markdown("in one again")
        st.markdown("after")
    """)
    assert tree(app) == [["in one", "in one, too", "in one again"], ["in other", "in other, too"], "after"]
    assert tree(app, 1) == ["beside", "beside, too"]


def test_a_block_counts_only_in_its_own_thread_of_control(visit: Any) -> None:
    """Statement 53: the stack is local to the context."""
    app = visit("""
        import asyncio
        import revoila as st
        left, right = st.columns(2)
        async def fill(column, name):
            with column:
                st.markdown(f"{name} 1")
                await asyncio.sleep(0)
                st.markdown(f"{name} 2")
        async def fill_both():
            await asyncio.gather(fill(left, "left"), fill(right, "right"))
        asyncio.run(fill_both())
    """)
    assert tree(app) == [[["left 1", "left 2"], ["right 1", "right 2"]]]


def test_a_method_of_an_element_replaces_it_in_its_place(visit: Any) -> None:
    """Statement 54."""
    app = visit("""
        import revoila as st
        first = st.markdown("a")
        st.markdown("b")
        first.markdown("c")
        slot = st.empty()
        slot.markdown("d")
        slot.markdown("e")
        many = st.empty()
        with many.container():
            st.markdown("f")
            st.markdown("g")
        gone = st.empty()
        gone.markdown("h")
        gone.empty()
        with slot:
            st.markdown("i")
            st.markdown("j")
    """)
    assert tree(app) == ["c", "b", "j", ["f", "g"], "empty"]


def test_several_arguments_of_write_need_a_root_or_a_block(visit: Any) -> None:
    """Statement 55."""
    for call in (
        "st.container().write('a', 1)",
        "st.columns(2)[0].write('a', 1)",
        "st.tabs(['x'])[0].write('a', 1)",
        "st.empty().write('a', 'b')",
    ):
        (error,) = visit(f"import revoila as st\n{call}").nodes("exception")
        assert error.props["message"].startswith("Cannot replace a single element with multiple elements.")
    app = visit("""
        import revoila as st
        st.write("a", 1)
        st.sidebar.write("b", 2)
        st.bottom.write("c", 3)
        with st.container():
            st.write("d", {}, 4)
    """)
    assert tree(app) == ["a `1`", ["d", "{}", "`4`"]]
    assert (tree(app, 1), tree(app, 3)) == (["b `2`"], ["c `3`"])


SHRINKING = """
    import revoila as st
    from revoila.runtime.scriptrunner import get_script_run_ctx
    less = st.checkbox("Less")
    st.markdown("kept")
    get_script_run_ctx().run.flush()
    {act}
    if not less:
        st.markdown("old")
        st.text_input("Name", key="name")
"""


def texts_over_time(app: Any) -> list[list[str]]:
    """Open a page that notes every text it shows from now on."""
    seen: list[list[str]] = []
    show = app.session.screen.show

    def note(page: Any, ack: Any = None) -> None:
        show(page, ack)
        seen.append(app.texts)

    app.session.screen.show = note
    return seen


def test_during_a_run_what_is_older_stays_and_is_marked(visit: Any) -> None:
    """Statement 56."""
    app = visit(SHRINKING.format(act=""))
    seen = texts_over_time(app)
    before = len(app.messages)
    app.change(Less=True)
    assert seen[0] == ["kept", "old"]
    ops = [op for message in app.messages[before:] for op in message.get("ops", ())]
    assert [[0], "fresh", 2] in [list(op) for op in ops]


def test_a_run_that_ends_well_leaves_nothing_of_the_one_before(visit: Any) -> None:
    """Statement 57."""
    app = visit(SHRINKING.format(act=""))
    assert app.texts == ["kept", "old"]
    assert app.change(Less=True).texts == ["kept"]


def test_a_run_that_ends_for_another_one_removes_nothing(visit: Any) -> None:
    """Statement 57."""
    act = "if less and st.session_state.pop('again', True):\n        st.session_state.again = False\n        st.rerun()"
    app = visit(SHRINKING.format(act=act))
    seen = texts_over_time(app)
    assert app.change(Less=True).texts == ["kept"]
    assert [texts for texts in seen if texts == ["kept", "old"]], "the first run had removed it"
    assert seen.index(["kept"]) > max(number for number, texts in enumerate(seen) if texts == ["kept", "old"])


def test_a_script_that_does_not_compile_removes_nothing(visit: Any) -> None:
    """Statement 57."""
    app = visit(SHRINKING.format(act=""))
    app.path.write_text("import revoila as st\nst.markdown(")
    assert app.change(Less=True).texts == ["kept", "old"]


def test_the_value_of_an_input_goes_with_its_identity(visit: Any) -> None:
    """Statement 59."""
    app = visit("""
        import revoila as st
        hidden = st.checkbox("Hide")
        label = "Name" if not st.checkbox("Rename") else "Other"
        if not hidden:
            st.markdown(st.text_input(label, "default"))
    """)
    assert app.change(Name="Ada").texts == ["Ada"]
    app.change(Hide=True)
    assert app.change(Hide=False).texts == ["default"]
    app.change(Name="Ada")
    assert app.change(Rename=True).texts == ["default"]
    assert app.change(Rename=False).texts == ["default"]


def test_effects_belong_to_the_run_that_has_asked_for_them(visit: Any) -> None:
    """Statement 60."""
    app = visit("""
        import revoila as st
        @st.fragment
        def part():
            st.button("In the part")
        part()
        st.button("All")
        st.balloons()
        st.snow()
    """)

    def runs() -> list[int]:
        return [node.props["run"] for kind in ("balloons", "snow") for node in app.nodes(kind)]

    first = runs()
    before = len(app.messages)
    assert len(first) == 2
    app.press("In the part")
    assert runs() == first
    sent = str(app.messages[before:])
    assert "balloons" not in sent
    assert "snow" not in sent
    app.press("All")
    assert all(later > earlier for later, earlier in zip(runs(), first, strict=True))
