# %%
import time

import benchdata
import mercury as mr

# %%
frame = benchdata.heavy()

# %%
button = mr.Button("Again", position="inline")

# %%
t = time.perf_counter()
rows = len(frame)
ms = (time.perf_counter() - t) * 1e3
_ = mr.Markdown(f"count is {button.n_clicks}. rows {rows} hit {ms:.3f} ms.")
