"""Inspection frameworks as data: reading, checking and crosswalks."""
