"""Draws every place of the window into pictures: `python -m evidence_desk.ui.shots FOLDER`, or `dev.py shots`.

Light and dark, at 1280×720, at 150 % of that and at 1920×1080, on an empty library, the example, and 5,000 items.
"""

from evidence_desk.ui.shots.libraries import MANY as MANY
from evidence_desk.ui.shots.libraries import make_many as make_many
