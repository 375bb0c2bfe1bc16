"""What the form of a section needs to know: what may be asked, was answered, is known."""

from functools import cached_property

from hub.surveys import conditions, kinds
from hub.surveys.answering import Conflict
from hub.surveys.models import Answer
from hub.surveys.prefill import known_for
from hub.surveys.reading import questions_of

#: What a field's name ends and begins with that holds the note, and the revision that was seen.
NOTE, SEEN = "-note", "seen-"


class Setting:
    """What a form of a section needs to know; a statement or two, more to prefill."""

    def __init__(self, filling, section, *, facts, suggested, conflicts, shows_all):
        self.shows_all = shows_all
        self.is_whole = section is None
        self.all_questions = questions_of(filling.version)
        self.by_pk = {question.pk: question for question in self.all_questions}
        mine = [e for e in self.all_questions if self.is_whole or e.section_id == section.pk]
        self.headings = self._titles() if self.is_whole else {}
        rows = filling.answers.all() if filling.pk else []  # a preview is of nobody's answers
        answers = {each.question_id: each for each in rows}
        self.values = {q.key: answers[q.pk].value for q in self.all_questions if q.pk in answers}
        # What hangs on an answer of another section is not on the page unless that was given.
        on_page = {each.pk for each in mine}
        elsewhere = [each for each in self.all_questions if each.pk not in on_page]
        shown = conditions.shown(elsewhere, self.values)
        self.questions = [each for each in mine if self._may_come(each, section, shown)]
        self.answers = {q.key: answers[q.pk] for q in self.questions if q.pk in answers}
        self.conflicts: dict[str, Conflict] = conflicts
        self._filling, self._facts, self._suggested = filling, facts, suggested

    @cached_property
    def known(self):
        """{question key: Known} of what is not answered here. A form that is saved never asks."""
        unanswered = [each for each in self.questions if each.key not in self.answers]
        keys = {each.key for each in unanswered}
        suggested = {key: known for key, known in self._suggested.items() if key in keys}
        return suggested | known_for(self._filling, unanswered, facts=self._facts)

    def _may_come(self, question, section, shown):
        """May it be asked on this page, whatever is answered on it?"""
        if self.is_whole or self.shows_all:
            return True
        parent = self.by_pk.get(question.shown_if_question_id)
        while parent is not None:
            if parent.section_id != section.pk:
                met = conditions.as_keys(self.values.get(parent.key))
                return parent.key in shown and bool(set(question.shown_if_values) & set(met))
            question, parent = parent, self.by_pk.get(parent.shown_if_question_id)
        return True

    def _titles(self):
        """{key of the first question of each section: title of the section}."""
        firsts: dict = {}
        for question in self.all_questions:
            firsts.setdefault(question.section_id, question)
        return {question.key: question.section.title for question in firsts.values()}

    def is_on_the_page_of(self, parent, question):
        """Do both stand on one page?"""
        return self.is_whole or parent.section_id == question.section_id

    def hangs_elsewhere(self, question):
        """Does it hang on a question of another section?"""
        parent = self.by_pk.get(question.shown_if_question_id)
        return parent is not None and not self.is_on_the_page_of(parent, question)

    def initial(self):
        """{field name: value}."""
        found = {}
        for question in self.questions:
            answer: Answer | None = self.answers.get(question.key)
            known = self.known.get(question.key)
            if answer is not None:
                found[question.key] = kinds.to_show(question, answer.value)
                found[question.key + NOTE] = answer.note
            elif known is not None:
                found[question.key] = kinds.to_show(question, known.value)
            found[SEEN + question.key] = answer.revision if answer else 0
        return found
