# %%
import mercury as mr
from benchdata import frame

# %%
button = mr.Button("Replace", position="inline")

# %%
table = mr.Table(frame(button.n_clicks))
