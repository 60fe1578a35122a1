"""Pictures, sound, films, documents and frames."""

import numpy as np

import revoila as st

RATE = 22_050


@st.cache_data
def chord(*frequencies: float, seconds: float = 4.0) -> np.ndarray:
    """Return samples of a chord that fades."""
    times = np.linspace(0, seconds, int(RATE * seconds), endpoint=False)
    return sum(np.sin(2 * np.pi * frequency * times) for frequency in frequencies) * np.exp(-times)


@st.cache_data
def sunrise(width: int = 640, height: int = 320) -> np.ndarray:
    """Return the pixels of a picture."""
    down, across = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    sun = np.exp(-(((across - 0.5) * 2) ** 2 + (down - 0.65) ** 2) * 40)
    sky = np.stack([0.35 + 0.6 * down, 0.45 + 0.25 * down, 0.75 - 0.35 * down], axis=2)
    picture = np.clip(sky + sun[..., None] * np.array([0.9, 0.7, 0.2]), 0, 1)
    return np.where(down[..., None] > 0.72, picture * 0.55, picture)


@st.cache_data
def letter(text: str) -> bytes:
    """Return a PDF document with a line of text."""
    stream = f"BT /F1 28 Tf 72 700 Td ({text}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    document, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(document))
        document += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size, start = len(objects) + 1, len(document)
    document += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    document += f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return document.encode()


LOGO = """
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60">
  <rect width="120" height="60" rx="12" fill="#3b82f6"/>
  <circle cx="36" cy="30" r="16" fill="#fff"/>
  <path d="M64 44 L80 16 L96 44 Z" fill="#fff"/>
</svg>
"""

st.title("Media")

st.header("Pictures", anchor=False)
st.image(sunrise(), caption="An array of pixels, as a **caption** says", alt="A sunrise", width="stretch")
st.image(
    [sunrise(160, 160), sunrise(160, 160)[::-1], sunrise(160, 160)[:, :, ::-1]],
    caption=["As it is", "Upside down", "BGR"],
    alt=["A sunrise", "The same upside down", "The same in other colours"],
    width=160,
)
st.image(LOGO, width=120, link="https://jupyter.org", alt="A logo that is a link")

st.header("Sound", anchor=False)
st.audio(chord(220, 277.2, 329.6), sample_rate=RATE, alt="A major chord")
st.audio(
    np.stack([chord(220), chord(330)]), sample_rate=RATE, start_time=1, end_time="3s", loop=True, width=320
)

st.header("A large recording comes when it is wanted", anchor=False)
st.audio(np.tile(chord(110), 110), sample_rate=RATE)
st.video(bytes(20_000_000), alt="Not a film, but as large as one")

st.header("Documents", anchor=False)
st.pdf(letter("Hello from a PDF document"), height=320, alt="A letter", key="letter")

st.header("Frames", anchor=False)
STYLE = "<style>body { margin: 0; padding: 0.75rem; background: #f3efe6; color: #333; font: 16px sans-serif; }</style>"
st.iframe(
    f"{STYLE}<h3>HTML of its own</h3><p>As high as it is, and apart from the page.</p>",
    alt="HTML of its own",
)
st.iframe(
    f"{STYLE}<button onclick='this.value = +this.value + 1; this.textContent = this.value'>Count</button>",
    width="content",
    alt="A button of its own",
)
