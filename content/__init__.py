"""The content of an office: data only, edited by hand."""
