"""The instruments that a hub begins with; it renames them, adds others and stops offering some."""

from hub.music.choices import Adaptation, Family
from hub.music.models import Instrument

_STRING_SIZES = ["1/16", "1/8", "1/4", "1/2", "3/4", "4/4"]
_GUITAR_SIZES = ["1/4", "1/2", "3/4", "4/4"]
_ONE, _LEFT, _BREATH, _SWITCH, _SMALL = Adaptation

#: {family: {name: (sizes, adaptations)}}. Source: instruments that hubs teach and lend (b9a).
_STARTING = {
    Family.VOICE: {"Voice": ([], [])},
    Family.STRINGS: {
        "Violin": (_STRING_SIZES, [_LEFT, _SMALL]),
        "Viola": (["12 inch", "13 inch", "14 inch", "15 inch", "16 inch"], [_LEFT]),
        "Cello": (["1/8", "1/4", "1/2", "3/4", "4/4"], [_LEFT, _SMALL]),
        "Double bass": (["1/8", "1/4", "1/2", "3/4"], []),
        "Harp": (["Lever", "Pedal"], [_SMALL]),
    },
    Family.WOODWIND: {
        "Recorder": (["Descant", "Treble", "Tenor", "Bass"], [_ONE]),
        "Flute": (["Curved head", "Straight head"], [_ONE, _SMALL]),
        "Oboe": ([], []),
        "Clarinet": ([], [_ONE, _SMALL]),
        "Chalumeau": ([], [_SMALL]),
        "Saxophone": (["Alto", "Tenor", "Baritone"], [_ONE]),
        "Bassoon": (["Mini", "Full"], [_SMALL]),
    },
    Family.BRASS: {
        "Trumpet": ([], [_ONE, _LEFT]),
        "Cornet": ([], [_ONE]),
        "French horn": (["Single", "Double"], []),
        "Tenor horn": ([], []),
        "Trombone": (["Mini", "Full"], [_SMALL]),
        "Baritone": ([], []),
        "Euphonium": ([], [_ONE]),
        "Tuba": ([], []),
        "Plastic brass": ([], [_SMALL]),
    },
    Family.GUITAR: {
        "Guitar": (_GUITAR_SIZES, [_LEFT, _ONE]),
        "Electric guitar": (["3/4", "4/4"], [_LEFT]),
        "Bass guitar": (["3/4", "4/4"], [_LEFT]),
        "Ukulele": ([], [_LEFT, _ONE]),
    },
    Family.KEYBOARD: {
        "Piano": ([], [_ONE]),
        "Keyboard": ([], [_ONE]),
        "Organ": ([], []),
        "Accordion": ([], []),
    },
    Family.PERCUSSION: {
        "Drum kit": ([], [_ONE]),
        "Orchestral percussion": ([], []),
        "Tuned percussion": ([], []),
        "Samba and djembe": ([], []),
    },
    Family.WORLD: {
        "Folk fiddle": ([], []),
        "Steel pans": ([], []),
        "Tabla": ([], []),
        "Dhol": ([], []),
        "Harmonium": ([], []),
    },
    Family.TECHNOLOGY: {
        "Music technology": ([], [_SWITCH]),
        "Electronic adapted instrument": ([], [_BREATH, _SWITCH, _ONE]),
    },
}
#: Services that teach these in groups are few; a hub that does unticks it.
_INDIVIDUAL_ONLY = {"Piano", "Drum kit", "Organ", "Harp"}


def make_instruments(**kwargs):
    """After migration: make the instruments, where there is none yet."""
    if Instrument.objects.exists():
        return
    Instrument.objects.bulk_create(
        Instrument(
            key=name.lower().replace(" ", "-"),
            name=name,
            family=family,
            sizes=sizes,
            adaptations=[str(each) for each in adaptations],
            individual_only=name in _INDIVIDUAL_ONLY,
        )
        for family, instruments in _STARTING.items()
        for name, (sizes, adaptations) in instruments.items()
    )
