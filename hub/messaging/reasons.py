"""Why an e-mail did not go: a short name to keep with the row, and sentences for staff.

What a mail server answers in words may name a person, so only its number is kept.
"""

from smtplib import SMTPRecipientsRefused

from hub.messaging.choices import Standing, Why

#: Names of errors of which nobody at the hub can mend more than the settings of the mail server.
_SETTINGS = "Ask whoever runs the portal to check HUB_EMAIL_URL and HUB_EMAIL_FROM."
_BY_ERROR = {
    "SMTPRecipientsRefused": "The mail server does not take e-mail for this address.",
    "SMTPDataError": "The mail server took the address and then refused what we sent.",
    "SMTPSenderRefused": "The mail server does not take e-mail from the portal’s own address.",
    "SMTPAuthenticationError": "The mail server did not accept the portal’s user name or password.",
    "SMTPNotSupportedError": "The mail server cannot do what the portal is set up to ask of it, "
    "such as encryption.",
    "SMTPServerDisconnected": "The mail server ended the conversation before it had the e-mail.",
    "SMTPConnectError": "The mail server answered that it takes no e-mail at the moment.",
    "SMTPHeloError": "The mail server answered that it takes no e-mail at the moment.",
    "ConnectionRefusedError": "The mail server could not be reached.",
    "ConnectionResetError": "The mail server broke off the connection.",
    "BrokenPipeError": "The mail server broke off the connection.",
    "TimeoutError": "The mail server did not answer in time.",
    "SoftTimeLimitExceeded": "The mail server did not answer in time.",
    "gaierror": "The name of the mail server was not found.",
    "SSLCertVerificationError": "The mail server could not prove who it is.",
    "SSLError": "No encrypted connection to the mail server could be made.",
    "OSError": "The mail server could not be reached.",
    "ValueError": "Something in the address or the subject may not stand in an e-mail.",
    "BadHeaderError": "Something in the address or the subject may not stand in an e-mail.",
    "UnicodeEncodeError": "The address has letters that e-mail cannot carry.",
    Why.TOO_LATE: "It could not be sent in time: what it says no longer helps.",
    Why.WORKER_LOST: "The program that sends e-mail was stopped in the middle of its work.",
    Why.STOPPED: "Somebody at the hub stopped it.",
    Why.READDRESSED: "It was sent to another address instead.",
}
#: What the numbers of mail servers mean when they speak of an address.
_BY_CODE = {
    450: "The mailbox cannot be used at the moment.",
    451: "The mail server has a problem of its own.",
    452: "The mailbox or the mail server is full.",
    550: "The mail server says that there is no such address.",
    551: "The mail server says that this person has another address.",
    552: "The mailbox is full, or the e-mail is too long for it.",
    553: "The mail server says that the address is not written as it should be.",
    554: "The mail server takes the e-mail for one that is not wanted.",
}
_ABOUT_THE_ADDRESS = ("SMTPRecipientsRefused", "SMTPDataError")


def name_of(error):
    """What is kept of an error: its name, and the number of the server’s answer if it gave one."""
    if isinstance(error.__context__, TimeoutError):
        error = error.__context__  # smtplib calls a silent server a disconnected one
    code = _code(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def is_for_good(error):
    """Would the next attempt hear the same, so that only staff can help?"""
    return _code(error) >= 500


def reason(message):
    """Why it did not go, in a sentence that asks for no knowledge of mail; "" when nothing ails."""
    if not message.last_error:
        return ""
    name, _, code = message.last_error.partition(" ")
    if name in _ABOUT_THE_ADDRESS and code.isdecimal() and int(code) in _BY_CODE:
        return _BY_CODE[int(code)]
    return _BY_ERROR.get(name, "The mail server answered in a way that the portal does not know.")


def meaning(message):
    """What the standing means, and what happens next or can be done: [sentence]."""
    standing = message.standing
    if standing == Standing.WAITING:
        return ["It will be sent as soon as it is its turn, within a minute or two."]
    if standing == Standing.PUT_OFF:
        return ["The portal tries again by itself, at longer and longer intervals."]
    if standing == Standing.RUNNING:
        return ["A worker is talking to the mail server about it right now."]
    if standing == Standing.SENT:
        return ["The mail server took it. Whether it was read, nobody can say."]
    return [_what_happened(message), *_what_to_do(message)]


def why_not_again(message):
    """Why it cannot be sent again, in a sentence; "" when it can."""
    if message.can_be_sent_again:
        return ""
    if message.last_error == Why.READDRESSED:
        return "It was sent to another address instead."
    if message.standing in (Standing.SENT, Standing.RUNNING):
        return "It has been sent, or is being sent right now."
    if message.standing in (Standing.WAITING, Standing.PUT_OFF):
        return "It waits already, and will be sent by itself."
    if message.is_secret:
        return (
            "It holds a code or a link that has run out. Ask for a new one, "
            "for example by inviting the person again."
        )
    return "What it says no longer holds."


def _what_happened(message):
    if message.standing == Standing.FAILED:
        return "It will not be sent by itself: another attempt would be answered the same."
    if message.standing == Standing.GIVEN_UP:
        times = "once" if message.tries == 1 else f"{message.tries} times"
        return f"The portal tried {times} and stopped. It will not be sent by itself."
    return "It will not be sent."


def _what_to_do(message):
    if not message.can_be_sent_again:
        return [why_not_again(message)]
    name = message.last_error.partition(" ")[0]
    if name == "SMTPRecipientsRefused":
        if message.is_secret:
            return ["Check the address with the person, and ask for a new code or link for it."]
        return ["Check the address with the person. Correct it, then send the e-mail again."]
    if name in (Why.STOPPED, Why.WORKER_LOST, "SMTPDataError"):
        return ["You can send it again."]
    return [f"{_SETTINGS} When the mail server answers again, send the e-mail again."]


def _code(error):
    """The number that the server answered with; 0 without one. The mildest of several."""
    if isinstance(error, SMTPRecipientsRefused):
        return min((code for code, _ in error.recipients.values()), default=0)
    code = getattr(error, "smtp_code", 0)
    return code if isinstance(code, int) else 0
