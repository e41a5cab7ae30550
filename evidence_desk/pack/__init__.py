"""What leaves the program: workbook, pack and the gate before them; and reading a pack back."""
