"""The table of commands: what the desk can be asked for, where it stands in the menus, and its keys."""

from __future__ import annotations

from promo_desk.desktop.actions import Command
from promo_desk.fields.message import Message

MENUS: tuple[tuple[str, Message], ...] = (
    ("record", Message("Record")),
    ("edit", Message("Edit")),
    ("view", Message("View")),
    ("go", Message("Go")),
    ("help", Message("Help")),
)

COMMANDS: tuple[Command, ...] = (
    Command("new", Message("New"), "record", "plus", ("Ctrl+N",)),
    Command("open", Message("Open beside the list"), "record", "panel-right", in_palette=False),
    Command("edit", Message("Edit"), "record", "pencil", ("Ctrl+Return", "Ctrl+Enter")),
    Command("save", Message("Save"), "record", "check", ("Ctrl+S",)),
    Command("delete", Message("Delete"), "record", "trash-2", ("Del",)),
    Command("import", Message("Import…"), "record", "file-input", ("Ctrl+I",)),
    Command("import_folder", Message("Import a folder…"), "record", "folder-open", ("Ctrl+Shift+I",)),
    Command("import_now", Message("Import the open file"), "record", "check"),
    Command("export", Message("Export what is shown…"), "record", "file-output", ("Ctrl+E",)),
    Command("quit", Message("Quit"), "record", "log-out", ("Ctrl+Q",)),
    Command("undo", Message("Undo"), "edit", "undo-2", ("Ctrl+Z",)),
    Command("redo", Message("Redo"), "edit", "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("copy", Message("Copy as cells"), "edit", "copy", ("Ctrl+C",)),
    Command("paste", Message("Paste"), "edit", "clipboard-paste", ("Ctrl+V",)),
    Command("edit_cell", Message("Edit the cell"), "edit", "text-cursor-input", ("F2",)),
    Command("find", Message("Filter this list"), "edit", "list-filter", ("Ctrl+F",)),
    Command("add_filter", Message("Add a condition"), "edit", "funnel", ("Ctrl+Shift+F",)),
    Command("clear_filters", Message("Show all"), "edit", "funnel-x"),
    Command("palette", Message("Search or run a command"), "view", "search", ("Ctrl+K",), in_palette=False),
    Command("columns", Message("Choose columns"), "view", "columns-3", ("Ctrl+Shift+C",)),
    Command("wide", Message("Record over the whole page"), "view", "maximize-2", ("Ctrl+Shift+Return",)),
    Command("close", Message("Close the record"), "view", "x", ("Esc",), in_palette=False),
    Command("refresh", Message("Refresh"), "view", "refresh-cw", ("F5",)),
    Command("language", Message("中文 / English"), "view", "languages", ("Ctrl+Shift+L",)),
    Command("scheme", Message("Light or dark"), "view", "sun-moon", ("Ctrl+Shift+D",)),
    Command("back", Message("Back"), "go", "arrow-left", ("Alt+Left",)),
    Command("forward", Message("Forward"), "go", "arrow-right", ("Alt+Right",)),
    Command("next_file", Message("Next file"), "go", "arrow-down", ("Alt+Down",), in_palette=False),
    Command("previous_file", Message("File before"), "go", "arrow-up", ("Alt+Up",), in_palette=False),
    Command("next_tab", Message("Next sheet"), "go", "", ("Ctrl+Tab", "Ctrl+PgDown"), in_palette=False),
    Command("previous_tab", Message("Sheet before"), "go", "", ("Ctrl+Shift+Tab", "Ctrl+PgUp"), in_palette=False),
    Command("keys", Message("Keyboard map"), "help", "keyboard", ("F1",)),
)
