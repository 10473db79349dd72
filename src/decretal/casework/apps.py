"""The Django application of casework."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Files, entries and the procedure."""

    name = "decretal.casework"
    label = "casework"
    verbose_name = "Casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put in what writes the projections of the steps, and the telegrams that they entail."""
        from decretal.casework import (
            complaint_standing,
            correspondence,
            education_standing,
            group_standing,
            guidance_standing,
            list_standing,
            project,
            record,
            restoration,
            transfer_standing,
        )
        from decretal.casework.models import FileKind

        project.PROJECTORS[FileKind.COMPLAINT] = complaint_standing.write_complaints
        project.PROJECTORS[FileKind.GUIDANCE] = guidance_standing.write_requests
        project.PROJECTORS[FileKind.SESSIONS] = education_standing.write_sessions
        project.PROJECTORS[FileKind.GROUP] = group_standing.write_groups
        project.PROJECTORS[FileKind.LIST] = list_standing.write_lists
        project.CASE_PROJECTORS.extend(
            (transfer_standing.write_transfers, restoration.write_restorations)
        )
        record.ENTAILED.append(correspondence.entailed)
