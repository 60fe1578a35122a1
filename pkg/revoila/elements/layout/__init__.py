"""Commands that arrange others: rows, boxes, tabs, forms, and the parts of the page."""
