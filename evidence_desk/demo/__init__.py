"""The Northshire example, made from resources/demo and worked in through operations."""
