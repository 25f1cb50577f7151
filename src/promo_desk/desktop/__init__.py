"""The window: Qt Widgets over the functions of the rooms below. Holds keys, ids, tuples and Fields, never a Record.

``app`` starts it; ``desk`` is what all its parts share; ``pages`` is the table of its pages.
"""
