# %%
import altair as alt
import mercury as mr
import numpy as np
import pandas as pd
from benchdata import line

alt.renderers.enable("mimetype")  # asks no other origin
_ = alt.data_transformers.disable_max_rows()

# %%
button = mr.Button("Redraw", position="inline")

# %%
points = pd.DataFrame({"x": np.arange(10_000), "y": line(button.n_clicks)})
alt.Chart(points).mark_line().encode(x="x:Q", y="y:Q")

# %%
_ = mr.Markdown(f"count is {button.n_clicks}.")
