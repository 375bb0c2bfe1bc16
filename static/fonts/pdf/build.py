"""Cut the weights that PDFs use out of the variable fonts; run it when a font or a weight changes.

    .venv/bin/python static/fonts/pdf/build.py

A PDF holds fonts of one weight each. WeasyPrint cuts them out of a variable font for every document
anew, which was a fifth of the time of a short one.
"""

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
#: Font and weights, as static/css/pdf.css names them.
WEIGHTS = {"nunito-sans": (400, 600, 700), "fraunces": (600,)}


def main():
    """Write a file for each font, part of the alphabet and weight."""
    for name, weights in WEIGHTS.items():
        for part in ("latin", "latin-ext"):
            for weight in weights:
                font = TTFont(HERE.parent / f"{name}-{part}-wght-normal.woff2")
                instantiateVariableFont(font, {"wght": weight}, inplace=True)
                font.flavor = "woff2"
                font.save(HERE / f"{name}-{part}-{weight}.woff2")


if __name__ == "__main__":
    main()
