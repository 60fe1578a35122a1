# %%
import mercury as mr

# %%
slider = mr.Slider("Value", value=10, min=0, max=100, position="inline")

# %%
_ = mr.Markdown(f"value is {slider.value}.")

# %%
add = mr.Button("Add", position="inline")

# %%
_ = mr.Markdown(f"count is {add.n_clicks}.")
