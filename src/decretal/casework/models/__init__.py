"""What casework keeps: files with their entries, and projections of them."""

from decretal.casework.models.care import InCare, Matter, Term
from decretal.casework.models.cases import CaseFile, NameKey, OpenDuty
from decretal.casework.models.complaints import Complaint, ComplaintRead, Course, Finding
from decretal.casework.models.education import Attendance, Session
from decretal.casework.models.files import Entry, EntryKind, File, FileKind, Shared
from decretal.casework.models.groups import Group, GroupMember, GroupState
from decretal.casework.models.guidance import Gap, GuidanceMember, GuidanceRequest, Stage
from decretal.casework.models.likenesses import Likeness, Verdict
from decretal.casework.models.lists import ListedName, ListState, NameList
from decretal.casework.models.log import Happening, LogLine
from decretal.casework.models.papers import Paper, PaperKind
from decretal.casework.models.restorations import Restoration
from decretal.casework.models.transfers import PermissionAsked, Transfer, TransferState
from decretal.casework.models.views import SavedView

__all__ = [
    "Attendance",
    "CaseFile",
    "Complaint",
    "ComplaintRead",
    "Course",
    "Entry",
    "EntryKind",
    "File",
    "FileKind",
    "Finding",
    "Gap",
    "Group",
    "GroupMember",
    "GroupState",
    "GuidanceMember",
    "GuidanceRequest",
    "Happening",
    "InCare",
    "Likeness",
    "ListState",
    "ListedName",
    "LogLine",
    "Matter",
    "NameKey",
    "NameList",
    "OpenDuty",
    "Paper",
    "PaperKind",
    "PermissionAsked",
    "Restoration",
    "SavedView",
    "Session",
    "Shared",
    "Stage",
    "Term",
    "Transfer",
    "TransferState",
    "Verdict",
]
