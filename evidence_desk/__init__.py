"""Evidence Desk: an area's SEND evidence, tagged, searched offline and exported as a self-evaluation pack."""

__version__ = "0.1.0"
