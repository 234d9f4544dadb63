"""The slip on paper: laid out as a picture, sent as raster; the only package that knows escpos."""
