"""My family: what carers do for themselves and the learners whom they look after."""
