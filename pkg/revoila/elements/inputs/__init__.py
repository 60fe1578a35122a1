"""Commands that ask for a value: buttons, boxes, fields, sliders, choices."""
