"""Apps around models: parameters, training, predictions, confusion, embeddings; with numpy and pandas only."""
# %% A linear regression with noise
import numpy as np
import pandas as pd

st.title("Linear regression")
with st.sidebar:
    n = st.slider("Samples", 10, 100, 30, 10)
    noise = st.slider("Noise", 0.0, 5.0, 1.0)
    seed = int(st.number_input("Seed", value=0))

@st.cache_data
def make(n, noise, seed):
    rng = np.random.default_rng(seed)
    x = np.linspace(0, 10, n)
    return pd.DataFrame({"x": x, "y": 2 * x + 1 + rng.normal(0, noise, n)})

df = make(n, noise, seed)
slope, intercept = np.polyfit(df.x, df.y, 1)
df["fit"] = slope * df.x + intercept
r2 = 1 - ((df.y - df.fit) ** 2).sum() / ((df.y - df.y.mean()) ** 2).sum()
a, b, c = st.columns(3)
a.metric("Slope", f"{slope:.2f}", f"{slope - 2:.2f}")
b.metric("Intercept", f"{intercept:.2f}")
c.metric("R²", f"{r2:.3f}")
st.scatter_chart(df, x="x", y=["y", "fit"])
if st.checkbox("Residuals"):
    st.bar_chart((df.y - df.fit).round(3))
# > at.sidebar.slider[1].set_value(0.0).run()
# > at.checkbox[0].check().run()
# > at.sidebar.slider[0].set_value(100).run()
# > at.sidebar.number_input[0].increment().run()

# %% A prediction form like the iris one
import pandas as pd

st.write("# Simple Iris Flower Prediction App")
st.sidebar.header("User Input Parameters")

def user_input_features():
    sepal_length = st.sidebar.slider("Sepal length", 4.3, 7.9, 5.4)
    sepal_width = st.sidebar.slider("Sepal width", 2.0, 4.4, 3.4)
    petal_length = st.sidebar.slider("Petal length", 1.0, 6.9, 1.3)
    petal_width = st.sidebar.slider("Petal width", 0.1, 2.5, 0.2)
    data = {"sepal_length": sepal_length, "sepal_width": sepal_width, "petal_length": petal_length, "petal_width": petal_width}
    return pd.DataFrame(data, index=[0])

df = user_input_features()
st.subheader("User Input parameters")
st.write(df)
if df.petal_length[0] < 2.5:
    prediction, proba = "setosa", [0.97, 0.02, 0.01]
elif df.petal_width[0] < 1.8:
    prediction, proba = "versicolor", [0.0, 0.9, 0.1]
else:
    prediction, proba = "virginica", [0.0, 0.05, 0.95]
st.subheader("Prediction")
st.write(prediction)
st.subheader("Prediction Probability")
st.write(pd.DataFrame([proba], columns=["setosa", "versicolor", "virginica"]))
# > at.sidebar.slider[2].set_value(5.0).run()
# > at.sidebar.slider[3].set_value(2.0).run()
# > at.sidebar.slider[2].set_value(1.0); at.sidebar.slider[0].set_value(7.9); at.run()

# %% Training with a progress bar
import numpy as np

if "history" not in st.session_state:
    st.session_state.history = []
with st.form("train"):
    epochs = st.slider("Epochs", 1, 20, 5)
    rate = st.select_slider("Learning rate", [0.001, 0.01, 0.1], 0.01)
    start = st.form_submit_button("Train")
if start:
    bar = st.progress(0, text="Starting")
    losses = []
    for epoch in range(epochs):
        losses.append(round(1 / (1 + rate * 100 * epoch), 4))
        bar.progress((epoch + 1) / epochs, text=f"Epoch {epoch + 1}")
    bar.empty()
    st.session_state.history.append({"epochs": epochs, "rate": rate, "loss": losses[-1]})
    st.line_chart(losses)
    st.toast("Trained!", icon="🎓")
if st.session_state.history:
    best = min(st.session_state.history, key=lambda run: run["loss"])
    st.dataframe(st.session_state.history)
    st.success(f"Best: {best['loss']} at {best['rate']}")
else:
    st.info("No runs yet")
# > at.button[0].click().run()
# > at.select_slider[0].set_value(0.1); at.slider[0].set_value(20); at.button[0].click().run()
# > at.slider[0].set_value(1).run()
# > at.button[0].click().run()

# %% A confusion matrix with a threshold
import numpy as np
import pandas as pd

scores = np.array([0.1, 0.4, 0.35, 0.8, 0.65, 0.9, 0.2, 0.55])
truth = np.array([0, 0, 1, 1, 0, 1, 0, 1])
t = st.slider("Threshold", 0.0, 1.0, 0.5, 0.05)
predicted = (scores >= t).astype(int)
matrix = pd.crosstab(pd.Series(truth, name="truth"), pd.Series(predicted, name="predicted"))
st.table(matrix)
tp = int(((predicted == 1) & (truth == 1)).sum())
precision = tp / max(1, predicted.sum())
recall = tp / truth.sum()
cols = st.columns(2)
cols[0].metric("Precision", f"{precision:.2f}")
cols[1].metric("Recall", f"{recall:.2f}")
with st.expander("Wrong ones", expanded=True):
    wrong = np.flatnonzero(predicted != truth)
    if len(wrong):
        for i in wrong:
            st.write(f"#{i}: {scores[i]} but {truth[i]}")
    else:
        st.write("None")
# > at.slider[0].set_value(0.0).run()
# > at.slider[0].set_value(1.0).run()
# > at.slider[0].set_value(0.6).run()

# %% Clusters with k means
import numpy as np
import pandas as pd

points = np.array([[0, 0], [0, 1], [1, 0], [8, 8], [9, 8], [8, 9], [0, 9], [1, 8]], float)
k = st.number_input("Clusters", 1, 4, 2)
max_iter = st.slider("Iterations", 1, 10, 5)
centers = points[:: len(points) // k][:k].copy()
for _ in range(max_iter):
    label = ((points[:, None] - centers[None]) ** 2).sum(2).argmin(1)
    for i in range(k):
        if (label == i).any():
            centers[i] = points[label == i].mean(0)
df = pd.DataFrame(points, columns=["x", "y"])
df["cluster"] = label.astype(str)
st.scatter_chart(df, x="x", y="y", color="cluster")
st.dataframe(pd.DataFrame(centers.round(2), columns=["x", "y"]))
sizes = df.cluster.value_counts().sort_index()
for column, (name, size) in zip(st.columns(k), sizes.items()):
    column.metric(f"Cluster {name}", size)
# > at.number_input[0].set_value(3).run()
# > at.slider[0].set_value(1).run()
# > at.number_input[0].set_value(1).run()
# > at.number_input[0].increment().run()

# %% Sentiment of a text
POSITIVE, NEGATIVE = {"good", "great", "love"}, {"bad", "awful", "hate"}

@st.cache_resource
def load_model():
    def model(text):
        words = text.lower().replace(".", "").split()
        score = sum(word in POSITIVE for word in words) - sum(word in NEGATIVE for word in words)
        return max(-1, min(1, score / max(1, len(words)) * 3))
    return model

with st.spinner("Loading the model"):
    model = load_model()
text = st.text_area("Text", "I love this. It is great.")
if st.button("Analyse", type="primary"):
    if not text.strip():
        st.warning("Please enter a text")
    else:
        score = model(text)
        label = "positive 😀" if score > 0 else "negative 😞" if score < 0 else "neutral 😐"
        st.write(f"The text is **{label}**")
        st.progress((score + 1) / 2)
        st.session_state.setdefault("analysed", []).append((text, round(score, 2)))
if st.session_state.get("analysed"):
    st.divider()
    st.table([{"text": text[:20], "score": score} for text, score in st.session_state.analysed])
# > at.button[0].click().run()
# > at.text_area[0].input("I hate bad food").run()
# > at.button[0].click().run()
# > at.text_area[0].input("  "); at.button[0].click().run()
# > at.text_area[0].input("It is"); at.button[0].click().run()

# %% Parameters of a chosen classifier
classifier = st.sidebar.selectbox("Classifier", ("KNN", "SVM", "Random Forest"))
dataset = st.sidebar.selectbox("Dataset", ("Iris", "Wine"))

def add_parameter_ui(clf_name):
    params = dict()
    if clf_name == "KNN":
        params["K"] = st.sidebar.slider("K", 1, 15)
    elif clf_name == "SVM":
        params["C"] = st.sidebar.slider("C", 0.01, 10.0)
    else:
        params["max_depth"] = st.sidebar.slider("max_depth", 2, 15)
        params["n_estimators"] = st.sidebar.slider("n_estimators", 1, 100)
    return params

params = add_parameter_ui(classifier)
st.write(f"## {dataset} Dataset")
st.write(f"Classifier = {classifier}")
st.write("Parameters", params)
accuracy = 0.9 + sum(map(float, params.values())) / 1000
st.write(f"Accuracy = {accuracy:.3f}")
# > at.sidebar.slider[0].set_value(7).run()
# > at.sidebar.selectbox[0].select("Random Forest").run()
# > at.sidebar.slider[1].set_value(50).run()
# > at.sidebar.selectbox[0].select("KNN").run()
# > at.sidebar.selectbox[0].select("SVM"); at.sidebar.selectbox[1].select("Wine"); at.run()

# %% Labels for training data
ITEMS = ["a cat on a mat", "two dogs", "a grey cat", "a bird"]
s = st.session_state
s.setdefault("labels", {})
s.setdefault("i", 0)

def label(value):
    st.session_state.labels[st.session_state.i] = value
    st.session_state.i = min(st.session_state.i + 1, len(ITEMS))

def back():
    st.session_state.i -= 1
    st.session_state.labels.pop(st.session_state.i, None)

st.progress(s.i / len(ITEMS), f"{s.i} of {len(ITEMS)}")
if s.i < len(ITEMS):
    st.subheader(ITEMS[s.i])
    cols = st.columns(4)
    for column, name in zip(cols, ("cat", "dog", "other")):
        column.button(name, on_click=label, args=(name,), use_container_width=True)
    cols[3].button("Undo", on_click=back, disabled=s.i == 0)
else:
    st.success("All labelled")
    st.button("Undo", on_click=back)
st.json({ITEMS[i]: value for i, value in s.labels.items()})
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[3].click().run()
# > at.button[2].click().run()
# > at.button[0].click().run()
# > at.button[2].click().run()
# > at.button[-1].click().run()

# %% An image is processed
import io

import numpy as np
from PIL import Image

file = st.file_uploader("Image", type=["png", "jpg"])
if file:
    image = Image.open(file)
else:
    image = Image.fromarray(np.tile(np.arange(0, 240, 10, dtype=np.uint8), (24, 1)))
mode = st.radio("Filter", ["none", "invert", "threshold"], horizontal=True)
array = np.asarray(image.convert("L"))
if mode == "invert":
    array = 255 - array
elif mode == "threshold":
    limit = st.slider("Limit", 0, 255, 128)
    array = ((array > limit) * 255).astype(np.uint8)
left, right = st.columns(2)
left.image(image, caption="Before")
right.image(array, caption=f"After: {mode}")
st.write(array.shape, f"mean {array.mean():.1f}")
buffer = io.BytesIO()
Image.fromarray(array).save(buffer, "PNG")
st.download_button("Download", buffer.getvalue(), "out.png", "image/png")
# > at.radio[0].set_value("invert").run()
# > at.radio[0].set_value("threshold").run()
# > at.slider[0].set_value(10).run()
# > at.radio[0].set_value("none").run()

# %% Experiments are compared
import pandas as pd

runs = pd.DataFrame(
    {
        "run": ["base", "wide", "deep", "both"],
        "loss": [0.52, 0.44, 0.41, 0.47],
        "accuracy": [0.81, 0.84, 0.88, 0.83],
        "minutes": [3, 5, 9, 14],
    }
)
with st.sidebar:
    metric = st.selectbox("Metric", ["accuracy", "loss", "minutes"])
    baseline = st.selectbox("Baseline", runs.run)
    compare = st.multiselect("Compare", runs.run, [name for name in runs.run if name != baseline][:2])
better = "normal" if metric == "accuracy" else "inverse"
table = runs.set_index("run")
base = table.loc[baseline, metric]
columns = st.columns(len(compare) + 1)
columns[0].metric(baseline, base)
for column, name in zip(columns[1:], compare):
    value = table.loc[name, metric]
    column.metric(name, value, round(float(value - base), 3), delta_color=better)
st.bar_chart(table[metric])
st.dataframe(table.style.highlight_max(subset=["accuracy"])) if st.checkbox("Table") else None
# > at.sidebar.multiselect[0].select("both").run()
# > at.sidebar.selectbox[0].select("loss").run()
# > at.checkbox[0].check().run()
# > at.sidebar.selectbox[1].select("wide").run()
# > at.sidebar.multiselect[0].set_value([]).run()

# %% Text generation with sampling parameters
import random

WORDS = {"the": ["cat", "dog"], "cat": ["sat", "ran"], "dog": ["ran"], "sat": ["on"], "ran": ["to"], "on": ["the"], "to": ["the"]}
with st.sidebar.form("settings"):
    length = st.slider("Length", 1, 20, 8)
    seed = st.number_input("Seed", 0, 99, 1)
    stream = st.checkbox("Stream", True)
    st.form_submit_button("Apply")
start = st.selectbox("Start", list(WORDS), accept_new_options=True)

def generate(word):
    rng = random.Random(seed)
    for _ in range(length):
        yield word + " "
        word = rng.choice(WORDS.get(word, ["the"]))

if st.button("Generate"):
    if stream:
        text = st.write_stream(generate(start))
    else:
        text = "".join(generate(start))
        st.write(text)
    st.session_state.setdefault("texts", []).append(text)
for text in st.session_state.get("texts", [])[:-1]:
    st.caption(text)
# > at.button[-1].click().run()
# > at.selectbox[0].select("dog").run()
# > at.sidebar.checkbox[0].uncheck().run()
# > at.sidebar.button[0].click().run()
# > at.button[-1].click().run()

# %% Similar items by cosine
import numpy as np
import pandas as pd

VECTORS = {"tea": [1, 0, 0.2], "coffee": [0.9, 0.1, 0.4], "car": [0, 1, 0], "bus": [0.1, 0.9, 0.2]}

@st.cache_data
def similarity(a, b):
    a, b = np.array(VECTORS[a]), np.array(VECTORS[b])
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

item = st.selectbox("Item", VECTORS, key="item")
k = st.slider("k", 1, 3, 2)
ranked = sorted(((similarity(item, other), other) for other in VECTORS if other != item), reverse=True)[:k]
for score, other in ranked:
    left, right = st.columns([1, 3])
    left.button(other, key=f"go_{other}", on_click=lambda other=other: st.session_state.update(item=other))
    right.progress(score, f"{score:.2f}")
st.dataframe(pd.DataFrame(VECTORS).T.style.format("{:.1f}"))
# > at.selectbox[0].select("car").run()
# > at.button[0].click().run()
# > at.slider[0].set_value(1).run()
# > at.button[0].click().run()

# %% Missing values are filled in a pipeline
import numpy as np
import pandas as pd

raw = pd.DataFrame({"a": [1.0, np.nan, 3.0, 4.0], "b": [np.nan, 2.0, np.nan, 8.0], "label": list("xyxx")})
STEPS = {"drop": lambda d: d.dropna(), "mean": lambda d: d.fillna(d.mean(numeric_only=True)), "zero": lambda d: d.fillna(0)}
st.write("Raw", raw)
fill = st.radio("Missing", STEPS, horizontal=True, index=1)
scale = st.toggle("Scale to 0–1")
encode = st.toggle("One-hot", value=True)
data = STEPS[fill](raw)
if scale:
    numbers = data.select_dtypes("number")
    data[numbers.columns] = (numbers - numbers.min()) / (numbers.max() - numbers.min())
if encode:
    data = pd.get_dummies(data, columns=["label"])
st.write("Clean", data)
st.caption(f"{data.shape[0]} rows and {data.shape[1]} columns")
# > at.toggle[0].set_value(True).run()
# > at.radio[0].set_value("zero").run()
# > at.toggle[1].set_value(False).run()
# > at.radio[0].set_value("drop").run()

# %% A decision boundary as a heat map of numbers
import numpy as np
import pandas as pd

w1 = st.slider("w1", -2.0, 2.0, 1.0, 0.5)
w2 = st.slider("w2", -2.0, 2.0, -1.0, 0.5)
bias = st.slider("bias", -2.0, 2.0, 0.0, 0.5)
activation = st.selectbox("Activation", ["step", "sigmoid", "relu"])
grid = np.linspace(-1, 1, 5)
z = w1 * grid[None, :] + w2 * grid[:, None] + bias
out = {"step": (z > 0) * 1.0, "sigmoid": 1 / (1 + np.exp(-z)), "relu": np.maximum(0, z)}[activation]
st.dataframe(pd.DataFrame(out.round(2), index=grid, columns=[str(g) for g in grid]))
if st.button("Random weights", disabled=True):
    st.write("never")
st.write(f"{w1:g}·x₁ + {w2:g}·x₂ + {bias:g}")
# > at.selectbox[0].select("sigmoid").run()
# > at.slider[0].set_value(0.0); at.slider[1].set_value(0.0); at.run()
# > at.selectbox[0].select("relu").run()
# > at.slider[2].set_value(2.0).run()
