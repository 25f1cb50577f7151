"""What every command shares: its options, the open database, printing, and the world's faults as exit code 1."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

import click

from promo_desk.fields.folders import DATABASE_VARIABLE, default_database
from promo_desk.fields.message import Message, WorldFault
from promo_desk.fields.words import LANGUAGES, user_language
from promo_desk.records import kind_of_plural, kinds, label, plural_key
from promo_desk.store import Missing

if TYPE_CHECKING:
    from promo_desk.store import Store


@dataclass(frozen=True)
class Setting:
    """What the common options of a command said."""

    database: str
    language: str
    machine: bool

    @contextmanager
    def store(self, create: bool = False) -> Iterator[Store]:
        """The open database; closed afterwards."""
        from promo_desk.store import open_store

        store = open_store(self.database, create=create)
        store.language = "en" if self.machine else self.language
        try:
            yield store
        finally:
            store.close()

    def say(self, text: str | Message, **values: Any) -> None:
        """A line for people; machines get JSON alone."""
        if not self.machine:
            message = text if isinstance(text, Message) else Message(text, values)
            click.echo(printable(message.text(self.language)))

    def show(self, data: Any, text: Callable[[], str]) -> None:
        """JSON for machines, text for people."""
        click.echo(json.dumps(data, ensure_ascii=False, indent=1) if self.machine else printable(text()))


def printable(text: str) -> str:
    """No control character but line breaks and tabs reaches the terminal: names come from other people's files."""
    return "".join(c if c.isprintable() or c in "\n\t" else f"\\x{ord(c):02x}" for c in text)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--database``, ``--language`` and ``--json``; it receives them as one :class:`Setting`."""

    @click.option("--database", metavar="PATH|URL", help="The office's database (default: one file in your data "
                                                         f"folder, or {DATABASE_VARIABLE}).")
    @click.option("--language", type=click.Choice(LANGUAGES), help="Language of what is printed and written.")
    @click.option("--json", "machine", is_flag=True, help="Print JSON for machines.")
    @functools.wraps(command)
    def with_setting(*args: Any, database: str | None, language: str | None, machine: bool, **rest: Any) -> Any:
        setting = Setting(database or default_database(), language or user_language(), machine)
        with faults(setting.language):
            return command(setting, *args, **rest)

    return with_setting


@contextmanager
def faults(language: str) -> Iterator[None]:
    """A world's fault becomes one line on standard error and exit code 1."""
    try:
        yield
    except WorldFault as fault:
        _stop(fault.message, language)
    except Missing as gone:
        _stop(Message("There is no {kind} with the number {id}.", {"kind": label(gone.kind, language), "id": gone.id}),
              language)
    except BrokenPipeError:
        raise SystemExit(0) from None


def _stop(message: Message, language: str) -> NoReturn:
    click.echo(printable(message.text(language)), err=True)
    raise SystemExit(1) from None


class KindName(click.ParamType[str]):
    """A kind of record as commands name it: "companies", and "company" too."""

    name = "KIND"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return kind_of_plural(str(value))
        except KeyError:
            names = ", ".join(plural_key(kind) for kind in kinds())
            self.fail(f"{value!r} is not kept here; there are {names}.", param, ctx)


def a_day() -> date:
    """Today, by this machine's clock: rules are given it, they never look."""
    return date.today()


@contextmanager
def progress(setting: Setting, label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on a terminal; none in a pipe, none for machines."""
    if setting.machine or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(label, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total or None)
