"""The printed table: figures of each archive, with the aim beside them. It states; it does not judge."""

AIMS = {  # CPU milliseconds, uncached; the numbers are the project's own aims
    "section, page 1": 5.0,
    "article": 3.0,
    "full-text feed": 4.0,
    "publish": 15.0,
    "list": 60.0,
}
DESK = {
    "publish": "publish one article",
    "save": "save in the desk",
    "list": "desk’s article list",
    "search": "desk’s search",
}
SEARCH_AIMS = {10_000: 10.0, 100_000: 50.0}  # by the archive's size


def render(results: dict[int, dict], imports: list[tuple[int, float, float, int]]) -> str:
    lines = ["", "CPU milliseconds of the server for one request (gunicorn, 1 worker, 4 threads), SQLite"]
    for size, figures in results.items():
        lines += [
            "",
            f"{size:,} articles",
            _row("", "uncached", "aim", "cold", "cached", "bare", "rate", "304", "bare", "rate"),
        ]
        lines += [_page(name, page) for name, page in figures["pages"].items()]
        lines += ["", _row("search, uncached", "relevance", "by date", "aim")]
        lines += [_search(name, costs, size) for name, costs in figures["searches"].items()]
        lines += ["", _row("desk", "CPU ms", "aim")]
        lines += [_row(DESK[key], _ms(figures["desk"].get(key)), _aim(key)) for key in DESK]
        lines += [_row("bulk path", f"{figures['build']:.0f}/CPU s")]
    lines += ["", *_imports(imports), "", *_legend()]
    return "\n".join(lines)


def _page(name: str, page: dict) -> str:
    if page.get("uncached") is None:
        return _row(name, "not there")
    return _row(
        name, _ms(page["uncached"]), _aim(name), _ms(page["cold"]),
        _ms(page["cached"]), _ms(page["bare"]), _share(page["bare"], page["cached"]),
        _ms(page["304"]), _ms(page["bare 304"]), _share(page["bare 304"], page["304"]),
    )  # fmt: skip


def _search(name: str, costs: dict[str, float], size: int) -> str:
    aim = f"≤ {SEARCH_AIMS[size]:g}" if size in SEARCH_AIMS else ""
    return _row(name, _ms(costs["relevance"]), _ms(costs.get("date")), aim)


def _imports(imports: list[tuple[int, float, float, int]]) -> list[str]:
    if not imports:
        return ["import_articles: not there"]
    head = _row("import_articles", "a second", "aim", "a CPU s", "peak MiB")
    return [
        head,
        *(
            _row(f"{size:,} stories", f"{rate:.0f}", "≥ 800", f"{cpu:.0f}", str(memory))
            for size, rate, cpu, memory in imports
        ),
    ]


def _legend() -> list[str]:
    return [
        "uncached: no page cache; cold: nor the cards a process keeps; cached: the page cache warm;",
        "bare: a Django view without middleware returning the same bytes; rate: bare / ours, aim ≥ 0.9 for cached and 304.",
    ]


def _row(first: str, *cells: str) -> str:
    return f"{first:<24}" + "".join(f"{cell:>10}" for cell in cells)


def _ms(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _aim(key: str) -> str:
    return f"≤ {AIMS[key]:g}" if key in AIMS else ""


def _share(bare: float, ours: float) -> str:
    return f"{bare / ours:.2f}" if ours else "–"
