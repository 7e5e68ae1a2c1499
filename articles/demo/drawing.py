"""Paper, colours and strokes for the demonstration's illustrations. Everything follows from a seed; the same seed
draws the same picture. Lengths are pixels of the finished picture, 1600 × 1067."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

WIDTH, HEIGHT = 1600, 1067
GRAIN = 0.08  # of black to white
SCALE = 1.25  # drawn larger and reduced, so that edges are smooth

Point = tuple[float, float]


@dataclass(frozen=True)
class Palette:
    """`high` and `low` are the sky's top and horizon; `far`, `mid` and `near` the ground; `light` the sun and paper."""

    high: str
    low: str
    far: str
    mid: str
    near: str
    light: str
    accent: str


PALETTES = {
    "dawn": Palette("#33476b", "#f2b591", "#8d7d97", "#5a5a7f", "#22304d", "#fff0d6", "#e2603f"),
    "dusk": Palette("#20233f", "#d9737a", "#6b4a75", "#443663", "#191a35", "#ffd9a0", "#f08a4b"),
    "sea": Palette("#cfe3e4", "#f4f0e2", "#8db7bd", "#4d8793", "#1d4a5b", "#fffaf0", "#d9533a"),
    "sand": Palette("#e9d3ae", "#f8eddb", "#d9b382", "#b9824f", "#6f452c", "#fff8ea", "#27646b"),
    "forest": Palette("#c5d5c1", "#f3efdc", "#8caf8c", "#4f7d63", "#1f4237", "#fbf7e6", "#d98c2b"),
    "night": Palette("#0c1730", "#32527a", "#2a4468", "#1c3152", "#0b1429", "#f3e7c0", "#f2b134"),
    "brick": Palette("#f1d8c6", "#fbf1e6", "#dda183", "#b75f48", "#5b2a2b", "#fff9f0", "#2f5d7c"),
    "ink": Palette("#dfe2e0", "#f6f4ee", "#aab2b5", "#67747c", "#232c35", "#ffffff", "#c8402f"),
    "tea": Palette("#d6d9b0", "#f7f2dc", "#b3b772", "#7c8a47", "#37452a", "#fffbe9", "#b4472e"),
    "violet": Palette("#56497f", "#f0c9c2", "#9a83ac", "#6b5791", "#2c2450", "#fff1dc", "#e7a13d"),
}


class Sheet:
    """One picture in the making. `random` gives every chance decision of it."""

    def __init__(self, seed: str, palette: str, size: tuple[int, int] = (WIDTH, HEIGHT)):
        self.random = Random(seed)  # noqa: S311  repeatable on purpose; nothing secret hangs on it
        self.colours = PALETTES[palette]
        self.width, self.height = size
        self.image = Image.new("RGB", (round(size[0] * SCALE), round(size[1] * SCALE)))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def wash(self, top: str, bottom: str, begin: float = 0, end: float | None = None) -> None:
        """A gradient over the full width, from `begin` down to `end`."""
        end = self.height if end is None else end
        box = (0, round(begin * SCALE), self.image.width, round(end * SCALE))
        shade = Image.linear_gradient("L").resize((box[2], max(1, box[3] - box[1])))
        self.image.paste(ImageOps.colorize(shade, top, bottom), box[:2])

    def shape(self, points: Iterable[Point], colour: str, opacity: float = 1) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=_paint(colour, opacity))

    def stroke(self, points: Iterable[Point], colour: str, width: float = 3, opacity: float = 1) -> None:
        line = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(line, fill=_paint(colour, opacity), width=max(1, round(width * SCALE)), joint="curve")

    def box(self, x: float, y: float, width: float, height: float, colour: str, opacity: float = 1) -> None:
        edges = (x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1)
        if edges[2] >= edges[0] and edges[3] >= edges[1]:
            self.pen.rectangle(edges, fill=_paint(colour, opacity))

    def disc(self, x: float, y: float, radius: float, colour: str, opacity: float = 1) -> None:
        edges = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self.pen.ellipse(edges, fill=_paint(colour, opacity))

    def ring(
        self, x: float, y: float, radius: float, colour: str, width: float = 3, opacity: float = 1
    ) -> None:
        edges = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self.pen.ellipse(edges, outline=_paint(colour, opacity), width=max(1, round(width * SCALE)))

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 0.8) -> None:
        """Light that fades outwards."""
        side = max(2, round(radius * 2 * SCALE))
        fade = ImageOps.invert(Image.radial_gradient("L")).resize((side, side))
        fade = fade.point([round(max(0, level - 75) / 180 * 255 * strength) for level in range(256)])
        self.image.paste(colour, (round((x - radius) * SCALE), round((y - radius) * SCALE)), fade)

    def ridge(self, level: float, rough: float, steps: int = 8) -> list[Point]:
        """A skyline of hills from left to right around `level`, by halving and shifting."""
        heights = [level + self.random.uniform(-rough, rough) for _ in range(4)]
        swing = rough * 0.55
        for _ in range(steps - 2):
            between = [
                (a + b) / 2 + self.random.uniform(-swing, swing)
                for a, b in zip(heights, heights[1:], strict=False)
            ]
            heights = [value for pair in zip(heights, between, strict=False) for value in pair] + heights[-1:]
            swing *= 0.52
        step = self.width / (len(heights) - 1)
        return [(number * step, height) for number, height in enumerate(heights)]

    def ground(self, line: list[Point], colour: str, opacity: float = 1) -> None:
        """Everything under a line."""
        self.shape([*line, (self.width, self.height), (0, self.height)], colour, opacity)

    def wave(self, level: float, swing: float, length: float, phase: float = 0) -> list[Point]:
        return [
            (
                x,
                level
                + swing * math.sin(x / length + phase)
                + swing / 3 * math.sin(x / length * 2.7 + phase * 3),
            )
            for x in range(-20, self.width + 21, 10)
        ]

    def finished(self) -> Image.Image:
        """Reduced to its size, with the tooth of paper."""
        picture = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        return ImageChops.add(picture, _tooth(self.random, picture.size), 1, -128)


def _tooth(random: Random, size: tuple[int, int]) -> Image.Image:
    """Fine grain around middle grey. Made from the seed, not by Pillow's own noise, which differs from run to run."""
    tile = Image.frombytes("L", (256, 256), random.randbytes(256 * 256)).filter(ImageFilter.GaussianBlur(0.7))
    tile = tile.point([round(128 + (level - 128) * GRAIN) for level in range(256)])
    paper = Image.new("L", size)
    for x in range(0, size[0], 256):
        for y in range(0, size[1], 256):
            paper.paste(tile, (x, y))
    return Image.merge("RGB", [paper] * 3)


def mix(one: str, other: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from one to the other."""
    a, b = ImageColor.getrgb(one), ImageColor.getrgb(other)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a[:3], b[:3], strict=True))


def relief(random: Random, size: tuple[int, int], hills: int = 9) -> Image.Image:
    """An "L" picture of heights: smooth hills on a plain, for coasts and contour lines."""
    across, down = 120, 80
    tops = [
        (random.uniform(-10, 130), random.uniform(-10, 90), random.uniform(7, 26), random.uniform(0.35, 1))
        for _ in range(hills)
    ]
    tops += [
        (random.uniform(0, 120), random.uniform(0, 80), random.uniform(2.5, 6), random.uniform(-0.16, 0.2))
        for _ in range(hills * 4)
    ]
    heights = [0.0] * (across * down)
    for x, y, spread, high in tops:
        reach = round(spread * 2.6)
        for row in range(max(0, round(y) - reach), min(down, round(y) + reach + 1)):
            for column in range(max(0, round(x) - reach), min(across, round(x) + reach + 1)):
                far = ((column - x) ** 2 + (row - y) ** 2) / (2 * spread * spread)
                heights[row * across + column] += high * math.exp(-far)
    field = Image.new("F", (across, down))
    field.putdata([value * 170 for value in heights])
    return field.resize(size, Image.Resampling.BICUBIC).convert("L")


def _paint(colour: str, opacity: float) -> tuple[int, ...]:
    return (*ImageColor.getrgb(colour)[:3], round(255 * opacity))
