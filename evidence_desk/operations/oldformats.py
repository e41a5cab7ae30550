"""The old formats of Office, and what is said of a file that our own readers left, before and after LibreOffice."""

# Family: the old suffix, what it becomes, what people call it.
FAMILIES = {
    "old-word": ("doc", "docx", "Word file (.doc)"),
    "old-slides": ("ppt", "pptx", "PowerPoint file (.ppt)"),
    "old-sheets": ("xls", "xlsx", "Excel file (.xls)"),
}
WAITS = {
    family: f"No text yet: it is an old {words}. LibreOffice reads it after the import."
    for family, (_, _, words) in FAMILIES.items()
}
FAILED = {
    family: f"No text was read: LibreOffice could not read this old {words}. Save it as .{new} or PDF and import that."
    for family, (_, new, words) in FAMILIES.items()
}
