"""What people build: harbours, towers, turbines, power lines, bridges. Each scene draws on one sheet."""

import math

from articles.demo.drawing import HEIGHT, WIDTH, Sheet, mix


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
        for along, high in cable:
            if high < deck:
                sheet.stroke([(along, high), (along, deck)], c.accent, 2, 0.8)
    sheet.box(0, deck, WIDTH, 20, c.near)
    for _ in range(30):
        high, along = chance.uniform(740, HEIGHT), chance.uniform(0, WIDTH)
        sheet.stroke([(along, high), (along + chance.uniform(60, 220), high)], c.light, 2.5, 0.28)


WORKS = {
    "harbour": harbour,
    "skyline": skyline,
    "turbines": turbines,
    "pylons": pylons,
    "bridge": bridge,
}
