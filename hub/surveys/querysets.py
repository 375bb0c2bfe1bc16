"""Questionnaires, versions and answers by name."""

from hub.permissions import RightsQuerySet
from hub.surveys.choices import FillingState, VersionState


class QuestionnaireQuerySet(RightsQuerySet):
    """Questionnaires, and with them everything they are made of."""

    def visible_to(self, user):
        """The questionnaires that this user may look at as a member of the hub's staff."""
        return self.allowing("surveys.see_questionnaire", user)


class VersionQuerySet(RightsQuerySet):
    """Versions of questionnaires."""

    def visible_to(self, user):
        """Those of the questionnaires that this user may look at."""
        return self.allowing("surveys.see_version", user)

    def published(self):
        """The one of each questionnaire that is asked now."""
        return self.filter(state=VersionState.PUBLISHED)

    def drafts(self):
        """The one of each questionnaire that is being edited."""
        return self.filter(state=VersionState.DRAFT)


class SectionQuerySet(RightsQuerySet):
    """Sections of versions."""

    def visible_to(self, user):
        """Those of the questionnaires that this user may look at."""
        return self.allowing("surveys.see_section", user)


class QuestionQuerySet(RightsQuerySet):
    """Questions of versions."""

    def visible_to(self, user):
        """Those of the questionnaires that this user may look at."""
        return self.allowing("surveys.see_question", user)


class FillingQuerySet(RightsQuerySet):
    """Sets of answers."""

    def visible_to(self, user):
        """Those that the app which asks lets this user read."""
        return self.allowing("surveys.see_filling", user)

    def submitted(self):
        """Those that were handed in."""
        return self.filter(state=FillingState.SUBMITTED)


class AnswerQuerySet(RightsQuerySet):
    """Single answers."""

    def visible_to(self, user):
        """Those in the sets of answers that this user may read."""
        return self.allowing("surveys.see_answer", user)


class EarlierAnswerQuerySet(RightsQuerySet):
    """What answers were before."""

    def visible_to(self, user):
        """Those of the answers that this user may read."""
        return self.allowing("surveys.see_earlier_answer", user)
