"""Pieces that several places are made of."""
