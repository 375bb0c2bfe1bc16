"""Charts drawn on the server as SVG, for pages and PDF alike. This module places the marks.

Widths are per cent and heights are pixels, so that a chart fills its column while its words keep
their size. Colours stand here as well as in hub.css, because a PDF's drawing reads no stylesheet.
"""

from dataclasses import dataclass, field

COLOURS = ("#5A1F5C", "#0A7F76", "#A86B00", "#C24A28", "#2E6FB0", "#6B6175")
# One drawing for each colour, so that a chart reads in black and white: the lines of a tile of
# 8 by 8 pixels for bars, the dashes of a line.
HATCHES = ("", "M0 8 8 0", "M0 4h8", "M4 0v8", "M0 0l8 8M0 8 8 0", "M2 2h2v2H2zM6 6h2v2H6z")
DASHES = ("none", "8 4", "2 4", "12 4 2 4", "4 4", "16 6")

ROW, BAR, GAP = 24, 22, 14
# The longest bar leaves room for its number.
WIDEST = 82


@dataclass(frozen=True)
class Bar:
    """One bar: ``text`` is the number as it is written, ``series`` counts from 1."""

    label: str
    value: float
    text: str = ""
    series: int = 1


@dataclass(frozen=True)
class Series:
    """One line of a line chart; its values belong to the chart's labels in turn, None for a gap."""

    name: str
    values: list


@dataclass(frozen=True)
class Chart:
    """What both kinds share. ``key`` makes ids unique; ``summary`` says what it shows."""

    key: str
    title: str
    summary: str

    @property
    def series_styles(self):
        """The colour, hatch and dashes of each series in use."""
        return [
            {"number": n, "colour": colour, "hatch": hatch, "dashes": dashes}
            for n, (colour, hatch, dashes) in enumerate(
                zip(COLOURS, HATCHES, DASHES, strict=True), 1
            )
            if n in self.series_used
        ]


@dataclass(frozen=True)
class BarChart(Chart):
    """Bars lying down, longest value as the full width, axis from zero.

    ``dense``: about half as high, for a page that holds more than this. ``most``: the value that is
    the full width, where the scale ends at one whatever the bars are.
    """

    bars: list[Bar] = field(default_factory=list)
    label_heading: str = "What"
    value_heading: str = "Number"
    dense: bool = False
    most: float | None = None

    @property
    def series_used(self):
        return {bar.series for bar in self.bars}

    @property
    def font_size(self):
        return 12 if self.dense else 15

    @property
    def _heights(self):
        """Of the label's row, the bar and the gap under it."""
        return (16, 13, 7) if self.dense else (ROW, BAR, GAP)

    @property
    def height(self):
        return len(self.bars) * sum(self._heights)

    @property
    def marks(self):
        """Each bar with its place: label line, bar, and the number after its end."""
        most = self.most or max((bar.value for bar in self.bars), default=0) or 1
        row, height, gap = self._heights
        marks = []
        for n, bar in enumerate(self.bars):
            top = n * (row + height + gap)
            width = round(WIDEST * max(bar.value, 0) / most, 2)
            marks.append(
                {
                    "label": bar.label,
                    "text": bar.text or f"{bar.value:,}",
                    "series": bar.series,
                    "colour": COLOURS[bar.series - 1],
                    "fill": self._fill(bar.series),
                    "label_y": top + row - row // 3,
                    "bar_y": top + row,
                    "bar_height": height,
                    "text_y": top + row + height - height // 4,
                    "width": f"{width}%",
                }
            )
        return marks

    def _fill(self, series):
        """The hatching of the series; the first is plain, without the seams of a pattern."""
        return f"url(#{self.key}-{series})" if HATCHES[series - 1] else COLOURS[series - 1]

    @property
    def table(self):
        """The same rows for the table under the chart."""
        return [(bar.label, bar.text or f"{bar.value:,}") for bar in self.bars]


@dataclass(frozen=True)
class LineChart(Chart):
    """Lines over equal steps (terms, months), axis from zero."""

    labels: list[str] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    unit: str = ""
    label_heading: str = "When"

    TOP, PLOT, BOTTOM = 28, 200, 32
    LEGEND, NEAR = 22, 18  # the height of a name over the lines; nearer numbers are in the way
    LEFT, RIGHT = 9, 91  # per cent

    @property
    def series_used(self):
        return set(range(1, len(self.series) + 1))

    @property
    def top(self):
        """Where the lines begin: under their names, where there are several."""
        return self.TOP + (len(self.series) * self.LEGEND if len(self.series) > 1 else 0)

    @property
    def height(self):
        return self.base + self.BOTTOM

    @property
    def base(self):
        return self.top + self.PLOT

    @property
    def most(self):
        return max((v for s in self.series for v in s.values if v is not None), default=0) or 1

    def _x(self, n):
        steps = max(len(self.labels) - 1, 1)
        return round(self.LEFT + (self.RIGHT - self.LEFT) * n / steps, 2)

    def _y(self, value):
        return round(self.base - self.PLOT * value / self.most, 1)

    @property
    def ticks(self):
        """The words under the axis: all of them up to six, then every second, third and so on."""
        every = -(-len(self.labels) // 6) or 1
        return [
            {"text": text, "x": f"{self._x(n)}%"}
            for n, text in enumerate(self.labels)
            if n % every == 0
        ]

    @property
    def lines(self):
        """Each series: segments, points with their numbers, and its name: of one line at its last
        point, of several over all of them, as ends may lie too near for words.
        """
        lines = []
        for n, series in enumerate(self.series, 1):
            points = [
                {"x": self._x(i), "y": self._y(value), "text": f"{value:,}{self.unit}"}
                for i, value in enumerate(series.values)
                if value is not None
            ]
            # A gap in the values is a gap in the line: only neighbours are joined.
            joined = [
                (self._x(i), self._y(a), self._x(i + 1), self._y(b))
                for i, (a, b) in enumerate(zip(series.values, series.values[1:], strict=False))
                if a is not None and b is not None
            ]
            lines.append(
                {
                    "name": series.name,
                    "colour": COLOURS[n - 1],
                    "dashes": DASHES[n - 1],
                    "segments": [
                        {"x1": f"{a}%", "y1": b, "x2": f"{c}%", "y2": d} for a, b, c, d in joined
                    ],
                    "points": [
                        point
                        | {
                            "x": f"{point['x']}%",
                            "text": point["text"] if self._is_told(i, points) else "",
                            "text_y": point["y"] - 10,
                        }
                        for i, point in enumerate(points)
                    ],
                    "legend_y": n * self.LEGEND - 8 if len(self.series) > 1 else None,
                    "name_y": points[-1]["y"] + 22 if points else 0,
                }
            )
        return self._apart(lines)

    def _apart(self, lines):
        """The lines, with no number of one written over that of another."""
        told: dict[str, list] = {}
        for line in lines:
            for point in line["points"]:
                if point["text"]:
                    told.setdefault(point["x"], []).append(point)
        for points in told.values():
            points.sort(key=lambda point: point["y"])
            for above, point in zip(points, points[1:], strict=False):
                if point["y"] - above["y"] >= self.NEAR:
                    continue
                if point["text"] == above["text"]:
                    point["text"] = ""
                else:
                    point["text_y"] = min(point["y"] + 20, self.base - 4)
        return lines

    @staticmethod
    def _is_told(index, points):
        """Few points all carry their number; of many, the first and the last."""
        return len(points) <= 6 or index in (0, len(points) - 1)

    @property
    def table(self):
        """The same values for the table under the chart: a label, then a cell a series."""
        return [
            (
                label,
                [
                    "–" if s.values[n] is None else f"{s.values[n]:,}{self.unit}"
                    for s in self.series
                ],
            )
            for n, label in enumerate(self.labels)
        ]
