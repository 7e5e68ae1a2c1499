"""The shape of the project: which way imports point, which words the public side may not know, how long things get."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400  # lines; past that a file is two things
LONGEST_FUNCTION = 60  # lines
WORDS = "articles/demo"  # the demo's people and scenes: prose and drawings, of which a file may hold more
PUBLIC_SIDE = [
    "articles/site/**/*.py",
    "articles/templatetags/site*.py",
    "articles/reports/site/**/*.py",
    "articles/reports/templatetags/*.py",
    "articles/syndication/outbound*.py",
    "articles/syndication/outbound*/**/*.py",
    "articles/comments/site/**/*.py",
    "articles/comments/templatetags/comments.py",
]
FORMATS = ("tabular", "json", "wxr", "feed", "ghost")
CLOSED_TO_READERS = (
    "articles.desk",
    "articles.importing",
    "articles.models.article",
    "articles.models.revision",
    "articles.models.Article",
    "articles.models.Revision",
    "articles.publishing.door",
    "articles.publishing.ledger",
    "articles.publishing.revisions",
    "articles.reports.contents",
    "articles.reports.desk",
    "articles.reports.door",
    "articles.reports.files",
    "articles.reports.models.Report",
    "articles.reports.models.ReportRevision",
    "articles.reports.models.ledger",
    "articles.reports.models.report",
)


def files(*patterns: str) -> list[Path]:
    return sorted(
        path
        for pattern in patterns
        for path in ROOT.glob(pattern)
        if path.is_file() and "migrations" not in path.parts
    )


def ours() -> list[Path]:
    return files(
        "newsroom/**/*.py", "authors/**/*.py", "articles/**/*.py", "tests/**/*.py", "benchmarks/**/*.py"
    )


def imported(path: Path) -> Iterator[str]:
    """Full names of what a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def relative_imports(path: Path) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(ast.parse(path.read_text()))
    )


def test_imports_point_one_way():
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout


def test_every_module_of_the_project_has_its_place_in_the_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    placed = {name for layer in contracts[0]["layers"] for name in layer.replace("|", ":").split(" : ")}
    placed = {name.strip() for layer in placed for name in layer.split(":")}
    found = {f"newsroom.{path.stem}" for path in (ROOT / "newsroom").iterdir() if _is_module(path)}

    assert found - placed == set()


def _is_module(path: Path) -> bool:
    return (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").is_file()


def test_the_public_side_knows_neither_the_desk_nor_a_working_copy():
    public = files(*PUBLIC_SIDE)
    wrong = [
        f"{_named(path)} imports {name}"
        for path in public
        for name in imported(path)
        if any(name == closed or name.startswith(f"{closed}.") for closed in CLOSED_TO_READERS)
    ]

    assert public, "the public side has moved; say where it lives now"
    assert wrong == []


def test_the_public_side_asks_for_no_model_by_its_name():
    wrong = [_named(path) for path in files(*PUBLIC_SIDE) if "get_model(" in path.read_text()]

    assert wrong == []


def test_every_import_says_where_from():
    assert [_named(path) for path in ours() if relative_imports(path)] == []


def test_readers_of_formats_touch_no_database():
    """A reader takes bytes and gives values; one writer stores them."""
    readers = files(*(f"articles/importing/{format}*.py" for format in FORMATS))
    wrong = [
        f"{path.name} imports {name}"
        for path in readers
        for name in imported(path)
        if name.startswith(("django.db", "articles.models", "authors.models", "articles.publishing"))
    ]

    assert readers, "the readers have moved; say where they live now"
    assert wrong == []


def test_nothing_is_too_long_to_be_read():
    read = [path for path in ours() if not _named(path).startswith(WORDS)]
    long_files = [f"{_named(path)}: {len(path.read_text().splitlines())} lines" for path in read]
    too_long = [line for line in long_files if int(line.split()[-2]) > LONGEST_FILE]

    assert too_long + [line for path in ours() for line in _long_functions(path)] == []


def _long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{_named(path)}: {node.name} has {length} lines"


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_expression_needs_a_newer_python():
    """Before 3.11.5 a possessive group that holds a choice or a repetition matches wrongly (python/cpython#106052)."""
    faulty = re.compile(r"\)[*+?]\+|\(\?>")
    found = [
        f"{path}:{number}"
        for top in ("newsroom", "authors", "articles")
        for path in sorted((ROOT / top).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"""["'].*["']""", line) and faulty.search(line) and "safe=" not in line
    ]
    assert found == []


def test_locks_and_commands_name_no_host():
    """Locks carry hashes only, so that they install from wherever an operator trusts."""
    wrong = [
        f"{_named(path)}: {address}"
        for path in files("requirements/*", "Makefile", ".ci/*", "pyproject.toml", "deploy/Dockerfile")
        for address in re.findall(r"(?:https?://|(?<!no-emit-)(?:index-url|find-links))\S*", path.read_text())
        if "127.0.0.1" not in address
    ]

    assert wrong == []


def test_every_locked_package_has_its_hashes():
    for lock in files("requirements/*.txt"):
        packages = re.findall(
            r"^[\w.-]+(?:\[[\w,-]+\])?==[^\n]*(?:\n    --hash[^\n]*)*", lock.read_text(), re.MULTILINE
        )

        assert packages, f"{lock.name} holds no package"
        assert [package for package in packages if "--hash=sha256:" not in package] == []
