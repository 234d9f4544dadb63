"""The terminal a visitor stands in front of."""
