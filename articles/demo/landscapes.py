"""Country, coasts and maps the demonstration's stories happen in. Each scene draws on one sheet."""

import math

from PIL import Image, ImageChops, ImageFilter

from articles.demo.drawing import HEIGHT, WIDTH, Sheet, mix, relief


def mountains(sheet: Sheet) -> None:
    """Ranges behind one another, with mist in the valleys."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.high, c.low)
    x, y = chance.uniform(250, 1350), chance.uniform(190, 330)
    sheet.glow(x, y, 330, c.light, 0.7)
    sheet.disc(x, y, 72, c.light)
    for number in range(6):
        share = number / 5
        colour = mix(mix(c.far, c.low, 0.5), c.near, share)
        sheet.ground(sheet.ridge(430 + number * 105, 120 - number * 9), colour)
        if number < 5:
            sheet.ground(sheet.wave(520 + number * 112, 18, 260, number), c.low, 0.13)


def dunes(sheet: Sheet) -> None:
    """Long curves of sand with a line of travellers."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.high, c.low, 0, 620)
    sheet.disc(chance.uniform(900, 1350), 250, 96, c.light)
    for number in range(7):
        level, colour = 470 + number * 88, mix(c.low, c.mid, 0.25 + number * 0.12)
        line = sheet.wave(level, 62, chance.uniform(190, 330), chance.uniform(0, 6))
        sheet.ground(line, colour)
        lit = [(x, y + 22 + 30 * math.sin(x / 170 + number)) for x, y in line]
        sheet.shape([*line, *reversed(lit)], c.near, 0.16)
        if number == 3:
            for step in range(9):
                x, y = line[38 + step * 5]
                sheet.box(x, y - 26, 9, 28, c.near)
                sheet.disc(x + 4, y - 31, 7, c.near)


def delta(sheet: Sheet) -> None:
    """Fields from above, and a river that divides."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.low, mix(c.low, c.far, 0.4))
    hues = [
        c.far,
        c.mid,
        c.low,
        mix(c.far, c.light, 0.5),
        mix(c.mid, c.accent, 0.35),
        mix(c.far, c.near, 0.3),
    ]
    lean = chance.uniform(0.12, 0.3)
    for row in range(-3, 13):
        x = -200.0
        while x < WIDTH + 200:
            wide = chance.uniform(70, 230)
            y = row * 100 + x * lean
            corners = [(x, y), (x + wide, y + wide * lean), (x + wide, y + wide * lean + 94), (x, y + 94)]
            sheet.shape(corners, chance.choice(hues))
            for furrow in range(1, chance.choice([1, 5, 7])):
                drop = furrow * 13
                sheet.stroke([(x, y + drop), (x + wide, y + wide * lean + drop)], c.near, 1.4, 0.22)
            x += wide + 6
    for branch in range(3):
        _river(sheet, 240 + branch * 330 + chance.uniform(-60, 60), branch)


def _river(sheet: Sheet, end: float, branch: int) -> None:
    c = sheet.colours
    source, points = 1180, []
    for step in range(101):
        share = step / 100
        x = source + (end - source) * share**1.4 + 60 * math.sin(share * 9 + branch * 1.3) * share
        points.append((x, -20 + share * (HEIGHT + 40)))
    water = mix(c.high, c.accent if c.accent.startswith(("#2", "#1")) else c.high, 0.5)
    for wide, colour in (
        (54 - branch * 8, mix(c.near, water, 0.35)),
        (40 - branch * 7, mix(water, c.light, 0.3)),
    ):
        for x, y in points:
            sheet.disc(x, y, wide / 2, colour)
        sheet.stroke(points, colour, wide)


def coast(sheet: Sheet) -> None:
    """A map that is no place: land, shoals, a graticule and a route."""
    c, chance = sheet.colours, sheet.random
    heights = relief(chance, sheet.image.size, 7)
    sea, shoal = mix(c.high, c.far, 0.35), mix(c.high, c.low, 0.5)
    land, upland = mix(c.low, c.light, 0.4), mix(c.low, c.mid, 0.35)
    for level, colour in ((0, sea), (44, shoal), (70, land), (118, upland), (160, mix(c.mid, c.low, 0.35))):
        sheet.image.paste(colour, mask=heights.point([255 if v >= level else 0 for v in range(256)]))
    shore = heights.point([255 if v >= 70 else 0 for v in range(256)])
    rim = ImageChops.difference(shore.filter(ImageFilter.MaxFilter(5)), shore)
    sheet.image.paste(c.near, mask=rim)
    for x in range(100, WIDTH, 200):
        sheet.stroke([(x, 0), (x, HEIGHT)], c.near, 1, 0.25)
    for y in range(67, HEIGHT, 200):
        sheet.stroke([(0, y), (WIDTH, y)], c.near, 1, 0.25)
    _route(sheet)


def _route(sheet: Sheet) -> None:
    c, chance = sheet.colours, sheet.random
    begin, end = (
        (chance.uniform(80, 400), chance.uniform(150, 900)),
        (chance.uniform(1150, 1500), chance.uniform(150, 900)),
    )
    bow = chance.choice([-1, 1]) * chance.uniform(160, 300)
    arc = []
    for step in range(61):
        share = step / 60
        rise = bow * math.sin(math.pi * share)
        arc.append((begin[0] + (end[0] - begin[0]) * share, begin[1] + (end[1] - begin[1]) * share + rise))
    for first, second in zip(arc[::2], arc[1::2], strict=False):
        sheet.stroke([first, second], c.accent, 7)
    for x, y in (arc[0], arc[20], arc[40], arc[-1]):
        sheet.disc(x, y, 19, c.light)
        sheet.disc(x, y, 12, c.accent)


def contours(sheet: Sheet) -> None:
    """Height lines over tinted bands."""
    c, chance = sheet.colours, sheet.random
    heights = relief(chance, sheet.image.size, 11)
    steps = [mix(mix(c.light, c.low, 0.6), c.mid, min(1, band / 11)) for band in range(16)]
    tint = Image.merge("RGB", [heights] * 3)
    bands = [tuple(int(step[i : i + 2], 16) for i in (1, 3, 5)) for step in steps]
    table = [bands[v // 17][channel] for channel in range(3) for v in range(256)]
    sheet.image.paste(tint.point(table))
    stairs = heights.point([255 if v // 17 % 2 else 0 for v in range(256)])
    lines = ImageChops.difference(stairs.filter(ImageFilter.MaxFilter(3)), stairs)
    sheet.image.paste(mix(c.near, c.mid, 0.25), mask=lines)
    x, y = chance.uniform(350, 1250), chance.uniform(250, 820)
    sheet.glow(x, y, 170, c.accent, 0.55)
    sheet.ring(x, y, 56, c.accent, 7)
    sheet.disc(x, y, 17, c.accent)


def ridge_farm(sheet: Sheet) -> None:
    """Terraces that step down a hillside."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.high, c.low, 0, 420)
    sheet.ground(sheet.ridge(300, 70), mix(c.far, c.low, 0.45))
    phase = chance.uniform(0, 6)
    for number in range(15):
        level = 350 + number * 22 + number**1.75 * 3.1
        colour = mix(c.far, c.near, 0.1 + (number % 3) * 0.2 + number * 0.025)
        line = sheet.wave(level, 26 + number * 2.4, 250 + number * 9, phase + number * 0.17)
        sheet.ground(line, colour)
        sheet.stroke(line, mix(c.light, c.low, 0.3), 3.2, 0.75)
    for _ in range(26):
        x, y = chance.uniform(40, WIDTH - 40), chance.uniform(560, 1040)
        sheet.disc(x, y - 16, 17, c.near)
        sheet.box(x - 2, y - 6, 5, 22, c.near)
    sheet.shape([(1150, 470), (1210, 420), (1270, 470)], c.accent)
    sheet.box(1163, 470, 95, 56, c.light)
    sheet.box(1200, 492, 22, 34, c.near)


LANDSCAPES = {
    "mountains": mountains,
    "dunes": dunes,
    "delta": delta,
    "coast": coast,
    "contours": contours,
    "terraces": ridge_farm,
}
