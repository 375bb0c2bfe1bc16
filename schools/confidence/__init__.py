"""The staff confidence survey: answered without a name, shown to the lead as a summary alone."""

#: By which hub.surveys knows its questions.
QUESTIONNAIRE = "confidence"
