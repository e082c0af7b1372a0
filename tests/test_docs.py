"""The documentation is held to the code."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

import selon
from selon.cli import cli
from selon.settings import Settings
from tools.write_docs import BLOCKS, MODEL_BLOCKS, ROOT, blocks_in, pages, rewritten

PAGES = {str(page.relative_to(ROOT)): page for page in [*pages(), *ROOT.glob("*.md")]}
FENCE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)


def fenced(kind: str) -> list[tuple[str, str]]:
    """Page and content of every fenced block of a kind."""
    found = [(name, FENCE.findall(page.read_text("utf-8"))) for name, page in PAGES.items()]
    return [(name, content) for name, blocks in found for language, content in blocks if language == kind]


@pytest.mark.parametrize("block", [name for name in BLOCKS if name not in MODEL_BLOCKS])
def test_what_the_code_knows_is_what_the_page_says(block: str) -> None:
    """Commands, settings, errors, word tables and values stand in the pages as they are in the code."""
    made = {block: BLOCKS[block]()}
    holders = [page for page in pages() if block in blocks_in(page.read_text("utf-8"))]
    assert holders
    for page in holders:
        text = page.read_text("utf-8")
        assert text == rewritten(text, made), f"{page}: run python tools/write_docs.py"


@pytest.mark.model
@pytest.mark.parametrize("block", MODEL_BLOCKS)
def test_the_examples_are_real_output(block: str) -> None:
    """The output that README and tutorial show is what the command gives."""
    made = {block: BLOCKS[block]()}
    for page in pages():
        text = page.read_text("utf-8")
        assert text == rewritten(text, made), f"{page}: run python tools/write_docs.py"


def test_readme_shows_an_example() -> None:
    """The README shows what Selon does before anything else."""
    assert blocks_in((ROOT / "README.md").read_text("utf-8"))[0] == "example"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Every relative link of every page, with its heading, is there."""
    page = PAGES[name]
    for target in re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", page.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        linked = page.parent / path
        assert linked.exists(), f"{name}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-")) for heading in headings}


def commands_shown() -> list[tuple[str, str]]:
    """Every ``selon`` command line that a page or a help text shows, each once, with the first place that shows it."""
    lines = [
        (line[2:], name) for name, content in fenced("console") for line in content.splitlines() if line[:2] == "$ "
    ]
    lines += [(line.strip(), "help") for line in BLOCKS["commands"]().splitlines()]
    parts = [(part.strip(), name) for line, name in lines for part in line.split("|")]
    return [(name, line) for line, name in dict(reversed(parts)).items() if line.startswith("selon ")]


@pytest.mark.parametrize(("name", "line"), commands_shown())
def test_commands_shown_can_be_typed(name: str, line: str) -> None:
    """A command line in the documentation has a command, options and values that exist."""
    words = shlex.split(line.partition(" > ")[0])[1:]
    context = click.Context(cli, info_name="selon", **cli.context_settings)
    command: click.Command = cli
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"{name}: {line}"
        command, words = found, words[1:]
    if isinstance(command, click.Group):
        assert words == ["--version"], f"{name}: {line}"
    else:
        command.make_context("selon", words, resilient_parsing=False)


def test_every_make_target_shown_is_there() -> None:
    """A ``make`` line in the documentation names a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = {
        target for _, content in fenced("console") for target in re.findall(r"^\$ make (\w+)", content, re.MULTILINE)
    }
    assert {"read", "test"} <= shown <= targets


def test_just_has_the_recipes_of_make() -> None:
    """What can be done with ``make`` for checking can be done with ``just``."""
    recipes = set(re.findall(r"^([a-z]+)[^:\n]*:$", (ROOT / "justfile").read_text("utf-8"), re.MULTILINE))
    assert {"read", "test", "lint", "types", "imports", "pytest", "quality", "speed", "docs", "format"} <= recipes


@pytest.mark.parametrize(("name", "code"), fenced("python"))
def test_python_shown_compiles(name: str, code: str) -> None:
    """Python in the documentation is Python, and uses only names that the package has."""
    compile(code, name, "exec")
    for attribute in re.findall(r"\bselon\.([A-Za-z_]+)", code):
        assert hasattr(selon, attribute) or find_spec(f"selon.{attribute}"), f"{name}: selon.{attribute}"


@pytest.mark.parametrize(("name", "content"), fenced("toml"))
def test_settings_shown_are_settings(name: str, content: str, tmp_path: Path) -> None:
    """A ``selon.toml`` in the documentation can be read."""
    from selon.settings import load_settings

    (tmp_path / "selon.toml").write_text(content, "utf-8")
    assert load_settings({}, tmp_path) != Settings() or "default_language" in content


def test_a_full_configuration_is_shown() -> None:
    """The settings page shows a file with every setting."""
    text = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    example = next(content for language, content in FENCE.findall(text) if language == "toml")
    assert all(item.name in example for item in fields(Settings))


def test_every_field_of_a_record_is_explained() -> None:
    """The record page names every field that a record writes."""
    from selon.model import claims, events, labels, report

    text = (ROOT / "docs" / "reference" / "record.md").read_text("utf-8")
    classes = (report.Report, claims.Claim, claims.Source, events.EventMention, labels.Label, labels.Unknown)
    names = {item.name for kind in classes for item in fields(kind)} - {"text", "span"}
    assert [name for name in sorted(names) if name not in re.findall(r"\w+", text)] == []


def test_every_page_is_in_the_navigation() -> None:
    """No page is left where nobody finds it."""
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        assert page.relative_to(ROOT / "docs").as_posix() in navigation
