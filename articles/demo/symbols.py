"""Ideas the demonstration's stories turn on: containers, charts, chambers, orbits, crowds; and faces for portraits."""

import math

from articles.demo.drawing import HEIGHT, WIDTH, Sheet, mix


def containers(sheet: Sheet) -> None:
    """A container yard from above, one box out of line."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(mix(c.low, c.far, 0.35), mix(c.low, c.far, 0.6))
    hues = [c.far, c.mid, c.near, c.light, mix(c.mid, c.low, 0.5), mix(c.near, c.far, 0.5)]
    odd = (chance.randint(3, 9), chance.randint(2, 6))
    for column in range(-1, 14):
        for row in range(-1, 10):
            x, y = column * 128 + (row % 2) * 14, row * 118
            if chance.random() < 0.07 and (column, row) != odd:
                continue
            here = (column, row) == odd
            colour = c.accent if here else chance.choice(hues)
            shift = 26 if here else 0
            sheet.box(x + 10 + shift, y + 12 - shift, 112, 46, c.near, 0.25)
            sheet.box(x + shift, y - shift, 112, 46, colour)
            sheet.box(x + 4, y + 56, 112, 46, chance.choice(hues))
            for rib in range(1, 8):
                sheet.stroke(
                    [(x + shift + rib * 14, y + 3 - shift), (x + shift + rib * 14, y + 43 - shift)],
                    c.near,
                    1.4,
                    0.3,
                )


def chart(sheet: Sheet) -> None:
    """Columns that grow and a line that does not follow."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.light, c.low)
    for y in range(150, 960, 90):
        sheet.stroke([(110, y), (WIDTH - 110, y)], c.near, 1.5, 0.22)
    count, level, line = 15, 180.0, []
    for number in range(count):
        level = max(70, level + chance.uniform(-38, 74))
        x = 140 + number * 90
        sheet.box(x, 960 - level, 58, level, mix(c.far, c.mid, number / count))
        line.append(
            (x + 29, 330 + 240 * math.sin(number / 3.1 + chance.uniform(-0.2, 0.2)) + chance.uniform(-25, 25))
        )
    sheet.stroke(line, c.accent, 10)
    for along, high in line:
        sheet.disc(along, high, 13, c.light)
        sheet.disc(along, high, 8, c.accent)
    sheet.stroke([(110, 960), (WIDTH - 110, 960)], c.near, 5)


def columns(sheet: Sheet) -> None:
    """The front of a public building with long shadows."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.high, c.low)
    sheet.shape([(140, 330), (800, 96), (1460, 330)], mix(c.light, c.far, 0.3))
    sheet.shape([(300, 306), (800, 128), (1300, 306)], mix(c.light, c.far, 0.6))
    sheet.disc(800, 236, 42, c.accent)
    sheet.box(120, 330, 1360, 62, mix(c.light, c.far, 0.15))
    sheet.box(150, 392, 1300, 460, c.near)
    for number in range(8):
        x = 190 + number * 164
        sheet.box(x, 392, 76, 460, c.light)
        sheet.box(x + 46, 392, 30, 460, c.far, 0.7)
        for flute in (14, 28):
            sheet.stroke([(x + flute, 410), (x + flute, 836)], c.far, 2.5, 0.8)
        sheet.box(x - 13, 392, 102, 24, mix(c.light, c.far, 0.2))
        sheet.box(x - 13, 832, 102, 22, mix(c.light, c.far, 0.2))
    for step in range(5):
        sheet.box(
            110 - step * 34, 852 + step * 44, 1380 + step * 68, 44, mix(c.light, c.far, 0.15 + step * 0.14)
        )
    for _ in range(7):
        _walker(sheet, chance.uniform(150, 1450), chance.uniform(930, 1040), 1)


def _walker(sheet: Sheet, x: float, foot: float, size: float) -> None:
    c = sheet.colours
    coat = sheet.random.choice([c.near, c.near, c.accent, c.mid])
    sheet.shape(
        [
            (x - 13 * size, foot),
            (x + 13 * size, foot),
            (x + 8 * size, foot - 62 * size),
            (x - 8 * size, foot - 62 * size),
        ],
        coat,
    )
    sheet.disc(x, foot - 73 * size, 10 * size, c.near)
    sheet.shape(
        [
            (x + 8 * size, foot),
            (x + 96 * size, foot + 34 * size),
            (x + 84 * size, foot + 38 * size),
            (x - 10 * size, foot),
        ],
        c.near,
        0.22,
    )


def orbits(sheet: Sheet) -> None:
    """A planet's limb, paths around it and the dots that follow them."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.near, mix(c.near, c.high, 0.6))
    for _ in range(260):
        sheet.disc(
            chance.uniform(0, WIDTH),
            chance.uniform(0, HEIGHT),
            chance.uniform(0.7, 2.6),
            c.light,
            chance.uniform(0.3, 1),
        )
    x, y = chance.uniform(520, 1080), 1290
    sheet.glow(x, y, 1010, c.low, 0.8)
    sheet.disc(x, y, 660, c.mid)
    sheet.disc(x - 60, y + 60, 620, mix(c.mid, c.far, 0.5))
    for number in range(6):
        radius = 740 + number * 92
        sheet.ring(x, y, radius, c.light, 1.6, 0.55)
        for _ in range(chance.randint(1, 4)):
            way = chance.uniform(math.pi * 1.15, math.pi * 1.85)
            dot = (x + math.cos(way) * radius, y + math.sin(way) * radius)
            sheet.glow(*dot, 40, c.accent, 0.7)
            sheet.disc(*dot, 10, c.accent)


def umbrellas(sheet: Sheet) -> None:
    """A square in the rain, seen from a high window."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(mix(c.far, c.low, 0.5), mix(c.far, c.mid, 0.4))
    for left in range(0, WIDTH + 1, 100):
        sheet.stroke([(left, 0), (left - 200, HEIGHT)], c.near, 1.5, 0.14)
    hues = [c.near, c.mid, c.near, c.far, c.light]
    placed: list[tuple[float, float, float]] = []
    for _ in range(900):
        x, y, r = chance.uniform(20, WIDTH - 20), chance.uniform(20, HEIGHT - 20), chance.uniform(34, 62)
        if all((x - a) ** 2 + (y - b) ** 2 > (r + s) ** 2 * 0.86 for a, b, s in placed):
            placed.append((x, y, r))
    for number, (x, y, r) in enumerate(placed):
        _umbrella(sheet, x, y, r, c.accent if number % 17 == 3 else chance.choice(hues))
    for _ in range(160):
        x, y = chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT)
        sheet.stroke([(x, y), (x - 9, y + 46)], c.light, 1.5, 0.5)


def _umbrella(sheet: Sheet, x: float, y: float, radius: float, colour: str) -> None:
    turn = sheet.random.uniform(0, 1)
    corners = [
        (x + math.cos(turn + n * math.pi / 4) * radius, y + math.sin(turn + n * math.pi / 4) * radius)
        for n in range(8)
    ]
    sheet.shape([(a + 16, b + 20) for a, b in corners], sheet.colours.near, 0.28)
    sheet.shape(corners, colour)
    for number, corner in enumerate(corners):
        if number % 2:
            sheet.shape([(x, y), corner, corners[(number + 1) % 8]], mix(colour, sheet.colours.light, 0.16))
    sheet.disc(x, y, 4, sheet.colours.light)


def market(sheet: Sheet) -> None:
    """Striped awnings over crates of fruit."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(mix(c.high, c.low, 0.4), c.low)
    for row in range(3):
        y = 120 + row * 330
        for stall in range(-1, 4):
            x = stall * 470 + row * 150 - 60
            hue = chance.choice([c.accent, c.mid, c.near, mix(c.accent, c.low, 0.4)])
            sheet.box(x + 20, y + 90, 390, 200, mix(c.near, c.mid, 0.3))
            for stripe in range(10):
                colour = hue if stripe % 2 else c.light
                left, right = x + stripe * 43, x + stripe * 43 + 43
                sheet.shape(
                    [
                        (left + 20 - stripe * 4, y),
                        (right + 16 - stripe * 4, y),
                        (right, y + 105),
                        (left, y + 105),
                    ],
                    colour,
                )
                sheet.disc(left + 21.5, y + 105, 21.5, colour)
            for crate in range(4):
                fruit = chance.choice([c.accent, c.far, c.light, mix(c.accent, c.light, 0.5)])
                for n in range(12):
                    sheet.disc(x + 52 + crate * 97 + (n % 4) * 21, y + 196 + n // 4 * 20, 12, fruit)
                sheet.box(x + 38 + crate * 97, y + 240, 90, 52, mix(c.far, c.near, 0.35))


def cables(sheet: Sheet) -> None:
    """Lines laid over a sea bed, a light running along each."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(mix(c.high, c.near, 0.35), c.near)
    for number in range(5):
        sheet.ground(sheet.ridge(560 + number * 105, 60), mix(c.mid, c.near, 0.3 + number * 0.16))
    for number in range(9):
        level, swing = 250 + number * 82, chance.uniform(25, 95)
        line = sheet.wave(level, swing, chance.uniform(170, 420), chance.uniform(0, 6))
        sheet.stroke(line, c.near, 12, 0.5)
        sheet.stroke(line, c.accent if number in (2, 6) else mix(c.light, c.far, 0.4), 5)
        x, y = chance.choice(line[20:-20])
        sheet.glow(x, y, 92, c.light, 0.85)
        sheet.disc(x, y, 9, c.light)


def ballots(sheet: Sheet) -> None:
    """Folded papers that fall towards a slot."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(c.high, c.low)
    sheet.box(300, 800, 1000, 400, c.near)
    sheet.box(270, 765, 1060, 60, c.mid)
    sheet.box(560, 782, 480, 22, c.near)
    for _ in range(30):
        x, y, size = chance.uniform(80, 1520), chance.uniform(30, 690), chance.uniform(44, 96)
        x += (800 - x) * (y / 1100)
        turn = chance.uniform(-0.7, 0.7)
        across, down = (
            (math.cos(turn) * size, math.sin(turn) * size),
            (-math.sin(turn) * size * 1.3, math.cos(turn) * size * 1.3),
        )
        paper = [
            (x, y),
            (x + across[0], y + across[1]),
            (x + across[0] + down[0], y + across[1] + down[1]),
            (x + down[0], y + down[1]),
        ]
        sheet.shape([(a + 10, b + 14) for a, b in paper], c.near, 0.2)
        sheet.shape(paper, chance.choice([c.light, c.light, mix(c.light, c.far, 0.35), c.accent]))
        half = [
            (x + down[0] / 2, y + down[1] / 2),
            (x + across[0] + down[0] / 2, y + across[1] + down[1] / 2),
        ]
        sheet.shape([*paper[:2], *reversed(half)], c.near, 0.1)


def portrait(sheet: Sheet) -> None:
    """A face without features, for a square of 480: hair, shoulders and a collar tell people apart."""
    c, chance = sheet.colours, sheet.random
    sheet.wash(mix(c.high, c.light, 0.25), c.low)
    sheet.disc(chance.uniform(90, 390), chance.uniform(90, 230), 150, c.light, 0.35)
    skin = chance.choice(["#f0c9a8", "#d9a37c", "#b67a53", "#8a5638", "#e8b894", "#6d4530"])
    hair = chance.choice(["#1d1a1c", "#3a2a22", "#6a4a30", "#8f8b88", "#2a2430", "#b9b4ae"])
    style = chance.choice(["short", "long", "bun", "wrap", "curls"])
    if style == "long":
        sheet.shape([(148, 190), (332, 190), (364, 430), (116, 430)], hair)
    if style == "bun":
        sheet.disc(240, 96, 44, hair)
    if style == "curls":
        for n in range(11):
            way = math.pi * (0.95 + n * 0.11)
            sheet.disc(240 + math.cos(way) * 96, 208 + math.sin(way) * 100, 42, hair)
    sheet.disc(240, 200, 104, mix(c.accent, c.light, 0.2) if style == "wrap" else hair)
    sheet.box(204, 280, 72, 90, mix(skin, "#000000", 0.12))
    sheet.shape(
        [(60, 480), (104, 388), (204, 350), (276, 350), (376, 388), (420, 480)],
        chance.choice([c.near, c.mid, c.accent]),
    )
    sheet.shape([(204, 346), (240, 412), (276, 346)], mix(skin, "#000000", 0.06))
    sheet.shape([(196, 342), (236, 414), (186, 424)], c.light)
    sheet.shape([(284, 342), (244, 414), (294, 424)], c.light)
    head = [
        (240 + math.cos(n / 30 * math.tau) * 84, 222 + math.sin(n / 30 * math.tau) * (104 if n < 15 else 88))
        for n in range(30)
    ]
    sheet.shape(head, skin)
    sheet.shape([(240, 134), (324, 222), (300, 300), (262, 324), (252, 222)], "#000000", 0.05)
    fringe = [
        (158, 214),
        (170, 140),
        (240, 112),
        (312, 140),
        (322, 214),
        (300, 168),
        (chance.uniform(190, 290), 160),
        (184, 172),
    ]
    sheet.shape(fringe, mix(c.accent, c.light, 0.2) if style == "wrap" else hair)
    if chance.random() < 0.4:
        for x in (205, 275):
            sheet.ring(x, 226, 25, c.near, 4)
        sheet.stroke([(230, 224), (250, 224)], c.near, 4)


IDEAS = {
    "containers": containers,
    "chart": chart,
    "columns": columns,
    "orbits": orbits,
    "umbrellas": umbrellas,
    "market": market,
    "cables": cables,
    "ballots": ballots,
}
