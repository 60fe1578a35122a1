"""Tables that stay in the kernel: the page gets the rows that it shows, and what it asks of the others."""
