"""Picture writing: PNG with words beside the pixels, and movies as WebP, as GIF or as a folder of PNG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ..core.cancel import interruptible
from ..core.errors import StudioError
from .written import whole_file, whole_folder

Pixels = npt.NDArray[np.uint8]
"""A picture (y, x, 3), red, green and blue."""
MOVIES = (".webp", ".gif")
_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
"""How a WebP file holds words; its Exif knows ASCII alone."""
_QUALITY = 95


def save_png(pixels: Pixels, path: Path, words: Mapping[str, str]) -> None:
    """Write a picture; ``words`` become its text chunks, such as Description and Software.

    Raises StudioError with a sentence.
    """
    with whole_file(path) as part:
        Image.fromarray(pixels).save(part, "PNG", pnginfo=_chunks(words))


def png(pixels: Pixels) -> bytes:
    """Return a picture as the content of a PNG file."""
    store = BytesIO()
    Image.fromarray(pixels).save(store, "PNG")
    return store.getvalue()


def save_movie(pictures: Iterable[Pixels], path: Path, per_second: float, words: Mapping[str, str]) -> None:
    """Write pictures that follow each other for ever, as ``.webp`` or ``.gif``.

    They are taken one by one; none is kept. GIF shows 256 colors. WebP keeps noise nearly as it is (quality
    95); a folder of PNG keeps it exactly. Stops where ``stop_when`` says so. Raises StudioError.
    """
    if path.suffix not in MOVIES:
        raise StudioError(f"“{path.name}” does not end in .webp or .gif; give it one of these endings.")
    frames = _frames(pictures)
    first = next(frames, None)
    if first is None:
        raise StudioError("There is no picture to write.")
    duration = max(round(1000 / per_second), 20)  # faster ones are slowed down by what shows them
    text = "\n".join(words.values())
    with whole_file(path) as part:
        if path.suffix == ".gif":
            first.save(
                part, save_all=True, append_images=frames, duration=duration, loop=0, comment=text.encode()
            )
            return
        xmp = _XMP.format(escape(text)).encode()
        settings = {"quality": _QUALITY, "method": 2, "xmp": xmp, "duration": duration, "loop": 0}
        first.save(part, "WEBP", save_all=True, append_images=frames, **settings)


def save_pictures(pictures: Iterable[Pixels], folder: Path, words: Mapping[str, str]) -> None:
    """Write pictures as ``0001.png`` and so on into a new or empty folder.

    Stops where ``stop_when`` says so. Raises StudioError with a sentence.
    """
    with whole_folder(folder) as part:
        for number, frame in enumerate(_frames(pictures), 1):
            frame.save(part / f"{number:04d}.png", pnginfo=_chunks(words))


def _frames(pictures: Iterable[Pixels]) -> Iterator[Image.Image]:
    return (Image.fromarray(pixels) for pixels in interruptible(pictures))


def _chunks(words: Mapping[str, str]) -> PngInfo:
    info = PngInfo()
    for key, text in words.items():
        info.add_itxt(key, text)
    return info
