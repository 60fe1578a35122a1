"""Charts in app tests, under the names that Streamlit has for them."""

from __future__ import annotations

from revoila.testing.v1 import AppTest


def test_charts_are_found_under_the_names_of_streamlit() -> None:
    at = AppTest.from_string("""
        import plotly.graph_objects as go
        import revoila as st

        st.plotly_chart(go.Figure())
        st.graphviz_chart("graph {}")
        st.echarts_chart({})
        st.line_chart([1, 2])
    """).run()
    assert not at.exception
    names = ["plotly_chart", "graphviz_chart", "echarts_chart", "vega_lite_chart"]
    assert [node.type for node in at.main.children.values()] == names


def test_a_diagram_of_mermaid_is_a_text_with_its_block() -> None:
    at = AppTest.from_string("import revoila as st\nst.mermaid_chart('graph TD; a-->b')").run()
    assert at.markdown[0].value == "````mermaid\ngraph TD; a-->b\n````"


def test_what_is_selected_has_a_type_for_each_library() -> None:
    at = AppTest.from_string("""
        import altair as alt
        import plotly.graph_objects as go
        import revoila as st
        from revoila.typing import EChartsState, PlotlyState, VegaLiteState

        chart = alt.Chart(alt.Data(values=[])).mark_point().add_params(alt.selection_point(name="p"))
        st.write(type(st.altair_chart(chart, on_select="rerun")) is VegaLiteState)
        st.write(type(st.plotly_chart(go.Figure(), on_select="rerun")) is PlotlyState)
        st.write(type(st.echarts_chart({}, on_select="rerun")) is EChartsState)
    """).run()
    assert not at.exception
    assert [shown.value for shown in at.markdown] == ["`True`"] * 3


def test_a_simple_chart_without_a_width_is_as_wide_as_can_be() -> None:
    at = AppTest.from_string("import revoila as st\nst.line_chart([1, 2], width=None)").run()
    assert not at.exception
    assert len(at.get("vega_lite_chart")) == 1


def test_a_fragment_whose_key_is_taken_leaves_no_container() -> None:
    at = AppTest.from_string("""
        import revoila as st

        @st.fragment(key="k")
        def one():
            st.write("one")

        @st.fragment(key="k", run_every="")
        def two():
            st.write("two")

        one()
        two()
    """).run()
    assert [node.type for node in at.main.children.values()] == ["flex_container", "exception"]


def test_no_time_to_run_every_is_no_timer() -> None:
    at = AppTest.from_string("""
        import revoila as st

        @st.fragment(run_every="")
        def part():
            st.write("drawn")

        part()
    """).run()
    assert not at.exception
    assert at.markdown[0].value == "drawn"


def test_parallel_fragments_run_in_threads() -> None:
    """Statement 21."""
    at = AppTest.from_string("""
        import threading
        import revoila as st

        main = threading.get_ident()

        @st.fragment(parallel=True)
        def part():
            st.write(threading.get_ident() != main)

        part()
    """).run()
    assert not at.exception
    assert at.markdown[0].value == "`True`"
