"""A bar on standard error that says how far a run has come, how fast it goes, and how long it will take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

Move = Callable[[Mapping[str, int]], None]


@contextmanager
def progress_bar(total: int, *, shown: bool) -> Iterator[Move]:
    """Shows a bar; gives what moves it.

    Args:
        total: About how many things there are; the bar grows where there are more.
        shown: Whether somebody watches.
    """
    if not shown:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Things a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.speed else "")

    columns = (
        BarColumn(),
        TextColumn("{task.completed:,.0f} of about {task.total:,.0f}"),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[counts]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, counts="")

        def move(counts: Mapping[str, int]) -> None:
            done = sum(counts.values())
            words = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
            progress.update(task, completed=done, total=max(total, done), counts=words)

        yield move
