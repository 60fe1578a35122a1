"""Arrays of samples as WAV files."""

from __future__ import annotations

import wave
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from revoila.errors import StreamlitAPIException, StreamlitValueError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOUDEST = 2**15 - 1
"""Largest sample of 16 bits."""

_BYTES = 2
"""Of a sample."""

_MOST_BYTES = 2**32 - 1
"""Of a second, as far as a file can say it."""

_CHANNELS = 2
"""Dimensions of an array with several channels."""


def to_wav(samples: NDArray[Any], sample_rate: int) -> bytes:
    """Return samples as a WAV file of 16 bits, as loud as it can be.

    Parameters
    ----------
    samples : numpy.ndarray
        Samples of one channel, or channels by samples.
    sample_rate : int
        Samples per second.

    Raises
    ------
    StreamlitAPIException
        Another number of dimensions.
    StreamlitValueError
        `sample_rate` is not positive.
    """
    if samples.ndim not in (1, _CHANNELS):
        raise StreamlitAPIException(
            f"Audio is an array of samples, or one of channels by samples. This has {samples.ndim} dimensions."
        )
    channels = 1 if samples.ndim == 1 else samples.shape[0]
    if not 0 < int(sample_rate) * channels * _BYTES <= _MOST_BYTES:
        raise StreamlitValueError("sample_rate", ["a positive number of samples per second"])
    frames = samples.real.astype(np.float64).T
    frames = np.nan_to_num(frames, nan=0.0, posinf=0.0, neginf=0.0)
    peak = np.abs(frames).max() if frames.size else 0.0
    if peak > 0:
        frames = frames / peak
    buffer = BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(_BYTES)
        file.setframerate(int(sample_rate))
        file.writeframes((frames * _LOUDEST).astype("<i2").tobytes())
    return buffer.getvalue()
