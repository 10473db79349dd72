"""What casework keeps: files with their entries, and projections of them."""

from decretal.casework.models.cases import CaseFile, NameKey, OpenDuty
from decretal.casework.models.files import Entry, EntryKind, File, FileKind, Shared
from decretal.casework.models.likenesses import Likeness, Verdict
from decretal.casework.models.log import Happening, LogLine
from decretal.casework.models.papers import Paper, PaperKind

__all__ = [
    "CaseFile",
    "Entry",
    "EntryKind",
    "File",
    "FileKind",
    "Happening",
    "Likeness",
    "LogLine",
    "NameKey",
    "OpenDuty",
    "Paper",
    "PaperKind",
    "Shared",
    "Verdict",
]
