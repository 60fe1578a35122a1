# %%
import mercury as mr
from IPython.display import Markdown, display

# %%
change = mr.Button("Change", position="inline")

# %%
for i in range(1000):
    display(Markdown(f"item {i} rev {change.n_clicks if i % 5 == 0 else 0}."))

# %%
add = mr.Button("Add", position="inline")

# %%
_ = mr.Markdown(f"count is {add.n_clicks}.")
