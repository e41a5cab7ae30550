"""The self-evaluation workbook, a module a sheet."""
