"""Places the demonstration's stories happen in: harbours, skylines, hills, coasts. Each scene draws on one sheet."""

import math

from PIL import Image, ImageChops, ImageFilter

from articles.demo.drawing import HEIGHT, WIDTH, Sheet, mix, relief


def harbour(sheet: Sheet) -> None:
    """Cranes and a laden ship before a low sun."""
    c, chance = sheet.colours, sheet.random
    horizon = 640
    sheet.wash(c.high, c.low, 0, horizon)
    sun = chance.uniform(380, 1220)
    sheet.glow(sun, 500, 420, c.light, 0.75)
    sheet.disc(sun, 500, 86, c.light)
    sheet.ground(sheet.ridge(600, 34), c.far)
    sheet.wash(mix(c.low, c.mid, 0.45), c.near, horizon)
    for _ in range(46):
        y = horizon + chance.random() ** 1.7 * 420
        length = chance.uniform(30, 190) * (0.5 + (y - horizon) / 420)
        sheet.stroke([(sun + chance.gauss(0, 90) - length / 2, y), (sun + length / 2, y)], c.light, 3, 0.33)
    for x in range(90, WIDTH, round(chance.uniform(290, 360))):
        _crane(sheet, x + chance.uniform(-30, 30), horizon + 8, chance.uniform(270, 350))
    sheet.box(0, horizon, WIDTH, 24, c.near)
    _ship(sheet, chance.uniform(240, 620), 800)


def _crane(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    c = sheet.colours
    for leg in (0, 92):
        sheet.stroke([(x + leg, foot), (x + leg, foot - tall)], c.near, 11)
    sheet.stroke([(x, foot - tall * 0.45), (x + 92, foot - tall * 0.45)], c.near, 8)
    sheet.stroke([(x, foot), (x + 92, foot - tall * 0.45)], c.near, 4)
    sheet.stroke([(x - 175, foot - tall), (x + 150, foot - tall)], c.near, 13)
    sheet.stroke([(x + 46, foot - tall - 95), (x - 165, foot - tall)], c.near, 3)
    sheet.stroke([(x + 46, foot - tall - 95), (x + 140, foot - tall)], c.near, 3)
    sheet.stroke([(x + 46, foot - tall), (x + 46, foot - tall - 95)], c.near, 8)
    sheet.stroke([(x - 95, foot - tall), (x - 95, foot - tall + 120)], c.near, 2)
    sheet.box(x - 118, foot - tall + 120, 46, 22, c.accent)


def _ship(sheet: Sheet, x: float, water: float) -> None:
    c, chance = sheet.colours, sheet.random
    hues = [c.accent, c.far, c.light, c.mid, mix(c.accent, c.low, 0.5)]
    for column in range(13):
        for row in range(chance.randint(2, 5)):
            sheet.box(x + 60 + column * 43, water - 92 - row * 26, 40, 23, chance.choice(hues))
    sheet.shape([(x, water - 66), (x + 760, water - 66), (x + 715, water + 18), (x + 42, water + 18)], c.near)
    sheet.stroke([(x + 20, water - 8), (x + 734, water - 8)], c.accent, 7)
    sheet.box(x + 640, water - 215, 74, 150, mix(c.light, c.far, 0.25))
    sheet.box(x + 650, water - 200, 54, 14, c.near)
    sheet.box(x + 664, water - 255, 26, 42, c.accent)


def skyline(sheet: Sheet) -> None:
    """Three ranks of towers, the nearest with lit windows."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.high, c.low)
    sheet.glow(chance.uniform(300, 1300), 640, 620, c.light, 0.65)
    for colour, floor, low, high in [
        (mix(c.far, c.low, 0.45), 900, 150, 480),
        (c.far, 960, 110, 430),
        (c.mid, HEIGHT, 120, 520),
    ]:
        x = -30.0
        while x < WIDTH:
            wide, tall = chance.uniform(56, 130), chance.triangular(low, high, low * 1.4)
            sheet.box(x, floor - tall, wide, tall + 200, colour)
            if chance.random() < 0.3:
                sheet.stroke([(x + wide / 2, floor - tall), (x + wide / 2, floor - tall - 70)], colour, 5)
            x += wide + chance.choice([0, 0, 6, 24])
    _towers_with_windows(sheet)


def _towers_with_windows(sheet: Sheet) -> None:
    c, chance = sheet.colours, sheet.random
    x = -20.0
    while x < WIDTH:
        wide, tall = chance.choice([112, 140, 168]), chance.uniform(150, 400)
        sheet.box(x, HEIGHT - tall, wide, tall, c.near)
        for row in range(int(tall // 30)):
            for column in range(int(wide // 28) - 1):
                if chance.random() < 0.36:
                    hue = c.accent if chance.random() < 0.12 else c.light
                    sheet.box(x + 18 + column * 28, HEIGHT - tall + 18 + row * 30, 12, 15, hue, 0.85)
        x += wide + chance.choice([0, 10, 40, 90])


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


def turbines(sheet: Sheet) -> None:
    """Wind turbines on rolling country."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.high, c.low)
    sheet.glow(1150, 330, 420, c.light, 0.7)
    for number in range(4):
        line = sheet.wave(600 + number * 125, 46, chance.uniform(220, 380), chance.uniform(0, 6))
        for _ in range(5 - number):
            x, y = chance.choice(line[10:-10])
            _turbine(sheet, x, y + 12, 130 + number * 85)
        sheet.ground(line, mix(c.far, c.near, number / 3.4))


def _turbine(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    c = sheet.colours
    top, turn = foot - tall, sheet.random.uniform(0, 2.09)
    wide = tall * 0.026
    sheet.shape([(x - wide, foot), (x + wide, foot), (x + wide / 2.4, top), (x - wide / 2.4, top)], c.light)
    for blade in range(3):
        way = turn + blade * 2.0944
        tip = (x + math.cos(way) * tall * 0.56, top + math.sin(way) * tall * 0.56)
        side = (math.cos(way + 1.57) * wide, math.sin(way + 1.57) * wide)
        sheet.shape(
            [
                (x, top),
                (x + side[0] * 1.5 + (tip[0] - x) * 0.2, top + side[1] * 1.5 + (tip[1] - top) * 0.2),
                tip,
            ],
            c.light,
        )
    sheet.disc(x, top, wide * 1.1, c.accent)


def pylons(sheet: Sheet) -> None:
    """Power lines that leave over a plain."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.high, c.low, 0, 780)
    sheet.glow(1180, 690, 460, c.light, 0.8)
    sheet.disc(1180, 690, 66, c.light)
    sheet.ground(sheet.ridge(730, 30), c.far)
    sheet.wash(c.mid, c.near, 775)
    feet = [(140 + 1040 * (1 - 0.62**n), 1000 - 240 * (1 - 0.62**n), 780 * 0.62**n) for n in range(6)]
    for (x, foot, tall), (next_x, next_foot, next_tall) in zip(feet, feet[1:], strict=False):
        for side, level in ((-1, 0.78), (1, 0.78), (-1, 0.94), (1, 0.94)):
            begin, end = (
                (x + side * tall * 0.2, foot - tall * level),
                (next_x + side * next_tall * 0.2, next_foot - next_tall * level),
            )
            sheet.stroke(
                [
                    (begin[0] + (end[0] - begin[0]) * t / 12, begin[1] + (end[1] - begin[1]) * t / 12 + tall * 0.07 * math.sin(math.pi * t / 12))
                    for t in range(13)
                ],
                c.near, 2.4,
            )  # fmt: skip
    for x, foot, tall in feet:
        _pylon(sheet, x, foot, tall)
    for _ in range(chance.randint(9, 15)):
        x, y = chance.uniform(420, 1000), chance.uniform(120, 330)
        sheet.stroke([(x - 15, y - 7), (x, y), (x + 15, y - 7)], c.near, 3)


def _pylon(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    c = sheet.colours
    thick = max(1.5, tall * 0.011)
    for side in (-1, 1):
        sheet.stroke(
            [(x + side * tall * 0.13, foot), (x + side * tall * 0.04, foot - tall * 0.62), (x, foot - tall)],
            c.near,
            thick,
        )
    for level in (0.78, 0.94):
        sheet.stroke(
            [(x - tall * 0.21, foot - tall * level), (x + tall * 0.21, foot - tall * level)], c.near, thick
        )
    for rung in range(5):
        low, high = rung * 0.13, (rung + 1) * 0.13
        half = 0.13 - low * 0.14
        above = 0.13 - high * 0.14
        for side in (-1, 1):
            sheet.stroke(
                [(x + side * tall * half, foot - tall * low), (x - side * tall * above, foot - tall * high)],
                c.near,
                thick * 0.6,
            )


def bridge(sheet: Sheet) -> None:
    """A suspension bridge in haze."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.high, c.low, 0, 720)
    sheet.glow(chance.uniform(500, 1100), 560, 480, c.light, 0.7)
    sheet.ground(sheet.ridge(640, 50), mix(c.far, c.low, 0.35))
    sheet.wash(mix(c.far, c.low, 0.4), c.mid, 720)
    deck, towers = 610, (420, 1180)
    for x in towers:
        for side in (-26, 26):
            sheet.box(x + side - 9, 190, 18, 600, c.accent)
        for y in (230, 340, 450):
            sheet.box(x - 30, y, 60, 16, c.accent)
        sheet.box(x - 60, 775, 120, 40, c.near)
    for begin, end, sag in ((-340, 420, 150), (420, 1180, 350), (1180, 1940, 150)):
        cable = [
            (
                begin + (end - begin) * t / 40,
                195
                + (4 * t / 40 * (1 - t / 40)) * sag
                + (
                    abs(t / 40 - (0 if begin > 0 else 1)) * 330
                    if end - begin == 760 and (begin < 0 or end > WIDTH)
                    else 0
                ),
            )
            for t in range(41)
        ]
        sheet.stroke(cable, c.accent, 7)
        for x, y in cable:
            if y < deck:
                sheet.stroke([(x, y), (x, deck)], c.accent, 2, 0.8)
    sheet.box(0, deck, WIDTH, 20, c.near)
    for _ in range(30):
        y = chance.uniform(740, HEIGHT)
        x = chance.uniform(0, WIDTH)
        sheet.stroke([(x, y), (x + chance.uniform(60, 220), y)], c.light, 2.5, 0.28)


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


PLACES = {
    "harbour": harbour,
    "skyline": skyline,
    "mountains": mountains,
    "dunes": dunes,
    "delta": delta,
    "coast": coast,
    "contours": contours,
    "turbines": turbines,
    "pylons": pylons,
    "bridge": bridge,
    "terraces": ridge_farm,
}
