"""Reading an item: pages from the render worker, text as paragraphs, tables as cells."""
